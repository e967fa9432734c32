"""«Кого включить» and the form of the rule."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from monitoring.models import ExamResult, IdentificationRule
from schools.models import ListingStage, RoleKind, SupportListing
from tests.factories import make_school, make_user_as
from tests.monitoring.identification.table import EXPECTED
from tests.posting import post

pytestmark = pytest.mark.django_db


def address(name, place, *args):
    return reverse(f"monitoring:{name}", args=[place.slug, *args])


@pytest.fixture
def coordinator(place, client):
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    return client


DECISION = {"category": "low", "act": "include", "on": "01.09.2026", "basis": "приказ № 1"}
SENT = {
    "first_year": 2020,
    "last_year": "",
    "basis": "приказ министерства от 15.01.2026 № 12",
    "procedures": ["vpr", "oge", "ege"],
    "threshold_percent": 30,
    "least_procedures": 2,
    "years_window": 2,
    "same_procedure": "on",
    "least_participants": 10,
    "version": 1,
}


def test_long_grounds_are_cut_to_what_the_list_takes(coordinator, place):
    school = make_school(place)
    for grade in (4, 5, 6, 7, 8, 10, 11):
        for year in (2025, 2026):
            ExamResult.objects.create(
                municipality=place,
                school=school,
                year=year,
                procedure="vpr",
                subject="mathematics_profile",
                grade=grade,
                participants=20,
                below_threshold=9,
            )
    IdentificationRule.objects.create(municipality=place, first_year=2020)
    page = coordinator.get(address("identification", place))
    (row,) = page.context["groups"][0][1]
    reason = coordinator.get(row["include"]).context["form"]["reason"].value()
    assert len(reason) == 300
    assert post(coordinator, row["include"], DECISION | {"reason": reason}).status_code == 302


def test_rule_is_set_and_the_schools_are_proposed_with_their_reasons(coordinator, place, schools):
    page = coordinator.get(address("identification", place)).content.decode()
    assert "Для 2026 года правило отбора не задано" in page
    sent = post(coordinator, address("rule-create", place), SENT)
    assert sent.headers["Location"] == address("identification", place)
    page = coordinator.get(address("identification", place)).content.decode()
    for explanation in EXPECTED.values():
        for reason in explanation.partition(": ")[2].split(". "):
            assert escape(reason) in page.replace("\u00a0", " ")
    # Neither who is in the list already nor who does not fit is offered to be included.
    fitting = [words for words in EXPECTED.values() if not words.startswith("под правило")]
    assert page.count(">Включить<") == len(fitting) - 1
    assert page.count("уже в перечне") == 1


@pytest.mark.parametrize(
    ("way", "stage"), [("include", ListingStage.INCLUDED), ("propose", ListingStage.CANDIDATE)]
)
def test_including_is_a_decision_with_the_grounds_filled_in(
    coordinator, place, schools, way, stage
):
    IdentificationRule.objects.create(municipality=place, first_year=2020)
    row = row_of(coordinator, place, "Подходит")
    form = coordinator.get(row[way]).context["form"]
    reason = "Результаты 2026 года: ВПР-5 математика 2025 — 41 %; 2026 — 38 %."
    assert form["reason"].value().replace("\u00a0", " ").startswith(reason)
    assert (form["category"].value(), form["act"].value()) == ("low", way)
    assert not SupportListing.objects.filter(school=schools["Подходит"]).exists()
    data = DECISION | {"act": way, "reason": reason}
    assert post(coordinator, row[way], data).status_code == 302
    listing = SupportListing.objects.get(school=schools["Подходит"])
    assert (listing.stage, listing.moves.get().reason) == (stage, reason)

    after = row_of(coordinator, place, "Подходит")
    assert (after["is_listed"], after["is_candidate"]) == (way == "include", way == "propose")
    assert not after["propose"]
    if way == "propose":
        data = {"on": "01.10.2026", "basis": "приказ № 2", "version": 1}
        assert post(coordinator, after["include"], data).status_code == 302
        listing.refresh_from_db()
        assert listing.stage == ListingStage.INCLUDED


def row_of(client, place, name):
    """The row of the school on the page of proposals."""
    groups = client.get(address("identification", place)).context["groups"]
    return next(
        row for _, rows in groups for row in rows if row["proposal"].school.short_name == name
    )


def test_no_year_but_one_with_results_can_be_asked_for(coordinator, place, schools):
    IdentificationRule.objects.create(municipality=place, first_year=2020)
    page = coordinator.get(address("identification", place), {"year": "1999"})
    assert page.status_code == 200
    assert "Выберите из списка" in page.content.decode()
    earlier = coordinator.get(address("identification", place), {"year": "2025"})
    assert earlier.context["year"] == 2025


def test_without_results_it_says_so(coordinator, place):
    assert (
        "отбирать не из чего" in coordinator.get(address("identification", place)).content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_year": 2019}, "Последний год раньше первого."),
        ({"first_year": 26}, "Укажите год четырьмя цифрами"),
        ({"threshold_percent": 0}, "не меньше 1"),
        ({"procedures": []}, "Отметьте хотя бы одно"),
        ({"first_year": 2031}, "В эти годы действует другое"),
        ({"first_year": 2010, "last_year": 2030}, "В эти годы действует другое"),
    ],
)
def test_wrong_rule_is_told_and_not_stored(coordinator, place, changes, words):
    IdentificationRule.objects.create(municipality=place, first_year=2030)
    sent = post(coordinator, address("rule-create", place), SENT | changes)
    assert sent.status_code == 422
    assert words in sent.content.decode()
    assert IdentificationRule.objects.count() == 1


def test_second_of_two_editors_sees_both(coordinator, place):
    kept = IdentificationRule.objects.create(municipality=place, first_year=2020, version=2)
    sent = post(
        coordinator, address("rule-update", place, kept.pk), SENT | {"threshold_percent": 40}
    )
    assert sent.status_code == 409
    kept.refresh_from_db()
    assert kept.threshold_percent == 30


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_does_not_depend_on_the_schools(
    coordinator, place, number, django_assert_num_queries
):
    IdentificationRule.objects.create(municipality=place, first_year=2020)
    for place_number in range(number):
        school = make_school(place, short_name=f"Школа {place_number}")
        ExamResult.objects.create(
            municipality=place, school=school, year=2026, procedure="vpr", subject="russian",
            grade=5, participants=20, below_threshold=9,
        )  # fmt: skip
    with django_assert_num_queries(8):
        coordinator.get(address("identification", place))
