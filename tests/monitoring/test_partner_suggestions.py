"""Who could help a school: the order and the words of the reasons, and the page."""

import pytest
from django.urls import reverse

from lib.text import NBSP
from monitoring.models import ExamResult, IdentificationRule
from monitoring.partner_suggestions import suggestions
from schools.models import Partnership, RoleKind, School
from tests.factories import make_listing, make_pair, make_school
from tests.schools.pages import cost, signed_in_as

MATHS, RUSSIAN = ("vpr", "mathematics", 5), ("oge", "russian", 9)


def school_of(pk, locality="", load=0, **values):
    """A school that is in no database, with its load."""
    school = School(pk=pk, short_name=f"Школа № {pk}", locality=locality, **values)
    school.load = load
    return school


def result(school, exam, below, participants=100, year=2026):
    procedure, subject, grade = exam
    return ExamResult(
        school_id=school.pk,
        year=year,
        procedure=procedure,
        subject=subject,
        grade=grade,
        participants=participants,
        below_threshold=below,
    )


def suggest(school, candidates, results):
    return suggestions(IdentificationRule(), school, candidates, results)


def order_of(found):
    return [one.school.pk for one in found.found]


def test_stronger_where_the_school_fails_comes_first_and_is_explained():
    school, both, one, none = (school_of(pk) for pk in (1, 2, 3, 4))
    results = [
        result(school, MATHS, 41),
        result(school, RUSSIAN, 30),
        result(both, MATHS, 8),
        result(both, RUSSIAN, 29),
        result(one, MATHS, 8),
        result(one, RUSSIAN, 30),
        result(none, MATHS, 50),
    ]
    found = suggest(school, [none, one, both, school], results)
    assert order_of(found) == [2, 3, 4]
    assert found.failed == (
        f"ВПР-5 математика{NBSP}— 41{NBSP}%",
        f"ОГЭ русский язык{NBSP}— 30{NBSP}%",
    )
    assert found.found[0].reasons == (
        f"ВПР-5 математика: ниже порога 8{NBSP}%, у школы 41{NBSP}%",
        f"ОГЭ русский язык: ниже порога 29{NBSP}%, у школы 30{NBSP}%",
        "Населённый пункт не указан",
        "Пока никому не помогает",
    )
    assert "Там, где школе трудно, результаты не выше" in found.found[2].reasons


def test_what_goes_well_is_no_reason():
    school, other = school_of(1), school_of(2)
    found = suggest(school, [other], [result(school, MATHS, 29), result(other, MATHS, 1)])
    assert found.failed == ()
    assert found.found[0].stronger == ()


def test_small_groups_say_nothing_of_either():
    school, other = school_of(1), school_of(2)
    small = result(school, MATHS, 9, participants=9)
    assert suggest(school, [other], [small, result(other, MATHS, 1)]).failed == ()
    theirs = result(other, MATHS, 0, participants=9)
    found = suggest(school, [other], [result(school, MATHS, 50), theirs])
    assert found.found[0].stronger == ()
    assert "сравнить не с чем" in found.found[0].reasons[0]


def test_same_place_then_the_lighter_load_then_the_name_decide():
    school = school_of(1, "с. Речное")
    busy, near, far, free = (
        school_of(2, "с. Лесное", 3),
        school_of(3, "с. Речное", 5),
        school_of(11, "с. Лесное", 0),
        school_of(4, "с. Лесное", 0),
    )
    found = suggest(school, [busy, far, free, near], [])
    assert order_of(found) == [3, 4, 11, 2]
    assert found.year == 0
    assert found.found[0].reasons == ("Тот же населённый пункт", f"Сейчас помогает 5{NBSP}школам")
    assert found.found[1].reasons[0] == "Другой населённый пункт: с. Лесное"


def test_schools_of_no_place_are_not_near():
    found = suggest(school_of(1), [school_of(2)], []).found[0]
    assert found.reasons[0] == "Населённый пункт не указан"


