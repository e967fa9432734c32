from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.boards.board import board_of
from monitoring.desk import add_reasons, desk_of
from monitoring.views.handing_in import form_for
from monitoring.work import work_of
from schools.listings import endings_near


@require_safe
def work(request):
    """Моя работа: what is needed from this person today comes first."""
    work, desk = work_of(request.access), desk_of(request.access)
    today = request.municipality.today()
    context = {
        "work": work,
        "desk": desk,
        "endings": endings_near(request.access, today),
        "today": today,
    }
    if desk:
        add_reasons(work.lists)
        context["form"] = form_for(request)
    return render(request, "monitoring/work.html", context)


@require_safe
def show_dashboard(request):
    """Сводка: what needs an act, how control stands and went; every number opens its rows."""
    context = {"board": board_of(request.access), "title": board_title(request.access)}
    return render(request, "monitoring/dashboard.html", context)


def board_title(access):
    """Whose summary it is: a school role sees what its own schools owe."""
    if access.sees_everything:
        return "Сводка"
    return "Сводка моих школ" if len(access.school_ids) > 1 else "Сводка школы"
