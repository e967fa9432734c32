"""What a school of a place has: lists, programme, risks, pair, imported tables."""

from files.kinds import FileKind
from files.store import store_bytes
from monitoring.exam_table.table import ResultTable
from monitoring.models import IdentificationRule
from schools.imports.people.table import PersonTable
from schools.imports.schools.table import SchoolTable
from schools.models import (
    Agreement,
    Programme,
    ProgrammeVersion,
    RoleKind,
    SavedFilter,
    SupportTeam,
)
from tests.factories import (
    DUE,
    make_assignment,
    make_factor,
    make_joint_act,
    make_listing,
    make_pair,
    make_person,
    make_post,
    make_risk,
    make_role,
    make_school,
    make_unit,
    make_user,
)
from tests.schools.tables import make_import
from tests.world.place import PDF


def add_school_things(place, mark):
    """A listing, a person, a unit, a role to end, a programme with a file."""
    listing = make_listing(place.school, basis=f"Приказ {mark}")
    person = make_person(place.municipality, surname=f"Фамилия{mark}")
    make_unit(place.municipality, name=f"Центр {mark}")
    make_post(person, school=place.school, title=f"заместитель директора {mark}")
    team = SupportTeam.objects.create(
        municipality=place.municipality,
        school=place.school,
        order_date="2026-01-10",
        order_number=f"{mark}-7",
        coordinator=person,
        file=store_bytes(PDF, f"Приказ школы {mark}.pdf", kind=FileKind.PDF, by=make_user()),
    )
    assignment = make_assignment(person, place.school, basis=f"Приказ о тьюторах {mark}")
    director = make_role(RoleKind.DIRECTOR, school=place.school)
    programme = Programme.objects.create(
        municipality=place.municipality,
        school=place.school,
        kind="quality",
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )
    stored = store_bytes(PDF, f"Программа {mark}.pdf", kind=FileKind.PDF, by=director.user)
    ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        file=stored,
        comment=f"Комментарий {mark}",
        uploaded_by=director.user,
        uploaded_at=place.municipality.now(),
    )
    rule = IdentificationRule.objects.create(
        municipality=place.municipality, first_year=2020, basis=f"Основание {mark}"
    )
    saved = SavedFilter.objects.create(
        municipality=place.municipality,
        user=director.user,
        register="schools:school-list",
        place=1,
        name=f"Отбор {mark}",
        query="is_leader=on",
    )
    place.pk |= {
        "school": place.school.pk,
        "listing": listing.pk,
        "team": team.pk,
        "listing_move": listing.moves.get().pk,
        "assignment": assignment.pk,
        "person": person.pk,
        "role": director.pk,
        "programme": programme.pk,
        "rule": rule.pk,
        "saved_filter": saved.pk,
        "file": stored.pk,
    }


def add_risk(place, mark):
    """A factor of the list, the profile of the school with it."""
    factor = make_factor(place.municipality, name=f"Фактор {mark}")
    make_risk(place.school, factor, value=f"Доля {mark}", measures=f"Меры {mark}", is_chosen=True)
    place.pk["risk_factor"] = factor.pk


def add_pair(place, mark):
    """The school is helped by a leader; another school has nobody yet."""
    leader = make_school(place.municipality, short_name=f"Лидер {mark}", is_leader=True)
    make_school(place.municipality, short_name=f"Ближняя школа {mark}")
    pair = make_pair(leader, place.school, directions=f"Направление {mark}")
    agreement = Agreement.objects.create(
        partnership=pair, kind="cooperation", number=mark, signed_on=DUE.replace(year=2020)
    )
    act = make_joint_act(pair, text=f"Совместно {mark}")
    held = make_joint_act(pair, text=f"Вместе {mark}", done_on=DUE.replace(year=2020))
    place.pk |= {
        "pair": pair.pk,
        "agreement": agreement.pk,
        "joint_act": act.pk,
        "held_act": held.pk,
    }


def add_tables(place, mark):
    """A table of each kind that was looked through and not loaded yet."""
    loader = make_user()
    rows = {
        "school_table": (SchoolTable(), {"name": f"Новая {mark}", "short_name": f"Новая {mark}"}),
        "person_table": (
            PersonTable(),
            {"surname": f"Новая{mark}", "first_name": "Анна", "patronymic": "Петровна"},
        ),
        "result_table": (
            ResultTable(),
            {
                "school": place.school.short_name,
                "year": "2020",
                "procedure": "ВПР",
                "subject": "история",
                "grade": "5",
                "participants": "20",
                "mark_2": "1",
                "mark_3": "9",
                "mark_4": "8",
                "mark_5": "2",
            },
        ),
    }
    place.pk |= {
        key: make_import(kind, place.municipality, loader, row).pk
        for key, (kind, row) in rows.items()
    }
