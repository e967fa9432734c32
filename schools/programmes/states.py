"""How a programme's state looks: a word, a picture and a colour, the same everywhere (ui.md)."""

from lib.badges import badge
from schools.models import ProgrammeState

# {state: (picture, colour of static/css/opora.css)}
LOOKS = {
    ProgrammeState.DRAFT: ("edit", "planned"),
    ProgrammeState.SENT: ("clock", "reported"),
    ProgrammeState.APPRAISAL: ("people", "started"),
    ProgrammeState.RETURNED: ("return", "returned"),
    ProgrammeState.AGREED: ("check", "started"),
    ProgrammeState.APPROVED: ("check", "accepted"),
    ProgrammeState.PUBLISHED: ("link", "accepted"),
    ProgrammeState.ARCHIVED: ("file", "planned"),
}


def programme_state(state):
    """The state as safe HTML."""
    picture, colour = LOOKS[state]
    return badge(colour, picture, ProgrammeState(state).label)
