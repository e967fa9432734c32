"""How the state of a visit looks: a word, a picture and a colour, the same everywhere (ui.md)."""

from lib.dates import distance
from monitoring.models import VisitState
from monitoring.states import badge

# (picture and colour of the checkpoint that stands alike)
LIKE = {
    VisitState.PLANNED: "planned",
    VisitState.RECORDED: "started",
    VisitState.SENT: "reported",
    VisitState.READ: "accepted",
    VisitState.OFF: "cancelled",
}


def visit_words(state, planned_on, today):
    """«запланировано»; of a planned visit whose day is over, by how much it is late."""
    if is_late(state, planned_on, today):
        return distance(planned_on, today)
    return VisitState(state).label


def is_late(state, planned_on, today):
    return state == VisitState.PLANNED and planned_on < today


def visit_badge(state, planned_on, today):
    """HTML of the state in its words."""
    look = "overdue" if is_late(state, planned_on, today) else LIKE[state]
    return badge(look, visit_words(state, planned_on, today))
