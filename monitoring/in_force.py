"""A plan in force as a person looks at it: the same for a page, a paper and a background job."""

from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from monitoring.filters import EditionFilter
from roadmaps.models import Edition, EditionState, Roadmap
from schools.access import Access
from schools.models import Municipality


@dataclass(frozen=True)
class Seen:
    """Where one is and what one may see; filters ask it instead of a request."""

    municipality: Municipality
    access: Access


def edition_in_force(seen, pk):
    """(roadmap, its edition in force or None); 404 when the person sees nothing of it."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(seen.access), pk=pk)
    editions = list(
        Edition.objects.visible_to(seen.access)
        .filter(roadmap=roadmap)
        .select_related("roadmap", "annex__order")
    )
    if not editions:
        raise Http404
    return roadmap, next((e for e in editions if e.state == EditionState.APPROVED), None)


def filter_of(seen, edition, query):
    """EditionFilter with the conditions of an address («state=open&school=3»)."""
    return EditionFilter(QueryDict(query), edition=edition, request=seen)


def words_of(rows_filter):
    """«Отбор: Школа — СШ № 3, только просроченные»; empty without conditions."""
    if not rows_filter.is_set or not rows_filter.is_valid():
        return ""
    said = []
    for name, value in rows_filter.form.cleaned_data.items():
        field = rows_filter.form.fields[name]
        if value:
            said.append(field.label if value is True else f"{field.label} — {shown(field, value)}")
    return f"Отбор: {', '.join(said)}" if said else ""


def shown(field, value):
    """The chosen option as the list of the filter says it."""
    options = dict(getattr(field, "choices", ())) if isinstance(value, str) else {}
    return options.get(value, value)
