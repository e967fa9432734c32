"""Who was there and what came of each item: figures, verdicts, speeches, resolutions."""

import datetime

import pytest

from tests.factories import make_school
from tests.posting import post
from tests.workgroups.groups import vote
from workgroups.models import Meeting, Resolution

pytestmark = pytest.mark.django_db

# --- attendance


def present(place, letters, **values):
    keys = {f"here_{place.people[letter].pk}": "on" for letter in letters}
    return {"version": place.meeting.version, **keys, **values}


def test_attendance_of_one_form_tells_the_quorum_and_begins_the_meeting(clerk, place):
    data = present(place, "HDSabc")
    page = post(clerk, place.url("meeting-attendance"), data, follow=True).content.decode()
    assert "Присутствуют 6 из 10, кворум есть" in page
    assert Meeting.objects.get().state == "held"
    assert place.meeting.attendances.count() == 6


def test_leaving_and_coming_back_loses_the_quorum_of_one_item(clerk, place):
    a = place.people["a"].pk
    data = present(place, "HDSabc", **{f"to_{a}": "1", f"again_{a}": "3"})
    post(clerk, place.url("meeting-attendance"), data)
    here = [place.people[letter] for letter in "HDSbc"]
    vote(place.items[1], here, "for")
    vote(place.items[2], [*here, place.people["a"]], "for")
    page = clerk.get(place.url("meeting")).content.decode()
    assert "присутствуют 5 из 10, кворума нет: нужно не меньше 6; решение принять нельзя" in page
    assert "присутствуют 6 из 10, кворум есть; за 6, против 0, воздержались 0 — принято" in page
    form = clerk.get(place.url("meeting-attendance")).content.decode()
    assert f'name="again_{a}" value="3"' in form


def test_deputy_presides_when_the_head_is_absent(clerk, place):
    post(clerk, place.url("meeting-attendance"), present(place, "DSabcd"))
    page = clerk.get(place.url("meeting")).content.decode()
    assert f"{place.people['D']}, заместитель руководителя" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"to_H": "1", "from_H": "2"}, "Ушёл раньше, чем пришёл."),
        ({"again_H": "2"}, "Вернуться можно после того, как ушёл."),
        ({"to_H": "1", "again_H": "3", "until_H": "2"}, "Ушёл раньше, чем вернулся."),
        ({"from_d": "2"}, "нет отметки, что человек был"),
        ({"to_H": "9"}, "не больше 3"),
    ],
)
def test_contradictory_attendance_is_told_and_kept(clerk, place, fields, words):
    keys = {}
    for name, value in fields.items():
        part, letter = name.split("_")
        keys[f"{part}_{place.people[letter].pk}"] = value
    response = post(clerk, place.url("meeting-attendance"), present(place, "HDSabc", **keys))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in keys.items())
    assert place.meeting.attendances.count() == 0


def test_presiding_person_must_be_there(clerk, place):
    data = present(place, "HDSabc", presiding=place.people["d"].pk)
    response = post(clerk, place.url("meeting-attendance"), data)
    assert response.status_code == 422
    assert "не отмечен присутствовавшим" in response.content.decode()


# --- an item


def test_named_votes_are_judged_at_once(clerk, place):
    place.held()
    choices = dict(zip("HDSabcd", ["for"] * 3 + ["against"] * 2 + ["abstained"] * 2, strict=True))
    named = {f"vote_{place.people[letter].pk}": choice for letter, choice in choices.items()}
    url = place.url("item-record", place.items[0])
    page = post(clerk, url, place.record(manner="named", **named), follow=True)
    told = (
        "присутствуют 7 из 10, кворум есть; за 3, против 2, воздержались 2 — не принято: "
        "нужно больше 3,5"
    )
    assert told in page.content.decode()


def test_one_choice_for_all_present_and_the_next_item(clerk, place):
    place.held("HDSabc")
    url = place.url("item-record", place.items[0])
    response = post(clerk, url, place.record(manner="all", next="1"))
    assert response["Location"] == place.url("item-record", place.items[1])
    assert place.items[0].votes.count() == 6


def test_conflict_of_interest_stays_when_all_others_are_for(clerk, place):
    place.held("HDSabc")
    marked = {f"vote_{place.people['a'].pk}": "recused"}
    post(clerk, place.url("item-record", place.items[0]), place.record(manner="all", **marked))
    choices = list(place.items[0].votes.values_list("choice", flat=True))
    assert (choices.count("for"), choices.count("recused")) == (5, 1)


@pytest.mark.parametrize(
    ("manner", "typed", "words"),
    [
        ("none", {"vote_a": "for"}, "а выбрано «не голосовали»"),
        ("all", {"vote_a": "against"}, "а выбрано «все присутствующие"),
        ("counted", {"vote_a": "for", "votes_for": "4"}, "а выбрано «числом голосов»"),
        ("none", {"votes_for": "4"}, "Вписаны числа голосов"),
        ("named", {"vote_a": "for", "votes_against": "0"}, "Вписаны числа голосов"),
    ],
)
def test_votes_that_would_be_lost_are_told_and_kept(clerk, place, manner, typed, words):
    place.held("HDSabc")
    typed = {
        f"vote_{place.people['a'].pk}" if name == "vote_a" else name: value
        for name, value in typed.items()
    }
    url = place.url("item-record", place.items[0])
    response = post(clerk, url, place.record(manner=manner, **typed))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in typed.items())
    assert not place.items[0].votes.exists()


