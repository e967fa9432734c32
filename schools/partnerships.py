"""Writes of pairs of schools: the pair, its agreements, the joint plan, what was done together.

A school confirms the plan that it has read, `plan_version`; whatever changes the plan counts the
number on and takes both confirmations back. Each is one UPDATE of the pair's own row, so that
neither overtakes the other (docs/decisions/0031).
"""

from django.db import transaction
from django.db.models import F

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from files.store import store
from lib.permissions import NotNow
from lib.versions import Conflict
from schools.models import Partnership, Side
from schools.operations import save_fields

UNCONFIRMED = {f"{side}_confirmed_{what}": None for side in Side for what in ("at", "by")}


class PlanChanged(NotNow):
    """The plan is not the one that was read, or its school has confirmed it already."""

    def __init__(self):
        super().__init__(
            "План изменили или уже подтвердили, пока вы его читали. Прочтите его ещё раз."
        )


class EmptyPlan(NotNow):
    """There is nothing to confirm."""

    def __init__(self):
        super().__init__("В плане нет ни одного действия: подтверждать пока нечего.")


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


def open_plan(pair):
    """Hold the plan to the end of the transaction; nobody has confirmed what it will be."""
    rows = Partnership._base_manager.filter(pk=pair.pk)
    rows.update(plan_version=F("plan_version") + 1, **UNCONFIRMED)


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


@transaction.atomic
def confirm_plan(pair, sides, *, seen_plan, by):
    """Confirm the plan that was read for the schools of the sides.

    Raises PlanChanged when it is another by now or is confirmed already, EmptyPlan when there is
    nothing in it.
    """
    for side in sides:
        if not put_confirmation(pair, side, seen_plan=seen_plan, by=by):
            raise PlanChanged
        changes = {f"{side}_confirmed": ["", f"план, версия {seen_plan}"]}
        record(AuditVerb.CHANGE, pair, by=by, changes=changes)
    if not pair.acts.filter(due_on__isnull=False).exists():
        raise EmptyPlan


def put_confirmation(pair, side, *, seen_plan, by):
    """Write the confirmation if the plan is still the one seen and waits for it; True if done."""
    values = {f"{side}_confirmed_at": pair.municipality.now(), f"{side}_confirmed_by": by}
    rows = Partnership._base_manager.filter(
        pk=pair.pk, plan_version=seen_plan, **{f"{side}_confirmed_at": None}
    )
    return bool(rows.update(**values))


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
