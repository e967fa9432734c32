"""One act over many checkpoints, each on its own: what was done, and why the rest was not."""

from dataclasses import dataclass

from django.db import models, transaction

from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring import permissions
from monitoring.dates import ask_for_date
from monitoring.models import Checkpoint, Verb
from monitoring.transitions import WrongState, act

MOST = 200


class BulkAct(models.TextChoices):
    ACCEPT = "accept", "Принять отчёты"
    RETURN = "return", "Вернуть на доработку"
    REPORT = "report", "Отправить отчёт"
    ASK_DATE = "ask_date", "Попросить перенести срок"


MAY = {
    BulkAct.ACCEPT: permissions.can_decide,
    BulkAct.RETURN: permissions.can_decide,
    BulkAct.REPORT: permissions.can_report,
    BulkAct.ASK_DATE: permissions.can_ask_date,
}
DONE = {
    BulkAct.ACCEPT: "отчёт принят",
    BulkAct.RETURN: "возвращено на доработку",
    BulkAct.REPORT: "отчёт отправлен на проверку",
    BulkAct.ASK_DATE: "запрос отправлен",
}
NOT_ALLOWED = "по состоянию или по вашей роли это сделать нельзя"
CHANGED = "пока страница была открыта, с точкой что-то сделали"
GONE = "такой контрольной точки у вас нет"
NOT_LATER = "новый срок не позже прежнего"


@dataclass(frozen=True)
class Result:
    """What became of one checkpoint; `checkpoint` is None for one that the person does not see."""

    checkpoint: Checkpoint | None
    is_done: bool
    words: str


def acts_for(access, checkpoints):
    """[BulkAct] of those that the person may do with at least one of the checkpoints."""
    return [one for one in BulkAct if any(MAY[one](access, row) for row in checkpoints)]


def act_on_many(chosen, bulk_act, *, access, by, text="", due_on=None):
    """[Result] of the act over the chosen, {pk: version that was seen}, in their order.

    Each is a transaction of its own: one that is refused stops none of the others.
    """
    visible = Checkpoint.objects.visible_to(access).filter(pk__in=chosen)
    rows = visible.select_related("municipality", "action", "school").in_bulk()
    return [
        one_of_many(rows.get(pk), version, bulk_act, access=access, by=by, text=text, due_on=due_on)
        for pk, version in chosen.items()
    ]


def one_of_many(checkpoint, version, bulk_act, *, access, by, text, due_on):
    """Result of the act over one checkpoint."""
    if checkpoint is None:
        return Result(None, is_done=False, words=GONE)
    if checkpoint.version != version:
        return Result(checkpoint, is_done=False, words=CHANGED)
    if not MAY[bulk_act](access, checkpoint):
        return Result(checkpoint, is_done=False, words=NOT_ALLOWED)
    try:
        with transaction.atomic():
            carry_out(checkpoint, version, bulk_act, by=by, text=text, due_on=due_on)
    except Conflict:
        return Result(checkpoint, is_done=False, words=CHANGED)
    except (WrongState, NotNow) as refusal:
        return Result(checkpoint, is_done=False, words=str(refusal))
    return Result(checkpoint, is_done=True, words=DONE[bulk_act])


def carry_out(checkpoint, version, bulk_act, *, by, text, due_on):
    """The act itself, by the same operations as on the card."""
    if bulk_act != BulkAct.ASK_DATE:
        act(checkpoint, Verb(bulk_act.value), by=by, seen_version=version, text=text)
        return
    if due_on <= checkpoint.due_on:
        raise NotNow(NOT_LATER)
    ask_for_date(checkpoint, due_on=due_on, reason=text, by=by, seen_version=version)
