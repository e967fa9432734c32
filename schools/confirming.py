"""A joint plan is confirmed by two sides: of a pair of schools, of a tutor and a school.

A side confirms the plan that it has read, `plan_version`; whatever changes the plan counts the
number on and takes both confirmations back. Each is one UPDATE of the plan's own row, so that
neither overtakes the other (docs/decisions/0031).
"""

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow


class PlanChanged(NotNow):
    """The plan is not the one that was read, or its side has confirmed it already."""

    def __init__(self):
        super().__init__(
            "План изменили или уже подтвердили, пока вы его читали. Прочтите его ещё раз."
        )


class EmptyPlan(NotNow):
    """There is nothing to confirm."""

    def __init__(self):
        super().__init__("В плане нет ни одного действия: подтверждать пока нечего.")


def open_plan(plan):
    """Hold the plan to the end of the transaction; nobody has confirmed what it will be."""
    unconfirmed = {f"{side}_confirmed_{what}": None for side in plan.Sides for what in ("at", "by")}
    rows = type(plan)._base_manager.filter(pk=plan.pk)
    rows.update(plan_version=F("plan_version") + 1, **unconfirmed)


@transaction.atomic
def confirm_plan(plan, sides, *, seen_plan, by):
    """Confirm the plan that was read for the sides.

    Raises PlanChanged when it is another by now or is confirmed already, EmptyPlan when there is
    nothing in it.
    """
    for side in sides:
        if not put_confirmation(plan, side, seen_plan=seen_plan, by=by):
            raise PlanChanged
        changes = {f"{side}_confirmed": ["", f"план, версия {seen_plan}"]}
        record(AuditVerb.CHANGE, plan, by=by, changes=changes)
    if not plan.planned_rows().exists():
        raise EmptyPlan


def put_confirmation(plan, side, *, seen_plan, by):
    """Write the confirmation if the plan is still the one seen and waits for it; True if done."""
    values = {f"{side}_confirmed_at": plan.municipality.now(), f"{side}_confirmed_by": by}
    rows = type(plan)._base_manager.filter(
        pk=plan.pk, plan_version=seen_plan, **{f"{side}_confirmed_at": None}
    )
    return bool(rows.update(**values))
