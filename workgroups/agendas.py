"""Writes of an agenda: its items in their order, materials."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from files.store import store
from lib.permissions import NotNow
from schools.operations import save_fields
from workgroups.meetings import drop_row
from workgroups.models import AHEAD, AgendaItem, Material, Meeting
from workgroups.transitions import WrongState, hold_agenda


class Begun(NotNow):
    """By the numbers of items it is written down who was there when."""

    def __init__(self):
        super().__init__(
            "Заседание уже началось: по номерам вопросов записано, кто когда был. Убрать можно "
            "только последний вопрос, переставить — ни один."
        )


def hold_order(meeting):
    """Hold a meeting whose items may be put in another order; its state now."""
    hold_agenda(meeting)
    return Meeting._base_manager.values_list("state", flat=True).get(pk=meeting.pk)


@transaction.atomic
def add_item(item, *, by):
    """Add the item at the end of its meeting's agenda; WrongState."""
    hold_agenda(item.meeting)
    item.position = AgendaItem.objects.filter(meeting=item.meeting).count() + 1
    item.save()
    record(AuditVerb.CREATE, item, by=by)
    return item


@transaction.atomic
def change_item(item, fields, *, seen_version, by):
    """Save title, speaker, draft decision; WrongState, or Conflict if somebody was first."""
    hold_agenda(item.meeting)
    changes = save_fields(item, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, item, by=by, changes=changes)


@transaction.atomic
def move_item(item, step, *, by):
    """Swap the item with its neighbour, before the meeting; Begun, WrongState."""
    if hold_order(item.meeting) not in AHEAD:
        raise Begun
    rows = list(AgendaItem.objects.filter(meeting=item.meeting))
    place = rows.index(item)
    if not 0 <= place + step < len(rows):
        return
    rows[place], rows[place + step] = rows[place + step], rows[place]
    number(rows)
    changes = {"position": [str(place + 1), str(place + 1 + step)]}
    record(AuditVerb.CHANGE, item, by=by, changes=changes)


@transaction.atomic
def drop_item(item, *, seen, by):
    """Take the item out, with all that hangs on it; Begun, WrongState, or Conflict."""
    state = hold_order(item.meeting)
    rows = list(AgendaItem.objects.filter(meeting=item.meeting))
    if state not in AHEAD and item != rows[-1]:
        raise Begun
    drop_row(item, seen=seen, by=by)
    number([row for row in rows if row != item])


def number(rows):
    """Number the items in the order in which they stand."""
    for position, row in enumerate(rows, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])


@transaction.atomic
def add_materials(item, uploads, *, by):
    """Keep the files as materials of the item; WrongState, files.store.NotStored."""
    hold_agenda(item.meeting)
    for upload in uploads:
        material = Material.objects.create(item=item, file=store(upload, by=by))
        record(AuditVerb.CREATE, material, by=by)


@transaction.atomic
def drop_material(material, *, by):
    """Take the material off the item; WrongState."""
    hold_agenda(material.item.meeting)
    record(AuditVerb.DELETE, material, by=by)
    deleted, _ = Material.objects.filter(pk=material.pk).delete()
    if not deleted:
        raise WrongState(material.item.meeting)
