from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.filters import CheckpointFilter
from monitoring.models import Checkpoint
from monitoring.month import MonthPage


@require_safe
def show_calendar(request):
    """Календарь: what is due on which day of the month in the address."""
    rows_filter = CheckpointFilter(
        request.GET, queryset=Checkpoint.objects.visible_to(request.access), request=request
    )
    month = MonthPage(rows_filter, request)
    # The filter does not lose the month, nor the other way round.
    context = {
        "filter": rows_filter,
        "is_filtered": rows_filter.is_set,
        "month": month,
        "kept": {"month": f"{month.first:%Y-%m}"},
    }
    is_part = request.htmx and request.htmx.target == "month"
    name = "_month" if is_part else "month"
    return render(request, f"monitoring/{name}.html", context)
