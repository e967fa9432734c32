"""A school's own plan: it begins with what the municipal plan asks of the school (0035)."""

from django.db import transaction
from django.db.models import Q

from accounts.audit import record
from accounts.models import AuditVerb
from lib.versions import Conflict
from roadmaps.models import (
    Action,
    ColumnKind,
    ControlDate,
    Edition,
    EditionState,
    Measure,
    Section,
    SectionNumbering,
)
from roadmaps.operations import create_roadmap, ensure_section, lock_draft
from roadmaps.reports import draft_stamp, plan_of

# Printed until the school writes who exactly.
ANSWERS = "Администрация школы"
AT_ONCE = 300


@transaction.atomic
def start_school_plan(roadmap, layout, *, heading, source, by):
    """Save the new plan of roadmap.school; returns its draft edition.

    With `source`, a municipal edition, it holds the measures for which the school answers there,
    each referring to its municipal one.
    """
    columns = list(layout.columns.all())
    edition = create_roadmap(roadmap, layout, columns, [roadmap.school], heading=heading, by=by)
    if source:
        fill_from(source, edition)
    ensure_section(edition, by=by)
    return edition


@transaction.atomic
def delete_school_draft(edition, *, seen, by):
    """Delete a school's plan that no order has approved yet, with its only edition.

    `seen` is the draft_stamp() that the person saw; lib.versions.Conflict if something moved
    since.
    """
    lock_draft(edition)
    current = Edition.objects.select_related("roadmap").get(pk=edition.pk)
    if draft_stamp(current) != seen:
        raise Conflict(current)
    record(AuditVerb.DELETE, current.roadmap, by=by)
    current.delete()
    current.roadmap.delete()


def fill_from(source, edition):
    """Copy into the empty draft what the school still owes by the municipal edition."""
    # What a school owes is told by control, the floor above: a reverse relation.
    owing = Q(checkpoints__school=edition.roadmap.school)
    owing &= ~Q(checkpoints__state__in=("removed", "cancelled"))
    owed = set(
        Action.objects.filter(owing, measure__section__edition=source)
        .order_by()
        .values_list("pk", flat=True)
    )
    actor = edition.columns.filter(kind=ColumnKind.ACTOR).order_by("position").first()
    has_sections = edition.section_numbering != SectionNumbering.ABSENT
    section, place = None, 0
    for group in plan_of(source).sections:
        rows = [row for row in group.rows if any(action.pk in owed for action in row.actions)]
        if not rows:
            continue
        if section is None or has_sections:
            place += 1
            title = (group.section.title or "Мероприятия") if has_sections else ""
            section = Section.objects.create(edition=edition, position=place, title=title)
        for row in rows:
            texts = [action.text for action in row.actions if action.pk in owed]
            add_copy(row, section, "\n".join(texts), actor)


def add_copy(row, section, text, actor):
    """The school's measure for a municipal one: its words and dates, and what it is for."""
    measure = Measure.objects.create(
        section=section,
        position=section.measures.count() + 1,
        responsible_text=ANSWERS,
        serves=row.measure,
        **{
            name: getattr(row.measure, name)
            for name in (
                "expected_result",
                "indicator",
                "deadline_text",
                "deadline_kind",
                "proof",
            )
        },
    )
    Action.objects.create(measure=measure, actor=actor, text=text)
    ControlDate.objects.bulk_create(
        ControlDate(measure=measure, due_on=day) for day in row.control_dates
    )


def serve_next_plan(measures):
    """Let the copies serve the same measures of the municipal plan that follows, if in force.

    The others go on serving what they did: «На что посмотреть» names them.
    """
    served = Measure.objects.filter(pk__in=[measure.serves_id for measure in measures])
    served = {one.pk: one for one in served.select_related("section__edition")}
    following = Measure.objects.filter(
        lineage__in=[one.lineage for one in served.values()],
        section__edition__state=EditionState.APPROVED,
        section__edition__roadmap__follows__in={
            one.section.edition.roadmap_id for one in served.values()
        },
    ).select_related("section__edition__roadmap")
    found = {(one.section.edition.roadmap.follows_id, one.lineage): one for one in following}
    for measure in measures:
        if one := served.get(measure.serves_id):
            key = (one.section.edition.roadmap_id, one.lineage)
            measure.serves = found.get(key, one)
    Measure._base_manager.bulk_update(measures, ["serves"], batch_size=AT_ONCE)
