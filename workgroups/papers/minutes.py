"""Протокол: what was said and decided, as HTML for PDF, Word and the pages (domain.md 1.8, 8).

The full text is what is frozen at signing; the short one, the extracts and the decision are cut
out of it (cuts.py), so that none of them can say anything else.
"""

import re
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from documents.marks import BLANK_NUMBER
from documents.models import OrderKind, profile_of
from lib.collation import sort_key
from lib.dates import dotted_date, long_date
from lib.grammar.cases import Case
from lib.text import count
from workgroups.counting import session_of
from workgroups.models import Dissent, GroupKind, MeetingForm, MemberRole
from workgroups.papers.voting import quorum_line, voting_words

# «директора школ», «руководителям РМО», «директор и завуч»; «Ли В. В.» is one.
SEVERAL = re.compile(
    r"^\s*(?:(?:директора|учителя|\w+[ыи]|\w+[ая]м)\b(?!\s+\w\.)|\w+ и \w)", re.IGNORECASE
)
INITIALS = re.compile(r"\b\w\.\s*\w\.")
# More names than that stand in a list of their own (domain.md 1.8).
MOST_NAMED = 15
LONG_LIST = "список прилагается"
KIND_GENITIVE = {
    GroupKind.WORKING: "рабочей группы",
    GroupKind.COUNCIL: "координационного совета",
    GroupKind.ASSOCIATION: "методического объединения",
    GroupKind.CREATIVE: "творческого коллектива",
    GroupKind.CLUB: "клуба",
    GroupKind.TEAM: "управленческой команды",
    GroupKind.COMMISSION: "комиссии",
}
FORM_WORDS = {
    MeetingForm.IN_PERSON: "",
    MeetingForm.REMOTE: " (по видеосвязи)",
    MeetingForm.ABSENTEE: " (заочное голосование)",
}


@dataclass(frozen=True)
class Decided:
    """A resolution as the minutes print it."""

    number: str
    text: str
    who: str  # «Ответственный», or in the plural
    addressee: str
    term: str


@dataclass(frozen=True)
class Item:
    """A question of the agenda as the minutes tell it."""

    number: int
    title: str
    speaker: str  # «Докладчик: …» of the agenda
    heard: str  # after «СЛУШАЛИ:», of a poll after «РАССМОТРЕЛИ:»
    course: list
    speeches: list
    resolutions: list
    is_adopted: bool
    voting: str
    dissents: list = field(default_factory=list)


def minutes_html(meeting, session=None):
    """Full HTML of the minutes; without a number it says «ПРОЕКТ»."""
    session = session or session_of(meeting)
    municipality = meeting.municipality
    profile = profile_of(municipality, OrderKind.ORDER)
    heads = (seat for seat in session.seats if seat.role == MemberRole.HEAD)
    head = next(heads, session.presiding)
    present = people_there(session)
    context = {
        "title": f"Протокол {meeting.group.name_genitive}",
        "author": municipality.department,
        "style": profile,
        "is_draft": not meeting.number,
        "meeting": meeting,
        **heading_of(meeting, profile),
        "presiding": session.presiding,
        "secretary": session.secretary,
        "head": head,
        "head_post": post_of_head(head, meeting.group),
        "present_words": present_words(present),
        "present_list": present if len(present) > MOST_NAMED else [],
        "is_poll": meeting.is_poll,
        "closes": closing_words(meeting),
        "guests": [guest_words(guest) for guest in meeting.guests.select_related("person")],
        "quorum": quorum_line(session, len(present)),
        "items": [item_of(session, item) for item in items_of(meeting, session)],
        "dissents": dissents_of(meeting),
    }
    return render_to_string("print/minutes.html", context)


def heading_of(meeting, profile):
    """What stands over the minutes, and over every paper that goes with them."""
    return {
        "letterhead": profile.letterhead_lines,
        "date": profile.printed_date(meeting.held_on),
        "number": meeting.number or BLANK_NUMBER,
        "made_at": meeting.municipality.place,
        "subject": subject_of(meeting),
    }


def post_of_head(seat, group):
    """«Руководитель рабочей группы», of whoever leads a group without one what it was."""
    if seat and seat.role != MemberRole.HEAD:
        return "Председательствующий на заседании"
    return f"Руководитель {KIND_GENITIVE[group.kind]}"


def subject_of(meeting):
    """«заседания рабочей группы …», in the genitive."""
    return f"заседания {meeting.group.name_genitive}{FORM_WORDS[meeting.form]}"


