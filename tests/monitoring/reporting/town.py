"""A small municipality whose whole history is written by hand, and what it was on five days.

Nothing here is computed: every state, date and word below is what a person reads in the history.
"""

import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.db.models import Value
from django.db.models.functions import Concat

from accounts.models import User
from documents.models import Clause
from monitoring.models import Checkpoint, Evidence, Verb
from roadmaps.models import Action, Measure
from schools.models import Person, Role, RoleKind, School, Unit
from tests.factories import (
    make_edition,
    make_event,
    make_municipality,
    make_order,
    make_person,
    make_roadmap,
    make_role,
    make_school,
    make_section,
    make_unit,
    make_user,
)

ZONE = "Asia/Yekaterinburg"
EDITION_1, EDITION_2 = datetime.date(2026, 9, 1), datetime.date(2026, 10, 10)
V = Verb


def day(text):
    """Date of «24.09»."""
    number, month = map(int, text.split("."))
    return datetime.date(2026, month, number)


def make_town(zone=ZONE):
    """The municipality with its people, two editions of the plan and six checkpoints."""
    municipality = make_municipality(
        name="Речной район", time_zone=zone, department="Управление образования Речного района"
    )
    town = SimpleNamespace(municipality=municipality, points={}, users={})
    for name in ("Директор А. А.", "Директор Б. Б.", "Координатор В. В.", "Начальник Г. Г."):
        town.users[name] = make_user(name=name)
    town.first = make_school(municipality, short_name="Школа № 1")
    town.second = make_school(municipality, short_name="Школа № 2")
    town.unit = make_unit(municipality, name="Методический кабинет")
    town.centre = make_unit(municipality, name="Центр развития")
    town.person = make_person(municipality, surname="Ковалёва")
    make_plan(town)
    make_points(town)
    tell_history(town)
    return town


def make_plan(town):
    """Edition 1 of 01.09: three measures. Edition 2 of 10.10: one reworded and moved, one out."""
    town.roadmap = make_roadmap(
        town.municipality, schools=[town.first, town.second], name="Карта поддержки"
    )
    one = signed_edition(town, number=1, signed_on=EDITION_1, state="superseded")
    two = signed_edition(town, number=2, signed_on=EDITION_2, state="approved")
    people, watch = (
        make_section(one, title="Кадры", position=1),
        make_section(one, title="Мониторинг", position=2),
    )
    new_people = make_section(two, title="Кадры", position=1, lineage=people.lineage)
    new_watch = make_section(two, title="Мониторинг и оценка", position=2, lineage=watch.lineage)
    seminar = measure(people, "Провести семинар")
    extra = measure(people, "Составить справку")
    study = measure(watch, "Провести диагностику")
    town.edition_1, town.edition_2 = one, two
    town.measures = {
        "extra": extra,
        "seminar": measure(new_watch, "Провести семинар для завучей", seminar),
        "study": measure(new_watch, "Провести диагностику", study),
    }
    assert new_people.measures.count() == 0


def signed_edition(town, *, signed_on, **values):
    order = make_order(town.municipality, title=f"О карте, {signed_on}")
    type(order).objects.filter(pk=order.pk).update(signed_on=signed_on)
    return make_edition(town.roadmap, order=order, **values)


def measure(section, text, before=None):
    """A measure with one action; `before` is the same one in the earlier edition."""
    lineage = {"lineage": before.lineage} if before else {}
    found = Measure.objects.create(
        section=section, position=section.measures.count() + 1, **lineage
    )
    Action.objects.create(measure=found, text=text)
    return found


def make_points(town):
    """The six checkpoints as they stand at the end of all."""
    plan = {"seminar": town.edition_2, "study": town.edition_2, "extra": town.edition_1}

    def planned(name, key, due_on, **values):
        row = town.measures[key]
        point(
            town,
            name,
            due_on,
            source="plan",
            edition=plan[key],
            measure=row,
            action=row.actions.get(),
            text=row.actions.get().text,
            since=EDITION_1,
            **values,
        )

    planned("A", "seminar", "25.09", school=town.first, state="accepted")
    planned(
        "B", "seminar", "05.10", planned_on=day("25.09"), school=town.second,
        state="accepted", moves=1,
    )  # fmt: skip
    planned("C", "extra", "15.10", school=town.first, state="cancelled")
    planned("D", "study", "30.11", unit=town.unit, moves=1)
    order = make_order(town.municipality, title="О подготовке")
    clause = Clause.objects.create(order=order, position=1, number="2.", text="Подготовить отчёт")
    point(
        town, "E", "20.09", source="clause", clause=clause, basis="приказ от 05.09.2026 № 12, п. 2",
        text="Подготовить отчёт", person=town.person, since=day("05.09"),
    )  # fmt: skip
    point(
        town, "F", "28.09", planned_on=day("25.09"), source="part", lead=town.points["D"],
        text="Собрать данные", unit=town.centre, since=day("12.09"), state="accepted",
    )  # fmt: skip


