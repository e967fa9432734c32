"""Writes of a plan; every one of them holds the edition's draft, so that signing excludes them."""

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents import operations as orders
from lib.permissions import Refused
from lib.versions import Conflict
from roadmaps.models import (
    Action,
    ControlDate,
    Edition,
    EditionColumn,
    EditionState,
    Measure,
    Responsible,
    Roadmap,
    Section,
    SectionNumbering,
)


class Approved(Refused):
    """The edition is approved by an order, its text is frozen; the page says so with 403."""

    def __init__(self):
        super().__init__(
            "Дорожная карта утверждена приказом, её текст не меняется. "
            "Изменения вносятся новой редакцией, которую утверждает новый приказ."
        )


def lock_draft(edition):
    """Hold the draft until the end of the transaction; raise Approved if it is one no longer.

    A conditional UPDATE of the row that signing changes too: it holds on both databases.
    """
    if not draft_row(edition).update(state=EditionState.DRAFT):
        raise Approved


def draft_row(edition):
    """The edition's row while it is a draft, by conditions on the row alone.

    Not by the scoped manager: its join to the municipality would make the UPDATE a subquery, and
    PostgreSQL, having waited for another transaction, does not look at a subquery again.
    """
    return Edition._base_manager.filter(pk=edition.pk, state=EditionState.DRAFT)


@transaction.atomic
def create_roadmap(roadmap, layout, schools, *, heading, by):
    """Save a new plan with an empty first edition in the layout; returns the edition."""
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
def change_roadmap(roadmap, fields, schools, *, seen_version, by):
    """Save name, period and schools of a plan none of whose editions is approved."""
    for edition in roadmap.editions.all():
        lock_draft(edition)
    roadmap.save_changes(fields, seen_version=seen_version)
    roadmap.schools.set(schools)
    record(AuditVerb.CHANGE, roadmap, by=by)


@transaction.atomic
def change_edition(edition, fields, *, seen_version, by):
    """Save heading, numbering and orientation of a draft."""
    lock_draft(edition)
    edition.save_changes(fields, seen_version=seen_version)
    ensure_section(edition, by=by)
    record(AuditVerb.CHANGE, edition, by=by)


def ensure_section(edition, *, by):
    """Give a draft that is numbered without sections the one nameless section for its measures."""
    if edition.section_numbering == SectionNumbering.ABSENT and not edition.sections.exists():
        add_row(edition, Section(edition=edition), by=by)


@transaction.atomic
def change_column(column, fields, *, responsible, seen_version, by):
    """Save a column of a draft and, for an actor, who answers; guarded by the edition's version."""
    edition = column.edition
    lock_draft(edition)
    edition.save_changes([], seen_version=seen_version)
    column.save(update_fields=fields)
    replace_responsible(responsible, edition=edition, actor=column)
    record(AuditVerb.CHANGE, column, by=by, municipality=edition.municipality)


@transaction.atomic
def annex_edition(edition, order, *, seen_version, by):
    """Make the draft edition an annex of the draft order; None takes it out of its order.

    Holds the orders before the edition, as signing does. Raises documents.operations.Signed.
    """
    annex = edition.annex
    if annex and order and annex.order_id == order.pk:
        return
    if annex:
        orders.lock_draft(annex.order)
    edition.annex = orders.add_annex(order, "roadmap", by=by) if order else None
    lock_draft(edition)
    edition.save_changes(["annex"], seen_version=seen_version)
    if annex:
        record(AuditVerb.DELETE, annex, by=by)
        annex.delete()
    record(AuditVerb.CHANGE, edition, by=by)


@transaction.atomic
def add_row(edition, row, *, by, after=None):
    """Put a block, a section or a measure (unsaved, its parent set) into a draft.

    It stands below `after`, or last. Raises lib.versions.Conflict if the parent has been deleted.
    """
    lock_draft(edition)
    hold_parent(row)
    rows = siblings(row)
    if after:
        rows.filter(position__gt=after.position).update(position=F("position") + 1)
        row.position = after.position + 1
    else:
        row.position = last_position(rows) + 1
    row.save()
    record(AuditVerb.CREATE, row, by=by)
    return row


