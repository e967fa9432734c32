from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.permissions import require
from monitoring.boards.region import region_boards

NOT_REGIONAL = "Сводка региона открыта специалисту региона."


@require_safe
def show_region(request):
    """Сводка региона: its municipalities side by side; every number opens its rows there."""
    boards = region_boards(request.user)
    require(boards, NOT_REGIONAL)
    return render(request, "monitoring/region.html", {"boards": boards})
