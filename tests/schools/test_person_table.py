"""People from Excel: names, gender, posts; adults only; twice the same."""

import datetime
from functools import partial

import pytest

from accounts.models import AuditEntry, AuditVerb
from schools.imports.cells import gender_of_patronymic, is_pupil
from schools.imports.people.table import PersonTable
from schools.models import Person, Post, RoleKind
from tests.factories import make_person, make_post, make_school, make_unit
from tests.posting import post
from tests.schools.pages import cost, signed_in_as, url
from tests.schools.tables import book, faults, make_import, plan_of, upload

pytestmark = pytest.mark.django_db

KIND = PersonTable()
D = datetime.date
ROW = {"surname": "Берёзина", "first_name": "Анна", "patronymic": "Петровна"}


@pytest.fixture
def plan(municipality, coordinator):
    """Function: the Plan of a file with the rows."""
    return partial(plan_of, KIND, municipality, coordinator)


def load(client, municipality, *rows):
    """Send the file and confirm it; the plan that was confirmed."""
    sent = post(client, url("person-import", municipality), {"file": upload(book(KIND, *rows))})
    plan = client.get(sent.url).context["plan"]
    answer = post(client, sent.url, {"seen": plan.digest})
    assert answer.status_code == 302, answer.content.decode()
    return plan


def test_people_with_posts_are_loaded(client, municipality, coordinator):
    school = make_school(municipality, short_name="Ёлкинская СОШ")
    unit = make_unit(municipality, name="Методический кабинет", aliases="ИМК\nметодкабинет")
    load(
        client,
        municipality,
        ROW | {"title": "директор", "place": "Елкинская сош", "since": D(2025, 9, 1)},
        ROW | {"title": "методист", "place": "Методкабинет"},
        {"surname": "Лукин", "first_name": "Пётр", "patronymic": "Ильич", "phone": "1-22"},
    )
    anna, peter = Person.objects.all()
    assert (anna.gender, peter.gender, peter.phone) == ("female", "male", "1-22")
    posts = Post.objects.values_list("person", "title", "school", "unit", "since")
    assert set(posts) == {
        (anna.pk, "директор", school.pk, None, D(2025, 9, 1)),
        (anna.pk, "методист", None, unit.pk, None),
    }
    assert AuditEntry.objects.filter(object_type="человек", verb=AuditVerb.CREATE).count() == 2


def test_same_file_twice_changes_nothing(client, municipality, coordinator):
    make_unit(municipality, name="Кабинет")
    rows = (ROW | {"title": "методист", "place": "Кабинет", "since": "01.09.2025"}, ROW)
    load(client, municipality, *rows)
    before = list(Person.objects.values()), list(Post.objects.values())
    sent = post(client, url("person-import", municipality), {"file": upload(book(KIND, *rows))})
    assert "Изменений нет" in client.get(sent.url).content.decode()
    assert (list(Person.objects.values()), list(Post.objects.values())) == before


@pytest.mark.parametrize(
    ("patronymic", "gender"),
    [
        ("Петровна", "female"),
        ("Ильинична", "female"),
        ("Кузьмич", "male"),
        ("Хуурак-оолович", "male"),
        ("Ахмед оглы", "male"),
        ("Ахмед кызы", "female"),
        ("", None),
        ("Жан", None),
    ],
)
def test_gender_by_patronymic(patronymic, gender):
    assert gender_of_patronymic(patronymic) == gender


def test_gender_is_asked_where_the_patronymic_does_not_tell(plan):
    found = plan({"surname": "Монгуш", "first_name": "Саян"})
    assert faults(found) == [(2, "Пол", "пол не указан, а по отчеству его не узнать")]
    assert plan({"surname": "Монгуш", "first_name": "Саян", "gender": "М"}).rows[0].act == "new"
    assert [f.column for f in plan(ROW | {"gender": "да"}).faults] == ["Пол"]


@pytest.mark.parametrize("title", ["ученик", "Ученица 5 класса", "обучающийся", "воспитанница"])
def test_no_pupil_is_stored(plan, title):
    assert faults(plan(ROW | {"title": title})) == [(2, "Должность", "это ученик")]


def test_grown_up_posts_are_no_pupils():
    for title in ("учитель", "воспитатель", "классный руководитель", "учитель начальных классов"):
        assert not is_pupil(title)


def test_place_that_is_not_there_is_told_with_what_is_like_it(municipality, plan):
    make_school(municipality, short_name="Ёлкинская СОШ")
    found = plan(ROW | {"title": "директор", "place": "Ёлкинкая СОШ"})
    assert faults(found) == [
        (2, "Место работы", "«Ёлкинкая СОШ» — нет такой школы и такого подразделения")
    ]
    assert found.faults[0].advice == "Может быть, «Ёлкинская СОШ»?"
    assert plan(ROW | {"title": "директор", "place": "Ъ"}).faults[0].advice.startswith("Сначала")