@transaction.atomic
def add_measure(edition, measure, *, by, after=None, **details):
    """Put a new measure with its details (see replace_details) into a draft."""
    add_row(edition, measure, after=after, by=by)
    replace_details(measure, **details)


@transaction.atomic
def change_row(edition, row, fields, *, seen_version, by):
    """Save a row of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(edition)
    hold_parent(row)
    row.save_changes(fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by)


@transaction.atomic
def change_measure(edition, measure, fields, *, seen_version, by, **details):
    """Save a measure of a draft with its details; in another section it comes last."""
    lock_draft(edition)
    if not siblings(measure).filter(pk=measure.pk).exists():
        measure.position = last_position(siblings(measure)) + 1
        fields = [*fields, "position"]
    change_row(edition, measure, fields, seen_version=seen_version, by=by)
    replace_details(measure, **details)


@transaction.atomic
def delete_row(edition, row, *, seen, by):
    """Delete a row of a draft with everything under it.

    `seen` is the stamp_of() that the person saw; lib.versions.Conflict if something moved since.
    """
    lock_draft(edition)
    current = type(row).objects.filter(pk=row.pk).first()
    if current is None or stamp_of(current, measures_of(current)) != seen:
        raise Conflict(current)
    record(AuditVerb.DELETE, current, by=by)
    current.delete()


@transaction.atomic
def move_row(edition, row, step, *, by):
    """Swap the row with its neighbour: step −1 moves up, +1 down; at an edge nothing happens."""
    lock_draft(edition)
    rows = list(siblings(row).order_by("position", "pk"))
    place = next((index for index, other in enumerate(rows) if other.pk == row.pk), None)
    if place is None:
        raise Conflict(None)
    target = place + step
    if not 0 <= target < len(rows):
        return
    rows[place], rows[target] = rows[target], rows[place]
    for position, moved in enumerate(rows, start=1):
        moved.position = position
    type(row).objects.bulk_update(rows, ["position"])
    changes = {"position": [place + 1, target + 1]}
    record(AuditVerb.CHANGE, row, by=by, municipality=edition.municipality, changes=changes)


def siblings(row):
    """Rows among which this one has its place."""
    return type(row).objects.filter(**{parent_of(row): getattr(row, parent_of(row))})


def parent_of(row):
    """Name of the field under which the row stands."""
    return "section" if isinstance(row, Measure) else "edition"


def last_position(rows):
    """Greatest position of the rows; 0 without rows."""
    return rows.aggregate(last=Max("position"))["last"] or 0


def hold_parent(row):
    """Raise lib.versions.Conflict when the section of a measure has been deleted meanwhile."""
    if isinstance(row, Measure) and not Section.objects.filter(pk=row.section_id).exists():
        raise Conflict(None)


def measures_of(row):
    """Measures that are deleted together with the row."""
    return list(row.measures.all()) if isinstance(row, Section) else []


def stamp_of(row, measures=()):
    """Text that differs as soon as the row or a measure under it is changed, added or deleted."""
    return "-".join(str(n) for n in (row.version, len(measures), sum(m.version for m in measures)))


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
    replace_responsible(responsible, edition=measure.section.edition, measure=measure)


def replace_responsible(references, *, edition, **owner):
    """Set the ordered references of a measure or of an actor column; the first one leads."""
    Responsible.objects.filter(edition=edition, **owner).delete()
    Responsible.objects.bulk_create(
        Responsible(edition=edition, position=position, **owner, **values)
        for position, values in enumerate(references, start=1)
    )


@transaction.atomic
def approve_edition(edition, *, by):
    """Put the draft in force by its order; the edition that was in force is superseded."""
    # Two orders approving two drafts of one roadmap at once: the second waits here.
    Roadmap._base_manager.filter(pk=edition.roadmap_id).update(version=F("version"))
    Edition.objects.filter(roadmap=edition.roadmap, state=EditionState.APPROVED).update(
        state=EditionState.SUPERSEDED
    )
    rows = draft_row(edition).filter(annex__isnull=False)
    if not rows.update(state=EditionState.APPROVED, version=F("version") + 1):
        raise Approved
    edition.refresh_from_db()
    record(AuditVerb.SIGN, edition, by=by)
