"""«Внести изменения»: the draft of the next edition, a full copy of the one in force."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from documents import operations as orders
from lib.permissions import NotNow
from lib.versions import Conflict
from roadmaps.models import (
    Action,
    Block,
    ControlDate,
    Edition,
    EditionColumn,
    EditionState,
    Measure,
    Responsible,
    Section,
)
from roadmaps.operations import hold_roadmap, lock_draft
from roadmaps.reports import draft_stamp

# A copy has not been approved by a school's order yet.
UNAPPROVED = {
    "approved_on": None,
    "approval_number": "",
    "council_minutes": "",
    "approved_school": "",
}


class NotInForce(NotNow):
    """There is nothing to change: no edition of the roadmap is in force."""

    def __init__(self):
        super().__init__(
            "Изменения вносят в действующую дорожную карту, а эта не утверждена или утратила силу."
        )


@transaction.atomic
def open_next_edition(roadmap, *, by):
    """The one draft edition of a roadmap in force, opened now or before.

    A new one is a full copy: every row keeps its lineage. Raises NotInForce.
    """
    hold_roadmap(roadmap.pk)
    editions = Edition.objects.filter(roadmap=roadmap.pk)
    in_force = editions.filter(state=EditionState.APPROVED).first()
    if in_force is None:
        raise NotInForce
    draft = editions.filter(state=EditionState.DRAFT).first()
    if draft:
        return draft
    draft = copied(
        in_force,
        number=editions.latest("number").number + 1,
        state=EditionState.DRAFT,
        annex=None,
        version=1,
        **UNAPPROVED,
    )
    draft.save()
    draft.schools.set(in_force.schools.all())
    copy_rows(in_force, draft)
    record(AuditVerb.CREATE, draft, by=by)
    return draft


@transaction.atomic
def delete_next_edition(edition, *, seen, by):
    """Delete the draft of a next edition, also out of the order that would approve it.

    `seen` is the draft_stamp() that the person saw; lib.versions.Conflict if something moved
    since. The edition in force stays as it is.
    """
    annex = edition.annex
    lock_draft(edition)
    current = Edition.objects.get(pk=edition.pk)
    if draft_stamp(current) != seen:
        raise Conflict(current)
    record(AuditVerb.DELETE, current, by=by)
    current.delete()
    if annex:
        orders.remove_annex(annex, by=by)


def copy_rows(source, target):
    """Copy everything under the edition `source` to `target`, in as many queries for any size."""
    measures = copy_table(source, target)
    copies(ControlDate.objects.filter(measure__section__edition=source), measure=measures)


def copy_table(source, target):
    """The same without control dates; returns {pk of the source's measure: its copy}."""
    columns = copies(EditionColumn.objects.filter(edition=source), edition=target)
    copies(Block.objects.filter(edition=source), edition=target, version=1)
    sections = copies(Section.objects.filter(edition=source), edition=target, version=1)
    measures = copies(Measure.objects.filter(section__edition=source), section=sections, version=1)
    actions = Action.objects.filter(measure__section__edition=source)
    copies(actions, measure=measures, actor=columns)
    copies(
        Responsible.objects.filter(edition=source),
        edition=target,
        measure=measures,
        actor=columns,
    )
    return measures


def copies(rows, **values):
    """{pk of the row: its saved copy}; a value that is such a dict gives the copy of the parent."""
    rows = list(rows)
    made = [
        copied(
            row,
            **{
                name: value.get(getattr(row, f"{name}_id")) if isinstance(value, dict) else value
                for name, value in values.items()
            },
        )
        for row in rows
    ]
    if made:
        type(made[0]).objects.bulk_create(made)
    return {row.pk: copy for row, copy in zip(rows, made, strict=True)}


def copied(row, **values):
    """Unsaved copy of the row with other values of some fields."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    kept = {
        field.attname: getattr(row, field.attname) for field in fields if field.name not in values
    }
    return type(row)(**kept, **values)
