import datetime

import pytest

from roadmaps.models import Measure, Responsible
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_person,
    make_roadmap,
    make_school,
    make_section,
    make_unit,
)
from tests.posting import post
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(municipality, school):
    return make_section(make_edition(make_roadmap(municipality, schools=[school])))


@pytest.fixture
def data():
    return {
        "action": "Провести методический день",
        "expected_result": "День проведён",
        "deadline_text": "Апрель, июнь 2026",
        "deadline_kind": "months_list",
        "control_dates": "30.06.2026, 30.04.2026\n30.04.2026",
        "responsible_text": "Руководители школ",
        "responsible_1": "schools",
        "responsible_2": "",
        "responsible_words": "",
    }


def add(client, section, data, query=""):
    return post(client, url("measure-create", section.edition, section.pk) + query, data)


def change(client, measure, data, **extra):
    address = url("measure-update", measure.edition, measure.pk)
    return post(client, address, {"version": measure.version} | data, **extra)


def references(measure):
    return [(one.kind, str(one)) for one in measure.responsible.all()]


def test_measure_is_added_with_dates_and_responsible(coordinator, section, data, municipality):
    person, unit = make_person(municipality), make_unit(municipality)
    data |= {
        "responsible_2": f"person:{person.pk}",
        "responsible_3": f"unit:{unit.pk}",
        "responsible_4": f"school:{make_school(municipality, short_name='Лицей').pk}",
        "responsible_words": "члены совета",
    }
    response = add(coordinator, section, data)
    measure = Measure.objects.get()
    assert response["Location"].endswith(f"#measure-{measure.pk}")
    assert measure.title == "Провести методический день"
    assert measure.deadline_text == "Апрель, июнь 2026"
    assert [day.due_on for day in measure.control_dates.all()] == [
        datetime.date(2026, 4, 30),
        datetime.date(2026, 6, 30),
    ]
    assert references(measure) == [
        ("schools", "все школы плана"),
        ("person", str(person)),
        ("unit", unit.name),
        ("school", "Лицей"),
        ("text", "члены совета"),
    ]


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ("15.04.2026, 32.04.2026", "«32.04.2026» — такого дня нет в календаре"),
        ("апрель", "«апрель» — это не дата"),
        ("15.04.2026 до 01.06.2026", "«до» — это не дата"),
        ("31.02.2026; 1.13.26", "«1.13.26» — такого дня нет в календаре"),
        (", ".join(f"{d}.{m}.2026" for m in range(1, 4) for d in range(1, 29)), "больше 60"),
    ],
)
def test_wrong_dates_are_named_and_kept(dates, message, coordinator, section, data):
    response = add(coordinator, section, data | {"control_dates": dates})
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert dates.split()[0].rstrip(";,") in page
    assert "Провести методический день" in page
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    "written", ["5.4.2026", "05.04.26", "2026-04-05", "05.04.2026;", " 05.04.2026 "]
)
def test_dates_are_read_in_every_usual_form(written, coordinator, section, data):
    add(coordinator, section, data | {"control_dates": written})
    assert Measure.objects.get().control_dates.get().due_on == datetime.date(2026, 4, 5)


