"""The one table of an order's states: which act leads from where to where.

The table is the documentation; an act that is not here cannot happen. Who may do it is said in
documents/permissions.py.
"""

from enum import StrEnum
from typing import NamedTuple

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Order, OrderState, state_words
from lib.permissions import NotNow

S = OrderState


class Act(StrEnum):
    SUBMIT = "submit"
    SEND_TO_SIGN = "send_to_sign"
    TAKE_BACK = "take_back"
    SIGN = "sign"
    REPEAL = "repeal"


class Transition(NamedTuple):
    """From which states the act leads, and to which one."""

    sources: tuple
    target: str


TRANSITIONS = {
    Act.SUBMIT: Transition((S.DRAFT,), S.APPROVAL),
    # A draft without visas goes to the head at once.
    Act.SEND_TO_SIGN: Transition((S.DRAFT, S.APPROVAL), S.SIGNING),
    Act.TAKE_BACK: Transition((S.APPROVAL, S.SIGNING), S.DRAFT),
    Act.SIGN: Transition((S.DRAFT, S.SIGNING), S.SIGNED),
    Act.REPEAL: Transition((S.SIGNED,), S.REPEALED),
}


class WrongState(NotNow):
    """The act does not lead from the order's present state."""

    def __init__(self, order):
        state = state_words(order.state, order.kind)
        super().__init__(
            f"Сейчас это сделать нельзя: документ в состоянии «{state}». Обновите страницу."
        )


def lead(order, act, *, by, **values):
    """Lead the order to the next state in one conditional UPDATE; raise WrongState if it moved on.

    `values` are further fields of the order that change with the state.
    """
    transition = TRANSITIONS[act]
    current = Order.objects.get(pk=order.pk)
    rows = Order.objects.filter(pk=order.pk, state=current.state, version=current.version)
    if current.state not in transition.sources or not rows.update(
        state=transition.target, version=current.version + 1, **values
    ):
        raise WrongState(Order.objects.get(pk=order.pk))
    record(AuditVerb.STATE, order, by=by, changes={"state": [current.state, transition.target]})
    order.refresh_from_db()
