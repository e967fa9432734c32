"""Writes of a plan; every one of them holds the edition's draft, so that signing excludes them."""

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from documents import operations as orders
from documents.models import Annex
from lib.permissions import NotNow
from lib.versions import Conflict
from roadmaps.details import (
    deleted_values,
    details_in_words,
    replace_details,
    replace_responsible,
    responsible_in_words,
)
from roadmaps.models import (
    Edition,
    EditionColumn,
    EditionState,
    Measure,
    Roadmap,
    Section,
    SectionNumbering,
)
from roadmaps.reports import measures_of, stamp_of
from schools.operations import save_fields


class Approved(NotNow):
    """The edition is approved by an order, its text is frozen; the page says so."""

    def __init__(self):
        super().__init__(
            "Дорожная карта утверждена приказом, её текст не меняется. "
            "Изменения вносит новый приказ."
        )


def lock_draft(edition):
    """Hold the draft for an edit; raise Approved if it is one no longer.

    The order in whose annex it stands is held before it, as signing does: while that order is
    being agreed to or signed, documents.operations.NotDraft.
    """
    annex = Annex.objects.filter(edition=edition.pk).select_related("order").first()
    if annex:
        try:
            orders.lock_draft(annex.order)
        except orders.Signed:
            raise Approved from None
    hold_draft(edition)


def hold_draft(edition):
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
def create_roadmap(roadmap, layout, columns, schools, *, heading, by):
    """Save a new plan with an empty first edition; returns the edition.

    It is numbered and lies as the Layout says and has copies of the columns.
    """
    roadmap.save()
    roadmap.schools.set(schools)
    edition = Edition.objects.create(
        roadmap=roadmap,
        heading=heading,
        starts_on=roadmap.starts_on,
        ends_on=roadmap.ends_on,
        section_numbering=layout.section_numbering,
        row_numbering=layout.row_numbering,
        orientation=layout.orientation,
    )
    edition.schools.set(schools)
    EditionColumn.objects.bulk_create(
        EditionColumn(
            edition=edition,
            position=column.position,
            kind=column.kind,
            heading=column.heading,
            width=column.width,
        )
        for column in columns
    )
    record(AuditVerb.CREATE, roadmap, by=by)
    return edition


@transaction.atomic
def change_roadmap(roadmap, fields, schools, *, seen_version, by):
    """Save name, period and schools of a plan none of whose editions is approved."""
    editions = list(roadmap.editions.all())
    for edition in editions:
        lock_draft(edition)
    before = {"schools": names_of(roadmap.schools)}
    changes = save_fields(roadmap, fields, seen_version=seen_version)
    roadmap.schools.set(schools)
    for edition in editions:
        follow(edition, roadmap, schools)
    after = {"schools": names_of(roadmap.schools)}
    record(AuditVerb.CHANGE, roadmap, by=by, changes=changes | changed_values(before, after))


def follow(edition, roadmap, schools):
    """Give the draft of a plan that no order has approved yet its period and its schools."""
    draft_row(edition).update(starts_on=roadmap.starts_on, ends_on=roadmap.ends_on)
    edition.schools.set(schools)


@transaction.atomic
def change_period(edition, fields, schools, *, seen_version, by):
    """Save period and schools of a draft that will change a plan in force."""
    lock_draft(edition)
    before = {"schools": names_of(edition.schools)}
    changes = save_fields(edition, fields, seen_version=seen_version)
    edition.schools.set(schools)
    after = {"schools": names_of(edition.schools)}
    record(AuditVerb.CHANGE, edition, by=by, changes=changes | changed_values(before, after))


def names_of(schools):
    """The schools as the journal keeps them."""
    return "; ".join(map(str, schools.all()))


@transaction.atomic
def change_edition(edition, fields, *, seen_version, by):
    """Save heading, numbering and orientation of a draft."""
    lock_draft(edition)
    changes = save_fields(edition, fields, seen_version=seen_version)
    ensure_section(edition, by=by)
    record(AuditVerb.CHANGE, edition, by=by, changes=changes)


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
    before = column_in_words(EditionColumn.objects.get(pk=column.pk), fields)
    column.save(update_fields=fields)
    replace_responsible(responsible, edition=edition, actor=column)
    changes = changed_values(before, column_in_words(column, fields))
    record(AuditVerb.CHANGE, column, by=by, municipality=edition.municipality, changes=changes)


def column_in_words(column, fields):
    """{name: value} of the fields and of who answers for the column."""
    values = {name: getattr(column, name) for name in fields}
    return values | {"responsible": responsible_in_words(column)}