def test_place_of_two_is_told(municipality, plan):
    make_unit(municipality, name="Центр")
    make_school(municipality, short_name="Центр")
    found = plan(ROW | {"title": "методист", "place": "центр"})
    assert "несколько мест" in found.faults[0].wrong


def test_details_of_a_post_without_a_post(plan):
    assert faults(plan(ROW | {"since": "01.09.2025"})) == [
        (2, "Должность", "место работы или дата есть, а должности нет")
    ]


def test_namesakes_and_a_lacking_patronymic_are_asked_about(municipality, plan):
    make_person(municipality, surname="Березина", first_name="Анна", patronymic="Петровна")
    assert plan(ROW).rows[0].act == "same"  # ё or е
    short = plan({"surname": "Берёзина", "first_name": "Анна", "gender": "ж"})
    assert faults(short) == [(2, "Отчество", "уже есть Березина Анна Петровна")]
    make_person(municipality, **ROW)
    assert faults(plan(ROW)) == [(2, "Фамилия", "людей с таким именем несколько")]


def test_patronymic_of_somebody_recorded_without_it_is_asked_about(municipality, plan):
    make_person(municipality, surname="Березина", first_name="Анна", patronymic="")
    assert faults(plan(ROW)) == [(2, "Отчество", "уже есть Березина Анна, без отчества")]
    make_person(municipality, **ROW)
    assert plan(ROW).rows[0].act == "same"


def test_patronymic_in_only_one_of_two_rows_is_asked_about(plan):
    bare = ROW | {"patronymic": None, "gender": "ж"}
    assert faults(plan(ROW, bare)) == [(3, "Отчество", "уже есть Берёзина Анна Петровна")]
    assert faults(plan(bare, ROW)) == [(3, "Отчество", "уже есть Берёзина Анна, без отчества")]


def test_known_person_gets_what_is_new(client, municipality, coordinator):
    school = make_school(municipality, short_name="Лесная СОШ")
    person = make_person(municipality, **ROW, phone="1-11")
    make_post(person, title="учитель", school=school)
    row = ROW | {"phone": "2-22", "title": "учитель", "place": "Лесная СОШ", "since": "01.09.2020"}
    plan = load(client, municipality, row)
    assert plan.rows[0].changes == ["Рабочий телефон: 1-11 → 2-22", "учитель: с 01.09.2020"]
    person.refresh_from_db()
    assert (person.phone, person.version, person.posts.get().since) == ("2-22", 2, D(2020, 9, 1))


def test_day_of_a_post_that_is_recorded_otherwise_is_asked_about(municipality, plan):
    post_ = make_post(make_person(municipality, **ROW), title="учитель", since=D(2019, 9, 1))
    row = ROW | {"title": "Учитель", "since": "01.09.2020"}
    assert faults(plan(row)) == [(2, "С какого дня", "эта должность записана с 01.09.2019")]
    Post.objects.filter(pk=post_.pk).update(until=D(2020, 8, 31))
    assert plan(row).rows[0].changes == ["Учитель"]
    assert faults(plan(row | {"since": "01.01.2020"})) == [
        (2, "С какого дня", "эта должность закончилась 31.08.2020")
    ]


def test_rows_of_one_person_with_different_genders_are_refused(plan):
    found = plan(ROW, ROW | {"gender": "м"})
    assert faults(found) == [(3, "Пол", "в другой строке у этого человека другой пол")]


def test_phone_of_the_second_row_of_a_new_person_is_kept(client, municipality, coordinator):
    plan = load(client, municipality, ROW, ROW | {"phone": "1-22"})
    assert plan.rows[1].changes == ["Рабочий телефон: — → 1-22"]
    assert Person.objects.get().phone == "1-22"


def test_rows_of_a_new_person_with_different_phones_are_refused(plan):
    found = plan(ROW | {"phone": "1-11"}, ROW | {"phone": "1-22"})
    assert faults(found) == [
        (3, "Рабочий телефон", "в другой строке у этого человека другой телефон: 1-11")
    ]


def test_reader_and_methodologist_do_not_load(municipality):
    for kind in (RoleKind.METHODOLOGIST, RoleKind.DIRECTOR):
        place = {"school": make_school(municipality)} if kind == RoleKind.DIRECTOR else {}
        client = signed_in_as(kind, municipality, **place)
        assert client.get(url("person-import", municipality)).status_code == 403
        assert client.get(url("person-template", municipality)).status_code == 403


def test_check_page_costs_the_same_for_one_row_and_for_thirty(client, municipality, coordinator):
    unit = make_unit(municipality, name="Кабинет")
    costs = set()
    for number in (1, 30):
        for _ in range(number):
            make_post(make_person(municipality), unit=unit)
        rows = [
            ROW | {"surname": f"Берёзина{n}", "title": "методист", "place": "Кабинет"}
            for n in range(number)
        ]
        found = make_import(KIND, municipality, coordinator, *rows)
        costs.add(cost(client, url("person-check", municipality, found.pk)))
    assert len(costs) == 1
