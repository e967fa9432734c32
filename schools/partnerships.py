"""Writes of pairs of schools: the pair, its agreements, the joint plan, what was done together.

Who confirms the plan, and what takes the word back, is in schools/confirming.py.
"""

from django.db import transaction

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from files.store import store
from lib.permissions import NotNow
from lib.versions import Conflict
from schools.confirming import open_plan
from schools.operations import save_fields


class NotHeld(NotNow):
    """There is no mark to take back."""

    def __init__(self):
        super().__init__("У этого действия нет отметки о проведении: снимать нечего.")


class Done(NotNow):
    """What was held is no plan any more."""

    def __init__(self):
        super().__init__("Это действие уже отмечено проведённым. Сначала снимите отметку.")


@transaction.atomic
def add_partnership(pair, *, by):
    """Save a new pair; returns it."""
    pair.save()
    record(AuditVerb.CREATE, pair, by=by)
    return pair


@transaction.atomic
def change_partnership(pair, fields, *, seen_version, by):
    """Save the pair's facts or its end; lib.versions.Conflict if somebody was first."""
    changes = save_fields(pair, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, pair, by=by, changes=changes)


# --- agreements


@transaction.atomic
def add_agreement(agreement, *, upload, by):
    """Save a new agreement with its file, if any; returns it."""
    agreement.file = store(upload, by=by) if upload else None
    agreement.save()
    record(AuditVerb.CREATE, agreement, by=by)
    return agreement


@transaction.atomic
def change_agreement(agreement, fields, *, upload, seen_version, by):
    """Save the agreement and its new file, if any; lib.versions.Conflict if somebody was first."""
    changes = save_with_file(agreement, fields, upload=upload, seen_version=seen_version, by=by)
    record(AuditVerb.CHANGE, agreement, by=by, changes=changes)


def save_with_file(row, fields, *, upload, seen_version, by):
    """Conditional save of the fields and of a file that takes the place of the former one."""
    if upload:
        row.file = store(upload, by=by)
        fields = [*fields, "file"]
    return save_fields(row, fields, seen_version=seen_version)


# --- the joint plan


@transaction.atomic
def plan_act(act, *, by):
    """Add a row to the joint plan; returns it."""
    open_plan(act.partnership)
    act.save()
    record(AuditVerb.CREATE, act, by=by)
    return act


@transaction.atomic
def change_act(act, fields, *, seen_version, by):
    """Save a row of the plan; Conflict if somebody was first, Done when it was held meanwhile."""
    open_plan(act.partnership)
    if now(act).done_on:
        raise Done
    changes = save_fields(act, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, act, by=by, changes=changes)


@transaction.atomic
def remove_act(act, *, seen_version, by):
    """Take out a row of the plan that was not held, or the record of what was held beyond it.

    lib.versions.Conflict unless its version is still the one seen; Done for a held row of the plan.
    """
    if act.is_planned:
        open_plan(act.partnership)
    current = now(act)
    if current.is_planned and current.done_on:
        raise Done
    deleted, _ = type(act)._base_manager.filter(pk=act.pk, version=seen_version).delete()
    if not deleted:
        raise Conflict(current)
    record(AuditVerb.DELETE, act, by=by, changes={"text": [act.text, ""]})


def now(act):
    """The act as it stands in the database; Conflict when it is gone."""
    current = type(act)._base_manager.filter(pk=act.pk).first()
    if current is None:
        raise Conflict(None)
    return current


# --- what was done


@transaction.atomic
def record_act(act, fields, *, upload, seen_version, by):
    """Save that the act was held: when, and what proves it; a new one is beyond the plan.

    The plan stands as it was confirmed. lib.versions.Conflict if somebody was first.
    """
    if act.pk is None:
        act.file = store(upload, by=by) if upload else None
        act.save()
        record(AuditVerb.CREATE, act, by=by)
        return
    changes = save_with_file(act, fields, upload=upload, seen_version=seen_version, by=by)
    record(AuditVerb.CHANGE, act, by=by, changes=changes)


@transaction.atomic
def undo_act(act, *, seen_version, by):
    """Take back that a row of the plan was held; lib.versions.Conflict if somebody was first.

    NotHeld when it was not, or stands in no plan: what is beyond the plan is removed instead.
    """
    if not act.is_planned or act.done_on is None:
        raise NotHeld
    before = {"done_on": act.done_on, "proof": act.proof, "file": act.file_id or ""}
    act.done_on, act.proof, act.file = None, "", None
    act.save_changes(["done_on", "proof", "file"], seen_version=seen_version)
    after = {"done_on": "", "proof": "", "file": ""}
    record(AuditVerb.CHANGE, act, by=by, changes=changed_values(before, after))
