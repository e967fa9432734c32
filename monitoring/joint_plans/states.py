"""How rows and confirmations of a joint plan look: a word, a picture and a colour (ui.md)."""

from lib.dates import distance, dotted_date
from monitoring.models import PlanSide, RowState
from monitoring.states import badge

LIKE = {RowState.PLANNED: "planned", RowState.DONE: "accepted", RowState.DROPPED: "cancelled"}
WAITS = {
    (): "подтверждён",
    (PlanSide.TUTOR,): "ждёт тьютора",
    (PlanSide.SCHOOL,): "ждёт директора школы",
    tuple(PlanSide): "ждёт тьютора и директора",
}


def row_words(row, today):
    """What has become of the row, in words."""
    if row.is_late(today):
        return distance(row.due_on, today)
    if row.state == RowState.DONE:
        return f"сделано {dotted_date(row.done_on)}"
    return RowState(row.state).label


def row_badge(row, today):
    """HTML of the state of the row."""
    return badge("overdue" if row.is_late(today) else LIKE[row.state], row_words(row, today))


def plan_words(waits_for):
    """Whose confirmation the plan waits for."""
    return WAITS[tuple(waits_for)]


def plan_badge(waits_for):
    """HTML of it."""
    return badge("reported" if waits_for else "accepted", plan_words(waits_for))


def mark_words(row):
    """What the column «Отметка» says: done and how, moved, dropped; empty of a planned row."""
    words = f"Перенесено на {dotted_date(row.moved_to)}" if row.moved_to else ""
    if row.state == RowState.DONE:
        return f"Сделано {dotted_date(row.done_on)}: {row.result}"
    if row.state == RowState.DROPPED:
        return f"Снято: {row.reason}"
    return f"{words}: {row.reason}" if words else ""
