"""A working group by letters: «HDSabcdefg» is a head, a deputy, a secretary and seven members."""

import datetime

from files.kinds import FileKind
from files.store import store_bytes
from tests.factories import make_municipality, make_person, make_user
from tests.files.samples import make_pdf
from workgroups.models import (
    AgendaItem,
    Attendance,
    Dissent,
    Guest,
    InformationRequest,
    Material,
    Meeting,
    MemberRole,
    Membership,
    MinutesRemark,
    Regulation,
    Resolution,
    Speech,
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


def make_meetings(place, mark):
    """A group with a meeting in every state; {name: key} for tests/world.py."""
    municipality, people = place.municipality, {}
    group = make_group(
        municipality,
        people=people,
        letters="HDSab",
        name=f"Группа с заседаниями {mark}",
        purpose=f"Цель {mark}",
    )
    make_regulation(group, absentee=True)
    now, by = municipality.now(), make_user()
    later, earlier = now + datetime.timedelta(days=3), now - datetime.timedelta(days=3)
    poll = {"form": "absentee", "closes_at": later, "state": "called"}
    kinds = {
        "meeting": {},
        "called_meeting": {"state": "called"},
        "off_meeting": {"state": "off", "reason_off": f"Причина {mark}"},
        "held_meeting": {"state": "held"},
        "review_meeting": {"state": "review"},
        "poll": poll,
        "closed_poll": poll | {"closes_at": earlier},
    }
    keys, items = {"working_group": group.pk}, {}
    for name, values in kinds.items():
        meeting = make_meeting(group, place=f"Зал {mark}", **values)
        for _ in range(2):
            items[name] = make_item(meeting, title=f"О делах {mark}", draft_decision=f"Дело {mark}")
        keys[name] = meeting.pk
        if name in ("held_meeting", "review_meeting"):
            attend(meeting, people.values())
            vote(items[name], people.values(), "for")
    held, review = items["held_meeting"], items["review_meeting"]
    stored = store_bytes(make_pdf(), f"Материал {mark}.pdf", kind=FileKind.PDF, by=by)
    rows = {
        "agenda_item": items["meeting"],
        "held_item": held,
        "review_item": review,
        "material": Material.objects.create(item=items["meeting"], file=stored),
        "guest": Guest.objects.create(meeting=items["meeting"].meeting, name=f"Гость {mark}"),
        "speech": Speech.objects.create(item=held, name=f"Оратор {mark}", text=f"Речь {mark}"),
        "resolution": Resolution.objects.create(item=held, position=1, text=f"Решили {mark}"),
        "dissent": Dissent.objects.create(
            item=held, person=people["a"], text=f"Мнение {mark}", written_on=DAY
        ),
        "remark": MinutesRemark.objects.create(
            meeting=review.meeting, author=people["b"], text=f"Замечание {mark}"
        ),
        "member": people["a"],
    }
    return keys | {name: row.pk for name, row in rows.items()}