@transaction.atomic
def annex_edition(edition, order, *, seen_version, by, **values):
    """Make the draft edition an annex of the draft order; None takes it out of its order.

    `values` are further fields of the Annex.
    Holds the orders before the edition, as signing does. Raises documents.operations.Signed.
    """
    annex = edition.annex
    if annex and order and annex.order_id == order.pk:
        return
    if annex:
        orders.lock_draft(annex.order)
    before = {"order": str(annex.order) if annex else ""}
    edition.annex = orders.add_annex(order, "roadmap", by=by, **values) if order else None
    lock_draft(edition)
    edition.save_changes(["annex"], seen_version=seen_version)
    if annex:
        orders.remove_annex(annex, by=by)
    changes = changed_values(before, {"order": str(order) if order else ""})
    record(AuditVerb.CHANGE, edition, by=by, changes=changes)


@transaction.atomic
def add_row(edition, row, *, by, after=None):
    """Put a block, a section or a measure (unsaved, its parent set) into a draft.

    It stands below `after`, or last. Raises lib.versions.Conflict if the parent has been deleted.
    """
    put_row(edition, row, after=after)
    record(AuditVerb.CREATE, row, by=by)
    return row


@transaction.atomic
def add_measure(edition, measure, *, by, after=None, **details):
    """Put a new measure with its details (see replace_details) into a draft; returns it."""
    put_row(edition, measure, after=after)
    replace_details(measure, **details)
    record(AuditVerb.CREATE, measure, by=by)
    return measure


def put_row(edition, row, *, after):
    """Save the new row below `after`, or last, holding the draft and the row's parent."""
    lock_draft(edition)
    hold_parent(row)
    rows = siblings(row)
    if after:
        rows.filter(position__gt=after.position).update(position=F("position") + 1)
        row.position = after.position + 1
    else:
        row.position = last_position(rows) + 1
    row.save()


@transaction.atomic
def change_row(edition, row, fields, *, seen_version, by):
    """Save a block or a section of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(edition)
    changes = save_fields(row, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)


@transaction.atomic
def change_measure(edition, measure, fields, *, seen_version, by, **details):
    """Save a measure of a draft with its details; in another section it comes last."""
    lock_draft(edition)
    hold_parent(measure)
    if not siblings(measure).filter(pk=measure.pk).exists():
        measure.position = last_position(siblings(measure)) + 1
        fields = [*fields, "position"]
    before = details_in_words(measure)
    changes = save_fields(measure, fields, seen_version=seen_version)
    replace_details(measure, **details)
    changes |= changed_values(before, details_in_words(measure))
    record(AuditVerb.CHANGE, measure, by=by, changes=changes)


@transaction.atomic
def delete_row(edition, row, *, seen, by):
    """Delete a row of a draft with everything under it.

    `seen` is the stamp_of() that the person saw; lib.versions.Conflict if something moved since.
    """
    lock_draft(edition)
    current = type(row).objects.filter(pk=row.pk).first()
    measures = measures_of(current)
    if current is None or stamp_of(current, measures) != seen:
        raise Conflict(current)
    record(AuditVerb.DELETE, current, by=by, changes=deleted_values(current, measures))
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


def hold_roadmap(roadmap_id):
    """Let one edition at a time be opened, approved or annulled here, until the transaction ends.

    A conditional UPDATE: it holds on both databases.
    """
    Roadmap._base_manager.filter(pk=roadmap_id).update(version=F("version"))


@transaction.atomic
def approve_edition(edition, *, by, **school_act):
    """Put the draft in force by its order; returns the edition that it supersedes, or None.

    `school_act` are the requisites of a school's own order, field values of the edition. The
    roadmap takes over the period and the schools of the edition.
    """
    # Two orders approving two drafts of one roadmap at once: the second waits here.
    hold_roadmap(edition.roadmap_id)
    superseded = Edition.objects.filter(
        roadmap=edition.roadmap_id, state=EditionState.APPROVED
    ).first()
    if superseded:
        Edition._base_manager.filter(pk=superseded.pk, state=EditionState.APPROVED).update(
            state=EditionState.SUPERSEDED
        )
    rows = draft_row(edition).filter(annex__isnull=bool(school_act))
    if not rows.update(state=EditionState.APPROVED, version=F("version") + 1, **school_act):
        raise Approved
    edition.refresh_from_db()
    roadmap = edition.roadmap
    roadmap.starts_on, roadmap.ends_on = edition.starts_on, edition.ends_on
    roadmap.save_changes(["starts_on", "ends_on"], seen_version=roadmap.version)
    roadmap.schools.set(edition.schools.all())
    record(AuditVerb.SIGN, edition, by=by)
    return superseded