def test_votes_of_before_are_taken_back_by_saying_that_nobody_voted(clerk, place):
    place.held("HDSabc")
    vote(place.items[0], [place.people["a"]], "for")
    same = {f"vote_{place.people['a'].pk}": "for"}
    url = place.url("item-record", place.items[0])
    assert post(clerk, url, place.record(manner="none", **same)).status_code == 302
    assert not place.items[0].votes.exists()


@pytest.mark.parametrize("day", ["2025-10-01", "2099-10-01"])
def test_term_of_a_wrong_year_is_told(clerk, place, day):
    place.held()
    row = {"resolution0_text": "Провести совещание", "resolution0_due_on": day}
    response = post(clerk, place.url("item-record", place.items[0]), place.record(**row))
    assert response.status_code == 422
    assert "проверьте год" in response.content.decode()
    assert not Resolution.objects.exists()


def test_tie_by_figures_asks_how_the_presiding_person_voted(clerk, place):
    place.held("HDSabc")
    url = place.url("item-record", place.items[0])
    figures = {"votes_for": "3", "votes_against": "3", "votes_abstained": "0"}
    data = place.record(manner="counted", **figures)
    page = post(clerk, url, data, follow=True).content.decode()
    assert "укажите, как голосовал председательствующий" in page
    data |= {"version": 2, "presiding_choice": "for"}
    page = post(clerk, url, data, follow=True).content.decode()
    assert "принято голосом председательствующего" in page


def test_conflict_of_interest_stands_beside_figures(clerk, place):
    place.held("HDSabcd")
    url = place.url("item-record", place.items[0])
    figures = {"votes_for": "4", "votes_against": "2", "votes_abstained": "0"}
    recused = {f"vote_{place.people['d'].pk}": "recused"}
    page = post(clerk, url, place.record(manner="counted", **figures, **recused), follow=True)
    assert "не голосовали из-за конфликта интересов 1" in page.content.decode()


def test_figures_without_for_are_not_taken(clerk, place):
    place.held()
    url = place.url("item-record", place.items[0])
    response = post(clerk, url, place.record(manner="counted", heard="О плане"))
    assert response.status_code == 422
    assert "О плане" in response.content.decode()


def test_several_resolutions_and_speeches_in_one_go(clerk, place):
    place.held()
    school = make_school(place.municipality, short_name="Школа 5")
    data = place.record(
        heard="План выполняется.",
        speech0_person=place.people["b"].pk,
        speech0_text="Поддержал",
        speech1_name="Гостев Г. Г.",
        resolution0_text="Подготовить отчёт",
        resolution0_whom=f"p{place.people['a'].pk}",
        resolution0_due_on="01.06.2026",
        resolution2_text="Провести семинар",
        resolution2_whom=f"s{school.pk}",
        resolution2_due_words="до конца полугодия",
        resolution2_is_recommendation="on",
    )
    post(clerk, place.url("item-record", place.items[0]), data)
    first, second = place.items[0].resolutions.all()
    assert (first.number, second.number) == ("1.1.", "1.2.")
    assert list(first.people.all()) == [place.people["a"]]
    assert first.due_on == datetime.date(2026, 6, 1)
    assert list(second.schools.all()) == [school]
    assert second.is_recommendation
    assert [str(one) for one in place.items[0].speeches.all()] == [
        str(place.people["b"]),
        "Гостев Г. Г.",
    ]


def test_resolution_without_words_is_told(clerk, place):
    place.held()
    data = place.record(resolution1_addressee="Директорам школ")
    response = post(clerk, place.url("item-record", place.items[0]), data)
    assert response.status_code == 422
    assert "Напишите, что решили." in response.content.decode()
    assert "Директорам школ" in response.content.decode()


def test_two_who_record_one_item_lose_nothing(clerk, place):
    place.held()
    url = place.url("item-record", place.items[0])
    post(clerk, url, place.record(heard="Первый вариант"))
    data = place.record(heard="Второй вариант", resolution0_text="Новое решение")
    response = post(clerk, url, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert all(words in page for words in ("Первый вариант", "Второй вариант", "Новое решение"))
    assert place.items[0].resolutions.count() == 0


def test_dropped_resolution_numbers_those_after_it_anew(clerk, place):
    place.held()
    rows = [place.items[0].resolutions.create(position=n, text=f"Дело {n}") for n in (1, 2, 3)]
    post(clerk, place.url("resolution-delete", rows[0]), {"version": 1})
    assert [one.number for one in place.items[0].resolutions.all()] == ["1.1.", "1.2."]
