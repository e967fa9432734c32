"""Writes of a plan; every one of them holds the edition's draft, so that signing excludes them."""

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import record
from accounts.models import AuditVerb
from roadmaps.models import (
    Action,
    ControlDate,
    Edition,
    EditionColumn,
    EditionState,
    Measure,
    Responsible,
)


class Approved(Exception):
    """The edition is approved by an order: its text is frozen."""

    def __init__(self):
        super().__init__(
            "Дорожная карта утверждена приказом, её текст не меняется. "
            "Изменения вносятся новой редакцией, которую утверждает новый приказ."
        )


def lock_draft(edition):
    """Hold the draft until the end of the transaction; raise Approved if it is one no longer.

    A conditional UPDATE of the row that signing changes too: it holds on both databases.
    """
    if not Edition.objects.drafts().filter(pk=edition.pk).update(state=EditionState.DRAFT):
        raise Approved


@transaction.atomic
def create_roadmap(roadmap, layout, schools, *, heading, by):
    """Save a new plan with an empty first edition in the form of the layout; returns the edition."""
    roadmap.save()
    roadmap.schools.set(schools)
    edition = Edition.objects.create(
        roadmap=roadmap,
        heading=heading,
        section_numbering=layout.section_numbering,
        row_numbering=layout.row_numbering,
        orientation=layout.orientation,
    )
    EditionColumn.objects.bulk_create(
        EditionColumn(
            edition=edition,
            position=column.position,
            kind=column.kind,
            heading=column.heading,
            width=column.width,
        )
        for column in layout.columns.all()
    )
    record(AuditVerb.CREATE, roadmap, by=by)
    return edition


@transaction.atomic
def add_row(edition, row, *, by):
    """Append a block, a section or a measure (unsaved, its parent set) to a draft."""
    lock_draft(edition)
    last = siblings(row).aggregate(last=Max("position"))["last"] or 0
    row.position = last + 1
    row.save()
    record(AuditVerb.CREATE, row, by=by)
    return row


@transaction.atomic
def change_row(edition, row, fields, *, seen_version, by):
    """Save a row of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(edition)
    row.save_changes(fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by)


@transaction.atomic
def delete_row(edition, row, *, by):
    """Delete a row of a draft with everything under it."""
    lock_draft(edition)
    record(AuditVerb.DELETE, row, by=by)
    row.delete()


@transaction.atomic
def move_row(edition, row, step, *, by):
    """Swap the row with its neighbour: step −1 moves up, +1 down; at an edge nothing happens."""
    lock_draft(edition)
    rows = list(siblings(row).order_by("position", "pk"))
    place = next(index for index, other in enumerate(rows) if other.pk == row.pk)
    target = place + step
    if not 0 <= target < len(rows):
        return
    rows[place], rows[target] = rows[target], rows[place]
    for position, moved in enumerate(rows, start=1):
        if moved.position != position:
            moved.position = position
            moved.save(update_fields=["position"])
    record(AuditVerb.CHANGE, row, by=by, changes={"position": [place + 1, target + 1]})


def siblings(row):
    """Rows among which this one has its place."""
    parent = "section" if isinstance(row, Measure) else "edition"
    return type(row).objects.filter(**{parent: getattr(row, parent)})


@transaction.atomic
def replace_details(measure, *, actions, control_dates, responsible):
    """Set the actions {column or None: text}, control dates and responsible of a draft's measure.

    `responsible` is an ordered list of field values; the first one leads.
    """
    for actor, text in actions.items():
        if text:
            Action.objects.update_or_create(
                measure=measure,
                actor=actor,
                defaults={"text": text, "position": actor.position if actor else 1},
            )
        else:
            measure.actions.filter(actor=actor).delete()
    measure.control_dates.exclude(due_on__in=control_dates).delete()
    known = set(measure.control_dates.values_list("due_on", flat=True))
    ControlDate.objects.bulk_create(
        ControlDate(measure=measure, due_on=day) for day in sorted(set(control_dates) - known)
    )
    measure.responsible.all().delete()
    Responsible.objects.bulk_create(
        Responsible(edition=measure.section.edition, measure=measure, position=position, **values)
        for position, values in enumerate(responsible, start=1)
    )


@transaction.atomic
def approve_edition(edition, *, by):
    """Put the draft in force by its order; the edition that was in force is superseded."""
    Edition.objects.filter(roadmap=edition.roadmap, state=EditionState.APPROVED).update(
        state=EditionState.SUPERSEDED
    )
    drafts = Edition.objects.drafts().filter(pk=edition.pk, annex__isnull=False)
    if not drafts.update(state=EditionState.APPROVED, version=F("version") + 1):
        raise Approved
    edition.refresh_from_db()
    record(AuditVerb.SIGN, edition, by=by)
