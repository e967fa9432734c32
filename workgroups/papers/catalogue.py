"""The list of papers of a meeting and who may have which of them."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.grammar.cases import Case
from workgroups.models import AHEAD, TOOK_PLACE, MeetingState, Resolution
from workgroups.papers import cuts, sheets
from workgroups.papers.permissions import is_reader

EVER = (*AHEAD, *TOOK_PLACE)


@dataclass(frozen=True)
class Choice:
    """What of the minutes is asked for: items, or what one addressee is asked."""

    items: tuple = ()
    addressee: object = None


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its name and its HTML (meeting, Choice)."""

    code: str
    name: str
    html: Callable
    states: tuple = TOOK_PLACE
    is_for_addressee: bool = False
    # Nobody comes together for a poll.
    is_of_polls: bool = True

    @property
    def is_of_minutes(self):
        """Made of the minutes, so that its name is theirs."""
        return MeetingState.PLANNED not in self.states

    def is_there(self, meeting):
        """The paper can be printed of the meeting as it is now."""
        return meeting.state in self.states and (self.is_of_polls or not meeting.is_poll)


@dataclass(frozen=True)
class Addressee:
    """Of whom signed minutes ask something: a school or a person, and the numbers of it."""

    kind: str
    pk: int
    name: str
    # «Директору …», «Капустиной Н. В.»: as a letter begins.
    to: str
    numbers: tuple

    @property
    def code(self):
        """«school-5», as in an address."""
        return f"{self.kind}-{self.pk}"


def extract(meeting, choice):
    """The items asked for, or what one addressee is asked."""
    if choice.addressee:
        return cuts.extract_html(meeting, numbers=choice.addressee.numbers)
    return cuts.extract_html(meeting, items=choice.items)


SIGNED = (MeetingState.SIGNED,)
PAPERS = {
    paper.code: paper
    for paper in (
        Paper(
            "notice",
            "Уведомление с повесткой",
            lambda meeting, choice: sheets.notice_html(meeting),
            states=EVER,
        ),
        Paper(
            "participants",
            "Список участников для подписи",
            lambda meeting, choice: sheets.participants_html(meeting),
            states=EVER,
            is_of_polls=False,
        ),
        Paper("minutes", "Протокол", lambda meeting, choice: cuts.text_of(meeting)),
        Paper("short", "Краткий протокол", lambda meeting, choice: cuts.short_html(meeting)),
        Paper("decision", "Решение", lambda meeting, choice: sheets.decision_html(meeting)),
        Paper("extract", "Выписка", extract, states=SIGNED, is_for_addressee=True),
        Paper(
            "letter",
            "Письмо о решении",
            lambda meeting, choice: sheets.letter_html(meeting, choice.addressee),
            states=SIGNED,
            is_for_addressee=True,
        ),
    )
}


def papers_for(access, meeting):
    """Papers of the meeting that the person may have.

    Whoever reads the meeting has all of them; who is only asked for something by signed minutes
    has the own extract and the own letter.
    """
    reads = is_reader(access, meeting)
    return [
        paper
        for paper in PAPERS.values()
        if paper.is_there(meeting) and (reads or paper.is_for_addressee)
    ]


def addressees_of(access, meeting):
    """[Addressee] of the signed minutes: all for a reader of the meeting, else one's own."""
    found = {}
    rows = Resolution.objects.adopted().filter(item__meeting=meeting).select_related("item")
    for resolution in rows.prefetch_related("schools", "people").order_by(
        "item__position", "position", "pk"
    ):
        for school in resolution.schools.all():
            to = f"Директору {school.form(Case.GENITIVE)}"
            key = ("school", school.pk, str(school), to)
            found.setdefault(key, []).append(resolution.number)
        for person in resolution.people.all():
            key = ("person", person.pk, str(person), person.form(Case.DATIVE))
            found.setdefault(key, []).append(resolution.number)
    everyone = [Addressee(*key, tuple(numbers)) for key, numbers in found.items()]
    if is_reader(access, meeting):
        return everyone
    own = {"school": access.school_ids, "person": access.person_ids}
    return [one for one in everyone if one.pk in own[one.kind]]


def file_name(meeting, paper, choice):
    """«Протокол № 2 от 20.03.2021 (выписка)»: nothing that a file system refuses."""
    day = f"{meeting.held_on:%d.%m.%Y}"
    if not paper.is_of_minutes:
        return f"Заседание {day} ({paper.name.lower()})"
    number = f" № {meeting.number.replace('/', '-')}" if meeting.is_signed else " (проект)"
    name = f"Протокол{number} от {day}"
    if paper.code == "minutes":
        return name
    whose = f", {choice.addressee.name}" if choice.addressee else ""
    whose = "".join(char for char in whose if char not in '\\/:*?"<>|')
    return f"{name} ({paper.name.lower()}{whose})"