@pytest.mark.parametrize("kind", ["person", "unit", "school"])
def test_foreign_responsible_is_refused(kind, coordinator, section, data):
    foreign = {"person": make_person, "unit": make_unit, "school": make_school}[kind]()
    response = add(coordinator, section, data | {"responsible_2": f"{kind}:{foreign.pk}"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Такого ответственного нет в списке" in page
    assert str(foreign) not in page
    assert not Measure.objects.exists()


@pytest.mark.parametrize("code", ["person:", "person:abc", "boss:1", "text:кто-то", "schools:1"])
def test_invented_responsible_is_refused(code, coordinator, section, data):
    assert add(coordinator, section, data | {"responsible_1": code}).status_code == 422
    assert not Responsible.objects.exists()


def test_measure_needs_its_text(coordinator, section, data):
    response = add(coordinator, section, data | {"action": "  "})
    assert response.status_code == 422
    assert "Апрель, июнь 2026" in response.content.decode()
    assert not Measure.objects.exists()


def test_date_outside_the_plan_is_accepted_with_a_warning(coordinator, section, data):
    response = add(coordinator, section, data | {"control_dates": "15.04.2027"})
    page = coordinator.get(response["Location"]).content.decode()
    assert Measure.objects.get().control_dates.count() == 1
    assert "За пределами срока плана: 15.04.2027" in page
    assert "контрольные даты вне срока плана" in page


def test_new_measure_stands_below_the_chosen_one(coordinator, section, data):
    first, last = make_measure(section), make_measure(section)
    add(coordinator, section, data, f"?after={first.pk}")
    assert [m.title for m in section.measures.all()][1] == "Провести методический день"
    assert section.measures.last() == last


@pytest.mark.parametrize("after", ["0", "abc", "9" * 30, "-1"])
def test_strange_neighbour_puts_the_measure_last(after, coordinator, section, data):
    make_measure(section)
    add(coordinator, section, data, f"?after={after}")
    assert section.measures.last().title == "Провести методический день"


def test_change_replaces_details(coordinator, section, data, municipality):
    measure = make_measure(section, schools=True)
    person = make_person(municipality)
    data |= {"responsible_1": f"person:{person.pk}", "section": section.pk, "number": "7а"}
    assert change(coordinator, measure, data).status_code == 302
    measure.refresh_from_db()
    assert (measure.version, measure.number) == (2, "7а")
    assert measure.actions.get().text == "Провести методический день"
    assert references(measure) == [("person", str(person))]
    assert measure.control_dates.count() == 2


def test_references_in_words_and_more_than_six_keep_their_order(coordinator, section, data):
    measure = make_measure(section)
    measure.responsible.all().delete()
    words = [f"Член совета {number}" for number in range(1, 9)]
    for position, text in enumerate(words, start=1):
        Responsible.objects.create(
            edition=section.edition, measure=measure, kind="text", text=text, position=position
        )
    page = coordinator.get(url("measure-update", section.edition, measure.pk))
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.responsible_names}
    assert change(coordinator, measure, data | sent).status_code == 302
    assert [text for _, text in references(measure)] == words


def test_the_same_responsible_twice_is_kept_once(coordinator, section, data):
    add(coordinator, section, data | {"responsible_2": "schools"})
    assert Measure.objects.get().responsible.count() == 1


def test_measure_moves_to_the_end_of_another_section(coordinator, section, data):
    other = make_section(section.edition, title="Итоги")
    make_measure(other, text="Совещание")
    measure = make_measure(section)
    change(coordinator, measure, data | {"section": other.pk})
    assert [m.title for m in other.measures.all()] == ["Совещание", "Провести методический день"]
    assert not section.measures.exists()


def test_section_of_another_edition_is_refused(coordinator, section, data, municipality):
    make_section(section.edition)
    measure = make_measure(section)
    other = make_section(make_edition(make_roadmap(municipality)))
    response = change(coordinator, measure, data | {"section": other.pk})
    assert response.status_code == 422
    assert "Такого раздела нет в этой дорожной карте" in response.content.decode()
    measure.refresh_from_db()
    assert (measure.section_id, measure.version) == (section.pk, 1)
    assert measure.title == "Провести семинар"


def test_second_of_two_sees_both_texts_of_every_field(coordinator, section, data, municipality):
    measure, person = make_measure(section), make_person(municipality)
    data = data | {"proof": "none"}
    mine = data | {"action": "Мой текст", "control_dates": "01.02.2026"}
    mine |= {"responsible_1": f"person:{person.pk}"}
    theirs = data | {"action": "Их текст", "control_dates": "03.04.2026"}
    assert change(coordinator, measure, theirs).status_code == 302
    response = change(coordinator, measure, mine)
    page = response.content.decode()
    assert response.status_code == 409
    shown = {row["label"]: (row["theirs"], row["mine"]) for row in response.context["rows"]}
    assert shown == {
        "Что делается": ("Их текст", "Мой текст"),
        "Контрольные даты (необязательно)": ("03.04.2026", "01.02.2026"),
        "Главный ответственный": ("Все школы плана", str(person)),
    }
    assert "Их текст" in page
    assert "Мой текст" in page
    measure.refresh_from_db()
    assert measure.title == "Их текст"
    assert change(coordinator, measure, mine | {"version": 2}).status_code == 302
    assert Measure.objects.get().title == "Мой текст"


def test_three_actors_have_a_text_each(coordinator, make_plan, data):
    edition = make_plan("L5")
    section = make_section(edition)
    first, second, third = edition.columns.filter(kind="actor")
    page = coordinator.get(url("measure-create", edition, section.pk)).content.decode()
    assert first.heading in page
    assert "responsible_text" not in page
    texts = {f"actor_{first.pk}": "Утвердить план", f"actor_{third.pk}": "Разработать программы"}
    assert add(coordinator, section, data | texts).status_code == 302
    measure = Measure.objects.get()
    assert [(a.actor, a.text) for a in measure.actions.all()] == [
        (first, "Утвердить план"),
        (third, "Разработать программы"),
    ]
    change(coordinator, measure, {f"actor_{second.pk}": "Провести семинар"} | data)
    assert [a.actor for a in measure.actions.all()] == [second]


def test_matrix_needs_one_action_at_least(coordinator, make_plan, data):
    section = make_section(make_plan("L5"))
    response = add(coordinator, section, data)
    assert response.status_code == 422
    assert "Напишите, что делает хотя бы один исполнитель." in response.content.decode()
    assert not Measure.objects.exists()


def test_layout_without_responsible_column_still_has_who_answers(coordinator, make_plan, data):
    section = make_section(make_plan("L4"))
    page = coordinator.get(url("measure-create", section.edition, section.pk)).content.decode()
    assert "responsible_text" not in page
    assert "expected_result" not in page
    add(coordinator, section, data | {"indicator": "Доля школ — 100 %"})
    measure = Measure.objects.get()
    assert (measure.indicator, measure.expected_result) == ("Доля школ — 100 %", "")
    assert references(measure) == [("schools", "все школы плана")]


def test_text_of_a_column_that_is_not_shown_is_kept(coordinator, section, data):
    measure = make_measure(section, note="Примечание из файла")
    change(coordinator, measure, data)
    measure.refresh_from_db()
    assert measure.note == "Примечание из файла"


@pytest.mark.parametrize("kind", [RoleKind.SECRETARY, RoleKind.OBSERVER])
def test_low_roles_are_refused(kind, client_as, section, data):
    measure = make_measure(section)
    assert change(client_as(kind), measure, data).status_code == 403
    measure.refresh_from_db()
    assert measure.version == 1


def test_draft_of_the_municipality_does_not_exist_for_a_director(client_as, section, school, data):
    client = client_as(RoleKind.DIRECTOR, school=school)
    assert add(client, section, data).status_code == 404
    assert not Measure.objects.exists()


def test_measure_of_another_municipality_is_not_found(coordinator, municipality, data):
    foreign = make_measure()
    address = url("measure-update", foreign.edition, foreign.pk)
    mine = address.replace(foreign.municipality.slug, municipality.slug)
    assert post(coordinator, address, data).status_code == 404
    assert post(coordinator, mine, data).status_code == 404


def test_deleted_row_is_reported_and_text_is_kept(coordinator, section, data, monkeypatch):
    """The row disappears between the opening of the page by the server and the saving."""
    from roadmaps.views import rows

    measure = make_measure(section)
    save = rows.change_measure

    def delete_and_save(*args, **kwargs):
        Measure.objects.filter(pk=measure.pk).delete()
        save(*args, **kwargs)

    monkeypatch.setattr(rows, "change_measure", delete_and_save)
    response = change(coordinator, measure, data)
    assert response.status_code == 409
    assert "удалил другой человек" in response.content.decode()
    assert "Провести методический день" in response.content.decode()


def test_approved_measure_says_why_it_is_closed(coordinator, section, data):
    measure = make_measure(section)
    approve(section.edition)
    response = change(coordinator, measure, data)
    assert response.status_code == 409
    assert "утверждена приказом, её текст не меняется" in response.content.decode()
    assert "Провести методический день" in response.content.decode()