def point(town, name, due_on, *, planned_on=None, **values):
    who = values.get("school") or values.get("person") or values.get("unit")
    measure = values.get("measure")
    town.points[name] = Checkpoint.objects.create(
        municipality=town.municipality,
        due_on=day(due_on),
        planned_on=planned_on or day(due_on),
        executor=str(who),
        section=measure and measure.section,
        reported_by=None,
        **values,
    )


def tell_history(town):
    """Every act, by hand: who, when by the clock of the place, from which state to which."""

    def act(name, verb, when, who, states, text="", dates=(), undoes=None, proofs=()):
        date, time = when.split()
        hour, minute = map(int, time.split(":"))
        moment = datetime.datetime.combine(day(date), datetime.time(hour, minute))
        before, after = states.split(">")
        old, new = map(day, dates) if dates else (None, None)
        event = make_event(
            town.points[name],
            verb,
            by=town.users[who],
            author=who,
            at=moment.replace(tzinfo=ZoneInfo(town.municipality.time_zone)),
            from_state=before,
            to_state=after,
            text=text,
            old_due_on=old,
            new_due_on=new,
            undoes=undoes,
        )
        # The row is where the last act has left it: no report of an earlier day may look at it.
        Checkpoint.objects.filter(pk=town.points[name].pk).update(
            state=after, reported_by=town.users[who] if after == "reported" else None
        )
        for document in proofs:
            Evidence.objects.create(event=event, document=document)
        return event

    one, two = "Директор А. А.", "Директор Б. Б."
    control, head = "Координатор В. В.", "Начальник Г. Г."
    act("A", V.START, "20.09 09:00", one, "planned>started")
    act("A", V.REPORT, "24.09 10:00", one, "started>reported", proofs=["Программа семинара"])
    act("A", V.RETURN, "26.09 10:00", control, "reported>returned", "Нет списка участников")
    act(
        "A", V.REPORT, "29.09 10:00", one, "returned>reported",
        proofs=["Программа семинара", "Список участников"],
    )  # fmt: skip
    act("A", V.ACCEPT, "30.09 10:00", control, "reported>accepted")
    words = "Изменено приказом от 10.10.2026 № 77.\nМероприятие изложено иначе."
    act("A", V.AMEND, "10.10 11:00", head, "accepted>accepted", words)

    dates = ("25.09", "05.10")
    act("B", V.ASK_DATE, "22.09 10:00", two, "planned>planned", "Карантин", dates)
    act("B", V.MOVE_DATE, "23.09 10:00", head, "planned>planned", "", dates)
    act("B", V.REPORT, "06.10 23:30", two, "planned>reported")
    accepted = act("B", V.ACCEPT, "07.10 10:00", control, "reported>accepted")
    act(
        "B", V.UNDO, "07.10 10:05", control, "accepted>reported", "Отменено: принято.",
        undoes=accepted,
    )  # fmt: skip
    act("B", V.ACCEPT, "12.10 10:00", control, "reported>accepted")

    words = "Исключено приказом от 10.10.2026 № 77."
    act("C", V.CANCEL, "10.10 11:00", head, "planned>cancelled", words)
    words = "Изменено приказом от 10.10.2026 № 77.\nСрок 30.09.2026 изменён на 30.11.2026."
    act("D", V.AMEND, "10.10 11:00", head, "planned>planned", words, ("30.09", "30.11"))

    act("E", V.REMOVE, "02.10 10:00", head, "planned>removed", "Поручение утратило смысл")
    act("E", V.RESTORE, "07.10 10:00", head, "removed>planned")

    act("F", V.SET_DATE, "24.09 18:00", control, "planned>planned", "", ("25.09", "28.09"))
    act("F", V.REPORT, "28.09 10:00", control, "planned>reported")
    act("F", V.ACCEPT, "29.09 10:00", head, "reported>accepted")


