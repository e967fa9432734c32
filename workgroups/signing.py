"""Signing minutes: number, frozen text and PDF; after it no path changes them.

This is the part that the group knows; monitoring.resolutions.sign_meeting is the whole of it.
"""

import hashlib

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from files.kinds import FileKind
from files.store import store_bytes
from lib import pdf
from lib.permissions import NotNow
from workgroups.counting import NO_REGULATION, session_of
from workgroups.models import Meeting, MeetingState, Resolution, WorkingGroup
from workgroups.papers.minutes import items_of, minutes_html
from workgroups.transitions import Act, WrongState, hold, lead
from workgroups.voting import Outcome

NOBODY_PRESIDED = "Не сказано, кто председательствовал: отметьте присутствовавших."
NO_LEADER_OF_POLL = (
    "В составе на день опроса нет ни руководителя, ни заместителя: дополните состав группы."
)


class NumberTaken(NotNow):
    """Other minutes of the group and the year have the number."""

    def __init__(self, number, year):
        super().__init__(f"Протокол № {number} этой группы за {year} год уже есть.")


class TextChanged(NotNow):
    """The draft was changed after the signer had read it."""

    def __init__(self):
        super().__init__(
            "Пока страница была открыта, протокол изменился. Прочтите его ещё раз и подпишите."
        )


class NotReady(NotNow):
    """The minutes cannot be signed as they are."""


class NotInReview(NotReady):
    """The minutes are not with the members, or have been signed."""

    def __init__(self, meeting):
        if meeting.is_signed:
            told = f"Протокол № {meeting.number} уже подписан."
        else:
            told = "Сначала отправьте проект протокола членам группы: подписывают после них."
        super().__init__(told)


def hold_for_signing(meeting):
    """Hold the meeting until the end of the transaction, or raise NotInReview."""
    try:
        hold(meeting, (MeetingState.REVIEW,))
    except WrongState:
        raise NotInReview(Meeting._base_manager.get(pk=meeting.pk)) from None


def hold_numbers(group):
    """Let minutes of the group be numbered one at a time, until the end of the transaction."""
    WorkingGroup._base_manager.filter(pk=group.pk).update(version=F("version"))


@transaction.atomic
def sign_minutes(meeting, *, number, by, seen_digest=None, at=None):
    """Give the number, freeze text and PDF, tell which resolutions were adopted; the meeting.

    An empty number is the next one of the group and the year of the meeting.
    Raises NotInReview, TextChanged when `seen_digest` is not of this draft, NotReady with what is
    to be corrected, NumberTaken, lib.pdf.NotPrinted.
    """
    hold_numbers(meeting.group)
    hold_for_signing(meeting)
    meeting.refresh_from_db()
    if seen_digest is not None and seen_digest != minutes_digest(meeting):
        raise TextChanged
    session = session_of(meeting)
    if faults := faults_of(session):
        raise NotReady(" ".join(faults))
    year = meeting.held_on.year
    number = number or next_number(meeting)
    if same_register(meeting).filter(number=number).exists():
        raise NumberTaken(number, year)
    meeting.number, meeting.year = number, year
    requisites = {
        "number": number,
        "year": year,
        "signed_by": by,
        "signed_at": at or meeting.municipality.now(),
        **freeze(meeting, session, by=by),
    }
    lead(meeting, Act.SIGN, by=by, seen_version=meeting.version, **requisites)
    record(AuditVerb.SIGN, meeting, by=by, changes={"sha256": ["", meeting.pdf.sha256]})
    return meeting


def freeze(meeting, session, *, by):
    """{field: text and PDF to be kept}; which resolutions the text calls adopted is written."""
    html = minutes_html(meeting, session)
    name = f"Протокол № {meeting.number.replace('/', '-')} от {meeting.held_on:%d.%m.%Y}.pdf"
    stored = store_bytes(pdf.render(html), name, kind=FileKind.PDF, by=by)
    adopted = [item.pk for item in session.items if is_adopted(session, item)]
    rows = Resolution.objects.filter(item__meeting=meeting)
    rows.filter(item__in=adopted).update(is_adopted=True)
    rows.exclude(item__in=adopted).update(is_adopted=False)
    return {"signed_html": html, "pdf": stored}