def items_of(meeting, session):
    """Items with all that hangs on them; a constant number of queries."""
    rows = meeting.items.select_related("speaker").prefetch_related(
        "votes",
        "speeches__person",
        "resolutions__people",
        "resolutions__schools",
        "dissents__person",
    )
    found = {item.pk: item for item in rows}
    return [found[item.pk] for item in session.items]


def item_of(session, item):
    """The Item of a row of the agenda."""
    verdict = session.verdict_of(item)
    return Item(
        number=item.position,
        title=item.title.strip().rstrip("."),
        speaker=item.speaker.surname_first if item.speaker_id else item.speaker_words,
        heard=considered_words(item) if session.meeting.is_poll else heard_words(item),
        course=[line[:1].upper() + line[1:] for line in lines(item.heard)],
        speeches=[speech_lines(speech) for speech in item.speeches.all()],
        resolutions=[decided(resolution) for resolution in item.resolutions.all()],
        is_adopted=bool(verdict and verdict.is_adopted),
        voting=voting_words(session, item, verdict),
        dissents=[dissent.person.form(Case.GENITIVE) for dissent in item.dissents.all()],
    )


def decided(resolution):
    """The resolution in words: «директору школы № 3», «до 01.10.2026»."""
    term = f"до {dotted_date(resolution.due_on)}" if resolution.due_on else ""
    return Decided(
        resolution.number,
        sentence(resolution.text),
        "Ответственные" if are_several(resolution) else "Ответственный",
        addressee_words(resolution),
        resolution.due_words or term,
    )


def are_several(resolution):
    """More than one answers: of those who were chosen, else by the words."""
    if named := len(resolution.people.all()) + len(resolution.schools.all()):
        return named > 1
    words = resolution.addressee
    return bool(SEVERAL.search(words)) or len(INITIALS.findall(words)) > 1


def sentence(text):
    """The text with a full stop at its end."""
    text = text.strip()
    return text if text[-1:] in ".!?…:;" else f"{text}."


def addressee_words(resolution):
    """Who answers: as typed, else the schools and people that were chosen."""
    if resolution.addressee:
        return resolution.addressee
    people = [person.surname_first for person in resolution.people.all()]
    return ", ".join([*people, *map(str, resolution.schools.all())])


def heard_words(item):
    """«Капустину Н. В. – о ходе реализации плана»: whom, in the accusative, and about what."""
    about = about_words(item.title.strip().rstrip("."))
    if item.speaker_id:
        return f"{item.speaker.form(Case.ACCUSATIVE)} – {about}"
    # A typed name stays as typed: nobody has said which part of it is a surname.
    if item.speaker_words:
        return f"информацию {about} (докладчик – {item.speaker_words})"
    return f"информацию {about}"


def considered_words(item):
    """«вопрос о ходе реализации плана»: nobody is heard in a poll."""
    about = about_words(item.title.strip().rstrip("."))
    return about.removeprefix("по ") if about.startswith("по вопросу:") else f"вопрос {about}"


def about_words(title):
    """«о ходе реализации плана»; a title that is no «О …» is called by its words."""
    first, _, rest = title.partition(" ")
    if first.lower() in ("о", "об", "обо"):
        return f"{first.lower()} {rest}"
    return f"по вопросу: {title}"


def speech_lines(speech):
    """(who spoke, the rest of the first line, further lines)."""
    said = lines(speech.text)
    name = speech.person.surname_first if speech.person_id else speech.name
    return name, said[0] if said else "", said[1:]


def people_there(session):
    """Seats of those who came, or who voted in a poll, by the alphabet."""
    return sorted(session.present, key=lambda seat: sort_key(seat.person.full_name))


def present_words(present):
    """Names by the alphabet, or «16 человек (список прилагается)»."""
    if len(present) > MOST_NAMED:
        people = count(len(present), "человек", "человека", "человек")
        return f"{people} ({LONG_LIST})"
    return ", ".join(seat.person.surname_first for seat in present)


def guest_words(guest):
    """«Фамилия И. О., должность»."""
    name = guest.person.surname_first if guest.person_id else guest.name
    return ", ".join(filter(None, (name, guest.post)))


def closing_words(meeting):
    """«10 апреля 2026 г., 18.00» of a poll; empty of a meeting."""
    if not meeting.closes_at:
        return ""
    local = meeting.closes_at.astimezone(meeting.municipality.zone)
    return f"{long_date(local.date())}, {local:%H.%M}"


def dissents_of(meeting):
    """Written dissents that have a text: they are printed as annexes."""
    found = Dissent.objects.filter(item__meeting=meeting).exclude(text="")
    return found.select_related("item", "person").order_by("item__position", "pk")


def lines(text):
    """Lines of a typed text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