def rename_everything(town):
    """People, users, schools and units are called otherwise, roles are over."""
    roles = [
        make_role(RoleKind.COORDINATOR, town.municipality, user=u) for u in town.users.values()
    ]
    School.objects.update(name="Другая", short_name=Concat(Value("Иная "), "short_name"))
    Person.objects.update(surname="Другая", first_name="Анна")
    Unit.objects.update(name=Concat(Value("Иной "), "name"))
    User.objects.update(name="Другой Человек", is_active=False)
    Role.objects.filter(pk__in=[role.pk for role in roles]).update(until=day("02.09"))


# --- what each was on the evening of five days:
#     point: (state in words, date in force, date of the plan, section or document, what is due)
SEMINAR, BETTER = "Провести семинар", "Провести семинар для завучей"
STUDY, EXTRA = "Провести диагностику", "Составить справку"
CLAUSE, REPORT = "приказ от 05.09.2026 № 12, п. 2", "Подготовить отчёт"
WATCH, WATCH_2 = "Мониторинг", "Мониторинг и оценка"
DATA = "Собрать данные"

EXPECTED = {
    "10.09": {
        "A": ("запланировано", "25.09", "25.09", "Кадры", SEMINAR),
        "B": ("запланировано", "25.09", "25.09", "Кадры", SEMINAR),
        "C": ("запланировано", "15.10", "15.10", "Кадры", EXTRA),
        "D": ("запланировано", "30.09", "30.09", WATCH, STUDY),
        "E": ("запланировано", "20.09", "20.09", CLAUSE, REPORT),
    },
    "24.09": {
        "A": ("отчёт на проверке", "25.09", "25.09", "Кадры", SEMINAR),
        "B": ("запланировано", "05.10", "25.09", "Кадры", SEMINAR),
        "C": ("запланировано", "15.10", "15.10", "Кадры", EXTRA),
        "D": ("запланировано", "30.09", "30.09", WATCH, STUDY),
        "E": ("просрочено на 4 дня", "20.09", "20.09", CLAUSE, REPORT),
        "F": ("запланировано", "28.09", "25.09", "", DATA),
    },
    "27.09": {
        "A": ("возвращено, просрочено на 2 дня", "25.09", "25.09", "Кадры", SEMINAR),
        "B": ("запланировано", "05.10", "25.09", "Кадры", SEMINAR),
        "C": ("запланировано", "15.10", "15.10", "Кадры", EXTRA),
        "D": ("запланировано", "30.09", "30.09", WATCH, STUDY),
        "E": ("просрочено на 7 дней", "20.09", "20.09", CLAUSE, REPORT),
        "F": ("запланировано", "28.09", "25.09", "", DATA),
    },
    "07.10": {
        "A": ("принято", "25.09", "25.09", "Кадры", SEMINAR),
        "B": ("отчёт на проверке", "05.10", "25.09", "Кадры", SEMINAR),
        "C": ("запланировано", "15.10", "15.10", "Кадры", EXTRA),
        "D": ("просрочено на 7 дней", "30.09", "30.09", WATCH, STUDY),
        "E": ("просрочено на 17 дней", "20.09", "20.09", CLAUSE, REPORT),
        "F": ("принято", "28.09", "25.09", "", DATA),
    },
    "12.10": {
        "A": ("принято", "25.09", "25.09", WATCH_2, BETTER),
        "B": ("принято", "05.10", "25.09", WATCH_2, BETTER),
        "C": ("отменено", "15.10", "15.10", "Кадры", EXTRA),
        "D": ("запланировано", "30.11", "30.11", WATCH_2, STUDY),
        "E": ("просрочено на 22 дня", "20.09", "20.09", CLAUSE, REPORT),
        "F": ("принято", "28.09", "25.09", "", DATA),
    },
}
# Between 02.10 and 07.10 the clause was off control.
REMOVED_ON = "05.10"
# How late each was: of an open one by the day, of a report when it came.
LATE = {
    "10.09": {},
    "24.09": {"E": 4},
    "27.09": {"A": 2, "E": 7},
    "07.10": {"A": 4, "B": 1, "D": 7, "E": 17},
    "12.10": {"A": 4, "B": 1, "E": 22},
}
CAME = {
    "24.09": {"A": "отчёт 24.09.2026, 1 подтверждение"},
    "27.09": {"A": "отчёт 24.09.2026, 1 подтверждение; возвращён 26.09.2026"},
    "07.10": {
        "A": "отчёт 29.09.2026, 2 подтверждения",
        "B": "отчёт 06.10.2026",
        "F": "отчёт 28.09.2026",
    },
}
