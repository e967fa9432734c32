from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitoring.models import Checkpoint
from monitoring.reports import tally_of
from schools.listings import entries_of
from schools.models import School
from schools.permissions import can_edit_schools, can_upload_programme


@require_safe
def show_school(request, pk):
    """Карточка школы: profile, lists, programmes, what it owes."""
    schools = School.objects.visible_to(request.access).prefetch_related(
        "aliases", "programmes__versions"
    )
    school = get_object_or_404(schools, pk=pk)
    checkpoints = Checkpoint.objects.visible_to(request.access).filter(school=school)
    checkpoints = list(checkpoints.order_by("due_on"))
    today = request.municipality.today()
    context = {
        "school": school,
        "programmes": school.programmes.all(),
        "entries": entries_of(school),
        "open_checkpoints": [c for c in checkpoints if c.is_open],
        "tally": tally_of(checkpoints, today),
        "today": today,
        "can_edit": can_edit_schools(request.access),
        "can_upload": can_upload_programme(request.access, school),
    }
    return render(request, "monitoring/school.html", context)
