from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.permissions import require
from monitoring.file_safety import safety_of
from schools.permissions import can_keep_reference_data

NOT_ADMINISTRATOR = "Сохранность файлов видит администратор."


@require_safe
def show_safety(request):
    """Сохранность файлов: whether all are there, and how much room they take."""
    require(can_keep_reference_data(request.access), NOT_ADMINISTRATOR)
    safety = safety_of(request.municipality)
    return render(request, "monitoring/file_safety.html", {"safety": safety})
