from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from monitoring.partner_suggestions import suggestions_for
from schools.models import Partnership, School
from schools.permissions import can_keep_partnerships

GROUNDS_LENGTH = Partnership._meta.get_field("grounds").max_length
DIRECTIONS_LENGTH = Partnership._meta.get_field("directions").max_length


@require_safe
def show_suggestions(request, pk):
    """«Кто может помочь»: candidates for a pair with the school, each with the reasons."""
    schools = School.objects.visible_to(request.access).select_related("municipality")
    school = get_object_or_404(schools, pk=pk)
    found = suggestions_for(school)
    can_keep = can_keep_partnerships(request.access)
    context = {
        "school": school,
        "found": found,
        "rows": [
            (one, pair_address(request, school, one, found.year) if can_keep else "")
            for one in found.found
        ],
    }
    return render(request, "monitoring/partner_suggestions.html", context)


def pair_address(request, school, one, year):
    """Address of the form of a new pair, filled in from the suggestion; a person confirms it."""
    subjects = dict.fromkeys(exam.subject_words for exam in one.stronger)
    given = {"mentee": school.pk, "mentor": one.school.pk}
    if one.stronger:
        given["directions"] = ", ".join(subjects)[:DIRECTIONS_LENGTH]
        grounds = f"Результаты {year} года: {'. '.join(one.reasons[: len(one.stronger)])}"
        is_long = len(grounds) > GROUNDS_LENGTH
        given["grounds"] = f"{grounds[: GROUNDS_LENGTH - 1]}…" if is_long else grounds
    address = reverse("schools:partnership-create", args=[request.municipality.slug])
    return f"{address}?{urlencode(given)}"
