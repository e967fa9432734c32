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


def visit_badge(state, planned_on, today):
    """HTML of the state; a planned visit whose day is over says by how much it is late."""
    if state == VisitState.PLANNED and planned_on < today:
        return badge("overdue", distance(planned_on, today))
    return badge(LIKE[state], VisitState(state).label)
