from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring import reports
from monitoring.work import work_of


@require_safe
def work(request):
    """Моя работа: what is needed from this person today comes first."""
    context = {"work": work_of(request.access), "today": request.municipality.today()}
    return render(request, "monitoring/work.html", context)


@require_safe
def show_dashboard(request):
    """Сводка: due, overdue, waiting, progress; every number opens its rows."""
    context = {
        "dashboard": reports.dashboard(request.access),
        "today": request.municipality.today(),
    }
    return render(request, "monitoring/dashboard.html", context)
