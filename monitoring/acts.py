"""The one table of acts over a checkpoint: who does what, from which state, to which.

The table is the documentation: docs/acts.md is made from it (`manage.py show_acts`), the predicates
of monitoring/permissions.py and the operations read it, and tests/monitoring/test_acts.py tries
every role in every state with every act. An act that is not here cannot happen.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models

from monitoring.models import CheckpointState, Verb
from monitoring.models.checkpoint import FINISHED_STATES, OPEN_STATES


class Party(models.TextChoices):
    """What one is to a checkpoint."""

    EXECUTOR = (
        "executor",
        "исполнитель — директор или координатор школы, названный человек; за отдел или службу — "
        "начальник, координатор, методист, секретарь",
    )
    JUDGE = (
        "judge",
        "контролирующий — начальник или координатор, а у соисполнителя и ведущий исполнитель; "
        "никогда тот, кто исполняет или отчитался. В школьной карте — директор; отчёт самого "
        "директора проверяет тьютор школы, начальник или координатор",
    )
    AUTHOR = "author", "автор — тот, чьё действие последнее, в течение 10 минут"
    ORDER = "order", "приказ — никто со страницы, только подписанный приказ"


class Act(NamedTuple):
    """From which states the act leads, to which one (None: it stays), and who may do it."""

    sources: tuple
    target: str | None
    party: str


S = CheckpointState
UNDER_WAY = (*OPEN_STATES, S.REPORTED)
ACTS = {
    Verb.START: Act((S.PLANNED,), S.STARTED, Party.EXECUTOR),
    Verb.INTERIM: Act(OPEN_STATES, None, Party.EXECUTOR),
    Verb.REPORT: Act(OPEN_STATES, S.REPORTED, Party.EXECUTOR),
    Verb.ACCEPT: Act((S.REPORTED,), S.ACCEPTED, Party.JUDGE),
    Verb.RETURN: Act((S.REPORTED,), S.RETURNED, Party.JUDGE),
    Verb.REMOVE: Act(UNDER_WAY, S.REMOVED, Party.JUDGE),
    Verb.RESTORE: Act((S.ACCEPTED, S.REMOVED), S.STARTED, Party.JUDGE),
    Verb.ASK_DATE: Act(OPEN_STATES, None, Party.EXECUTOR),
    # A report that is being looked at may come back, and then its date matters again.
    Verb.MOVE_DATE: Act(UNDER_WAY, None, Party.JUDGE),
    Verb.KEEP_DATE: Act(UNDER_WAY, None, Party.JUDGE),
    Verb.ASSIGN: Act(OPEN_STATES, None, Party.EXECUTOR),
    Verb.SET_DATE: Act(UNDER_WAY, None, Party.JUDGE),
    Verb.UNDO: Act((*UNDER_WAY, S.ACCEPTED, S.REMOVED), None, Party.AUTHOR),
    Verb.CANCEL: Act(UNDER_WAY, S.CANCELLED, Party.ORDER),
    Verb.AMEND: Act((*UNDER_WAY, S.ACCEPTED, S.REMOVED), None, Party.ORDER),
}
FINISHED = FINISHED_STATES

# Why a person who has no part in the act is refused.
REFUSALS = {
    Party.EXECUTOR: "Это делает исполнитель: школа, названный человек или отдел.",
    Party.JUDGE: "Это делает координатор или начальник, а у соисполнителя — ведущий исполнитель, "
    "и не тот, кто исполняет или отчитался; в школьной карте — директор школы.",
    Party.AUTHOR: "Отменить можно только своё последнее действие и только в течение 10 минут.",
    Party.ORDER: "Это делает только подписанный приказ.",
}


@dataclass
class WrongState(Exception):
    """The act does not lead from the checkpoint's present state."""

    verb: str
    state: str

    def __str__(self):
        verb, state = Verb(self.verb).label, CheckpointState(self.state).label
        return f"Нельзя {verb}: сейчас состояние «{state}»."


def leads_from(verb, state):
    """The act is possible in the state, whoever does it."""
    return state in ACTS[verb].sources
