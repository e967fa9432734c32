"""How a checkpoint's state looks: a word, a picture and a colour, the same everywhere (ui.md)."""

from django.utils.html import format_html

from lib import badges
from lib.badges import pictures
from lib.dates import distance
from lib.text import NBSP
from monitoring.models import CheckpointState
from monitoring.models.checkpoint import OPEN_STATES

OVERDUE = "overdue"
ICONS = {
    CheckpointState.PLANNED: "calendar",
    CheckpointState.STARTED: "play",
    CheckpointState.REPORTED: "clock",
    CheckpointState.ACCEPTED: "check",
    CheckpointState.RETURNED: "return",
    CheckpointState.CANCELLED: "cancel",
    CheckpointState.REMOVED: "cancel",
    OVERDUE: "alert",
}
# Order in which states are told: what needs an act comes first.
SHOWN_ORDER = (
    OVERDUE,
    "returned",
    "reported",
    "started",
    "planned",
    "accepted",
    "removed",
    "cancelled",
)
_OPEN = frozenset(OPEN_STATES)  # looked into for every cell of a large table
# Not owed any more, though it was not carried out: counted in no share.
DROPPED = ("cancelled", "removed")


def shown_state(state, due_on, today):
    """The state, or OVERDUE when it is open past its date."""
    return OVERDUE if state in _OPEN and due_on < today else state


def state_words(state, due_on, today):
    """«в работе», «просрочено на 5 дней»; a returned report says both."""
    if shown_state(state, due_on, today) != OVERDUE:
        return CheckpointState(state).label
    late = distance(due_on, today)
    return f"возвращено, {late}" if state == CheckpointState.RETURNED else late


def rows_of(code):
    """Conditions of the register under which it shows just what a count of the state counts."""
    if code == OVERDUE:
        return "overdue=on"
    return f"state={code}&due=ahead" if code in _OPEN else f"state={code}"


def state_badge(state, due_on, today):
    """HTML of the state with its picture."""
    shown = shown_state(state, due_on, today)
    return badge(shown, state_words(state, due_on, today))


def word_of(code):
    """The word of a shown state, the overdue one too."""
    return "просрочено" if code == OVERDUE else CheckpointState(code).label


def counted_badge(code, number):
    """HTML of a state with how many are in it: «просрочено 4»."""
    return badge(code, f"{word_of(code)}:{NBSP}{number}")


def badge(code, words):
    """HTML of any state code with the words."""
    return badges.badge(code, ICONS[code], words)


def mark(code):
    """HTML of a state by its picture alone; whoever does not see it hears the word."""
    return format_html(
        '<span class="state state-{}" title="{}"><svg class="icon" aria-hidden="true">'
        '<use href="{}#{}"></use></svg><span class="visually-hidden">{}</span></span>',
        code,
        word_of(code),
        pictures(),
        ICONS[code],
        word_of(code),
    )