def test_kilometres_and_the_district_are_looked_at_and_said():
    """Ponomarevka and its neighbours: 0,1 degree of latitude is 11,1 km."""
    school = school_of(1, "с. Речное", coordinates="53.30, 54.10", district="Горный сельсовет")
    near = school_of(2, "с. Ближнее", 3, coordinates="53,40; 54,10", district="Степной сельсовет")
    district = school_of(3, "с. Горное", district="Горный сельсовет")
    far = school_of(4, "с. Дальнее", coordinates="53.60, 54.10")
    further = school_of(5, "с. Край", coordinates="54.30, 54.10")
    unknown = school_of(6, "с. Неведомое")
    here = school_of(7, "с. Речное", 9)
    found = suggest(school, [unknown, further, far, district, near, here], [])
    assert order_of(found) == [7, 2, 3, 4, 5, 6]
    said = {one.school.pk: one.reasons[0] for one in found.found}
    assert said[2] == f"11{NBSP}км по прямой, другой населённый пункт: с. Ближнее"
    assert said[3] == (
        "Тот же округ или поселение (Горный сельсовет), другой населённый пункт: с. Горное"
    )
    assert said[4].startswith(f"33{NBSP}км по прямой")
    assert said[6] == "Другой населённый пункт: с. Неведомое"


def test_among_equally_near_ones_the_lighter_load_decides():
    school = school_of(1, coordinates="53.30, 54.10")
    busy = school_of(2, load=4, coordinates="53.32, 54.10")
    free = school_of(3, load=0, coordinates="53.36, 54.10")
    assert order_of(suggest(school, [busy, free], [])) == [3, 2]


@pytest.fixture
def place():
    """A school that fails at mathematics, and leaders: strong, weak, and one that helps it."""
    school = make_school(short_name="Слабая СОШ")
    leaders = {
        name: make_school(school.municipality, short_name=f"{name} СОШ", is_leader=True)
        for name in ("Сильная", "Отстающая", "Помогающая")
    }
    make_school(school.municipality, short_name="Обычная СОШ")
    make_listing(leaders["Отстающая"])
    make_pair(leaders["Помогающая"], school)
    for owner, below in ((school, 50), (leaders["Сильная"], 5)):
        for year in (2025, 2026):
            row = result(owner, MATHS, below + 2026 - year, year=year)
            row.municipality = school.municipality
            row.save()
    return school


def address_of(school):
    return reverse("monitoring:partner-suggestions", args=[school.municipality.slug, school.pk])


@pytest.mark.django_db
def test_page_suggests_free_leaders_and_chooses_none(place):
    client = signed_in_as(RoleKind.COORDINATOR, place.municipality)
    response = client.get(address_of(place))
    page = response.content.decode()
    assert response.context["found"].year == 2026
    assert [one.school.short_name for one in response.context["found"].found] == ["Сильная СОШ"]
    assert f"ниже порога 5{NBSP}%, у школы 50{NBSP}%" in page
    assert Partnership.objects.count() == 1
    form = client.get(response.context["rows"][0][1]).content.decode()
    assert "Результаты 2026 года: ВПР-5 математика" in form
    assert 'value="математика"' in form


@pytest.mark.django_db
def test_only_the_department_looks_and_those_who_keep_pairs_make_them(place):
    client = signed_in_as(RoleKind.METHODOLOGIST, place.municipality)
    page = client.get(address_of(place)).content.decode()
    assert "Сильная СОШ" in page
    assert "Составить пару" not in page
    director = signed_in_as(RoleKind.DIRECTOR, None, school=place)
    assert director.get(address_of(place)).status_code == 403


@pytest.mark.django_db
def test_page_costs_the_same_for_one_leader_and_for_thirty(place):
    client = signed_in_as(RoleKind.COORDINATOR, place.municipality)
    one = cost(client, address_of(place))
    for _ in range(29):
        leader = make_school(place.municipality, is_leader=True)
        make_pair(leader, make_school(place.municipality))
    assert cost(client, address_of(place)) == one
