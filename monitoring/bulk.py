"""One act over many checkpoints, each on its own: what was done, and why the rest was not."""

from dataclasses import dataclass

from django.db import models, transaction

from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring import permissions
from monitoring.acts import WrongState
from monitoring.dates import ask_for_date
from monitoring.models import Checkpoint, Verb
from monitoring.proofs import proofs_of
from monitoring.transitions import act

MOST = 200


class BulkAct(models.TextChoices):
    ACCEPT = "accept", "Принять отчёты"
    RETURN = "return", "Вернуть на доработку"
    REPORT = "report", "Отправить отчёт"
    REMOVE = "remove", "Снять с контроля"
    ASK_DATE = "ask_date", "Попросить перенести срок"


DONE = {
    BulkAct.ACCEPT: "отчёт принят",
    BulkAct.RETURN: "возвращено на доработку",
    BulkAct.REPORT: "отчёт отправлен на проверку",
    BulkAct.REMOVE: "снято с контроля",
    BulkAct.ASK_DATE: "запрос отправлен",
}
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
    return [
        one
        for one in BulkAct
        if any(permissions.can(access, row, Verb(one.value)) for row in checkpoints)
    ]


def act_on_many(chosen, bulk_act, *, access, **said):
    """[Result] of the act over the chosen, {pk: version that was seen}, in their order.

    Each is a transaction of its own: one that is refused stops none of the others. `said` is
    what was filled in for all of them: text, due_on, link and document as proof.
    """
    visible = Checkpoint.objects.visible_to(access).filter(pk__in=chosen)
    rows = visible.select_related("municipality", "lead", "person").in_bulk()
    return [
        one_of_many(rows.get(pk), version, bulk_act, access=access, **said)
        for pk, version in chosen.items()
    ]


def one_of_many(checkpoint, version, bulk_act, *, access, **said):
    """Result of the act over one checkpoint."""
    if checkpoint is None:
        return Result(None, is_done=False, words=GONE)
    if checkpoint.version != version:
        return Result(checkpoint, is_done=False, words=CHANGED)
    verb = Verb(bulk_act.value)
    if reason := permissions.why_not(access, checkpoint, verb):
        return Result(checkpoint, is_done=False, words=reason)
    acting = permissions.acting_role(access, checkpoint, verb)
    try:
        with transaction.atomic():
            carry_out(checkpoint, version, verb, by=access.user, acting=acting, **said)
    except Conflict:
        return Result(checkpoint, is_done=False, words=CHANGED)
    except (WrongState, NotNow) as refusal:
        return Result(checkpoint, is_done=False, words=str(refusal))
    return Result(checkpoint, is_done=True, words=DONE[bulk_act])


def carry_out(checkpoint, version, verb, *, by, acting, text="", due_on=None, link="", document=""):
    """The act itself, by the same operations as on the card."""
    who = {"by": by, "acting": acting, "seen_version": version}
    if verb != Verb.ASK_DATE:
        proofs = proofs_of(link=link, document=document) if verb == Verb.REPORT else ()
        act(checkpoint, verb, text=text, proofs=proofs, **who)
        return
    if due_on <= checkpoint.due_on:
        raise NotNow(NOT_LATER)
    ask_for_date(checkpoint, due_on=due_on, reason=text, **who)
