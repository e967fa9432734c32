"""A working group of a place: meetings and minutes."""

import datetime

from documents.models import Annex, AnnexRow
from files.kinds import FileKind
from files.store import store_bytes
from monitoring.models import Checkpoint
from tests.factories import DUE, make_person, make_user
from tests.files.samples import make_pdf
from tests.workgroups.groups import (
    DAY,
    attend,
    make_group,
    make_item,
    make_meeting,
    make_regulation,
    make_request,
    vote,
)
from tests.workgroups.signed import decide, held_meeting
from tests.workgroups.signed import freeze as freeze_minutes
from tests.world.place import PDF
from workgroups.models import Dissent, Guest, Material, MinutesRemark, Resolution, Speech


def add_groups(place, mark):
    """A group without a head, its regulation, a signed composition, what it asks of the school."""
    people = {}
    group = make_group(
        place.municipality,
        letters="DSa",
        people=people,
        name=f"Группа {mark}",
        purpose=f"Цель {mark}",
    )
    annex = Annex.objects.create(
        order_id=place.pk["signed_order"], kind="composition", heading=f"Состав {mark}"
    )
    AnnexRow.objects.create(
        annex=annex,
        position=1,
        person=make_person(place.municipality, surname=f"Новичкова{mark}"),
        cells=[f"Новичкова {mark}", "методист", ""],
    )
    asked, answered = (
        make_request(group, school=place.school, text=f"Сведения {mark}") for _ in range(2)
    )
    stored = store_bytes(PDF, f"Ответ {mark}.pdf", kind=FileKind.PDF, by=make_user())
    type(answered).objects.filter(pk=answered.pk).update(
        answered_on=DUE, answered_by=make_user(), answer=f"Ответ {mark}", answer_file=stored
    )
    place.pk |= {
        "group": group.pk,
        "membership": group.memberships.get(person=people["a"]).pk,
        "regulation": make_regulation(group, text=f"# Общее\nТекст {mark}").pk,
        "request": asked.pk,
        "answered_request": answered.pk,
        "answer_file": stored.pk,
    }


# --- papers of working groups


def add_minutes(place, mark):
    """A group with signed minutes, with minutes to be signed, with a meeting ahead."""
    people = {}
    group = make_group(
        place.municipality,
        letters="HDS",
        people=people,
        name=f"Группа с протоколами {mark}",
        name_genitive=f"группы с протоколами {mark}",
    )
    make_regulation(group)
    came = list(people.values())
    meeting = held_meeting(group, came, place=f"Кабинет {mark}")
    asked = decide(
        meeting, f"Решение {mark}", schools=[place.school], title=f"О деле {mark}", due_on=DUE
    )
    measure = Checkpoint._base_manager.get(pk=place.pk["checkpoint"]).measure
    asked.item.measure_lineage = measure.lineage
    asked.item.save()
    advice = decide(meeting, f"Рекомендация {mark}", is_recommendation=True)
    freeze_minutes(meeting, number=f"{mark[:8]}-1")
    review = held_meeting(group, came, held_on=DUE.replace(day=3))
    ahead = make_meeting(group, held_on=DUE.replace(day=4))
    place.pk |= {
        "signed_meeting": meeting.pk,
        "minutes_to_sign": review.pk,
        "meeting_ahead": ahead.pk,
        "heard_item": asked.item.pk,
        "advice": advice.pk,
        "minutes_head": people["H"].pk,
    }


def make_meetings(place, mark):
    """A group with a meeting in every state; {name: key} for tests/world."""
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
        "held_poll": poll | {"closes_at": earlier, "state": "held"},
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
