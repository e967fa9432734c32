"""A working group by letters: «HDSabcdefg» is a head, a deputy, a secretary and seven members."""

import datetime

from tests.factories import make_municipality, make_person
from workgroups.models import (
    AgendaItem,
    Attendance,
    InformationRequest,
    Meeting,
    MemberRole,
    Membership,
    Regulation,
    Vote,
    WorkingGroup,
)

DAY = datetime.date(2026, 5, 20)
FOUNDED = datetime.date(2026, 1, 12)
TEN = "HDSabcdefg"
ROLES = {"H": MemberRole.HEAD, "D": MemberRole.DEPUTY, "S": MemberRole.SECRETARY}


def make_group(municipality=None, *, letters=TEN, people=None, **values):
    """A group whose members are the letters; `people` collects {letter: Person}."""
    place = municipality or make_municipality()
    defaults = {
        "municipality": place,
        "name": "Рабочая группа по поддержке школ",
        "name_genitive": "рабочей группы по поддержке школ",
    }
    group = WorkingGroup.objects.create(**defaults | values)
    for letter in letters:
        member = add_member(group, letter)
        if people is not None:
            people[letter] = member.person
    return group


def add_member(group, letter, **values):
    """The letter joins the group: since its founding, unless told otherwise."""
    defaults = {
        "group": group,
        "role": ROLES.get(letter, MemberRole.MEMBER),
        "post": "директор школы",
        "since": FOUNDED,
    }
    values.setdefault("person", make_person(group.municipality, surname=f"Член{letter}"))
    return Membership.objects.create(**defaults | values)


def make_regulation(group, **values):
    """The usual regulation: more than half, of those present, casting vote."""
    return Regulation.objects.create(**{"group": group, "since": FOUNDED} | values)


def make_request(group, **values):
    """A request for information; of the department, unless told otherwise."""
    defaults = {
        "group": group,
        "municipality": group.municipality,
        "asked_on": DAY,
        "due_on": DAY + datetime.timedelta(days=14),
        "text": "Сведения о выполнении плана",
    }
    if not {"school", "person"} & values.keys():
        defaults["addressee"] = "Отдел образования"
    return InformationRequest.objects.create(**defaults | values)


def make_meeting(group, **values):
    return Meeting.objects.create(**{"group": group, "held_on": DAY} | values)


def make_item(meeting, **values):
    number = meeting.items.count() + 1
    defaults = {"meeting": meeting, "position": number, "title": "О ходе реализации плана"}
    return AgendaItem.objects.create(**defaults | values)


def attend(meeting, people, **values):
    """The people are there from the first item to the last one."""
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, **values) for person in people
    )


def vote(item, people, choice):
    """The people vote so on the item."""
    Vote.objects.bulk_create(Vote(item=item, person=person, choice=choice) for person in people)