def is_adopted(session, item):
    """The vote on the item says so."""
    verdict = session.verdict_of(item)
    return bool(verdict and verdict.is_adopted)


def faults_of(session):
    """What must be corrected before signing, in words."""
    if session.regulation is None:
        return [NO_REGULATION]
    faults = []
    if session.presiding is None:
        faults.append(NO_LEADER_OF_POLL if session.meeting.is_poll else NOBODY_PRESIDED)
    if session.meeting.held_on > session.meeting.municipality.today():
        faults.append(
            "День заседания ещё не наступил: верните протокол на исправление и исправьте дату."
        )
    for item in items_of(session.meeting, session):
        verdict = session.verdict_of(item)
        if verdict is None and item.resolutions.all():
            faults.append(f"По вопросу {item.position} есть решения, но нет голосования.")
        elif verdict and verdict.outcome == Outcome.UNCLEAR:
            faults.append(f"Вопрос {item.position}: {verdict.reason}")
    return faults


def warnings_of(session):
    """What one should know before signing, though it does not stop it."""
    told, meeting = [], session.meeting
    remarks = meeting.remarks.filter(answer="").count()
    if remarks:
        told.append(f"Замечаний членов группы без ответа: {remarks}.")
    return told + warnings_of_resolutions(session)


def warnings_of_resolutions(session):
    """Which adopted resolutions nobody will be asked about, and what was adopted without words."""
    adopted = [item for item in session.items if is_adopted(session, item)]
    rows = Resolution.objects.filter(item__in=adopted).select_related("item")
    rows = list(rows.prefetch_related("schools", "people").order_by("item__position", "position"))
    tasks = [row for row in rows if not row.is_recommendation]
    resolved = {row.item_id for row in rows}
    found = {
        "Решения без даты, на контроль они не встанут": [
            row.number.rstrip(".") for row in tasks if row.due_on is None
        ],
        "Решения, которые никому не поручены, на контроль они не встанут": [
            row.number.rstrip(".") for row in tasks if row.due_on and not whom(row)
        ],
        "Вопросы, по которым решение принято, но не записано, что решили": [
            str(item.position) for item in adopted if item.pk not in resolved
        ],
    }
    return [f"{words}: {', '.join(numbers)}." for words, numbers in found.items() if numbers]


def whom(resolution):
    """Those whom the resolution addresses, in lists or in words; empty of nobody's."""
    named = [*resolution.schools.all(), *resolution.people.all()]
    return named or resolution.addressee


def minutes_digest(meeting):
    """SHA-256 of all that a signature puts in force: the printed text, and who is to do what."""
    digest = hashlib.sha256(minutes_html(meeting).encode())
    rows = Resolution.objects.filter(item__meeting=meeting).order_by("pk")
    for row in rows.prefetch_related("schools", "people"):
        schools = sorted(school.pk for school in row.schools.all())
        people = sorted(person.pk for person in row.people.all())
        told = f"{row.pk} {row.due_on} {row.is_recommendation} {schools} {people}\n"
        digest.update(told.encode())
    return digest.hexdigest()


def same_register(meeting):
    """Other numbered minutes of the group and of the year of the meeting."""
    same = Meeting.objects.filter(group=meeting.group_id, year=meeting.held_on.year)
    return same.exclude(number="").exclude(pk=meeting.pk)


def next_number(meeting):
    """The number after the greatest of the group and the year; typed letters are passed over."""
    numbers = same_register(meeting).values_list("number", flat=True)
    taken = [int(number) for number in numbers if number.isdecimal()]
    return str(max(taken, default=0) + 1)
