"""The rule of identification against a table made by hand: twelve schools, each with its reason."""

from itertools import product

import pytest
from django.urls import reverse
from django.utils.html import escape
from hypothesis import example, given
from hypothesis import strategies as st

from monitoring.identification import Count, Exam, Verdict, identify, proposal
from monitoring.models import ExamResult, IdentificationRule
from schools.models import ListingStage, RoleKind, SupportListing
from tests.factories import make_listing, make_municipality, make_school, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db

# {school: {exam: {year: (participants, below the threshold)}}}
RESULTS = {
    "Подходит": {
        "vpr mathematics 5": {2025: (100, 41), 2026: (100, 38)},
        "vpr russian 6": {2025: (100, 12), 2026: (100, 33)},
    },
    "Ровно порог": {
        "vpr mathematics 5": {2025: (10, 3), 2026: (20, 6)},
        "vpr russian 5": {2025: (10, 3), 2026: (30, 9)},
    },
    "Чуть ниже порога": {
        "vpr mathematics 5": {2025: (1000, 299), 2026: (1000, 299)},
        "vpr russian 5": {2025: (1000, 299), 2026: (1000, 299)},
    },
    "Одна процедура": {
        "vpr mathematics 5": {2025: (50, 25), 2026: (50, 25)},
        "vpr russian 5": {2025: (50, 1), 2026: (50, 1)},
    },
    "Не повторилось": {
        "vpr mathematics 5": {2025: (50, 1), 2026: (50, 25)},
        "vpr russian 5": {2025: (50, 1), 2026: (50, 20)},
        "vpr history 7": {2025: (50, 30), 2026: (50, 2)},
    },
    "Малая группа решает": {
        "vpr mathematics 5": {2025: (12, 6), 2026: (12, 6)},
        "vpr russian 5": {2025: (9, 9), 2026: (9, 9)},
    },
    "Малая группа не решает": {
        "vpr mathematics 5": {2025: (12, 1), 2026: (12, 1)},
        "vpr russian 5": {2025: (9, 9), 2026: (9, 9)},
    },
    "Нет прошлого года": {
        "vpr mathematics 5": {2026: (40, 20)},
        "vpr russian 5": {2026: (40, 16)},
    },
    "Нет года отбора": {
        "vpr mathematics 5": {2025: (40, 20)},
        "vpr russian 5": {2025: (40, 16)},
    },
    "Не проводилась": {
        "oge mathematics 9": {2026: (40, 20)},
        "vpr russian 5": {2025: (40, 2), 2026: (40, 16)},
    },
    "В обоих перечнях": {
        "ege russian 11": {2025: (10, 4), 2026: (10, 5)},
        "oge mathematics 9": {2025: (10, 1), 2026: (10, 5)},
    },
    "Без результатов": {},
}
EXPECTED = {
    "В обоих перечнях": (
        "предлагается включить: ЕГЭ русский язык 2025 — 40 %; 2026 — 50 %. "
        "ОГЭ математика 2026 — 50 %"
    ),
    "Подходит": (
        "предлагается включить: ВПР-5 математика 2025 — 41 %; 2026 — 38 %. "
        "ВПР-6 русский язык 2026 — 33 %"
    ),
    "Ровно порог": (
        "предлагается включить: ВПР-5 математика 2025 — 30 %; 2026 — 30 %. "
        "ВПР-5 русский язык 2025 — 30 %; 2026 — 30 %"
    ),
    "Без результатов": (
        "недостаточно данных: Результатов за 2025 год нет. Результатов за 2026 год нет"
    ),
    "Малая группа решает": (
        "недостаточно данных: ВПР-5 математика 2025 — 50 %; 2026 — 50 %. "
        "ВПР-5 русский язык 2025: участников 9, меньше 10. "
        "ВПР-5 русский язык 2026: участников 9, меньше 10"
    ),
    "Не проводилась": (
        "недостаточно данных: ВПР-5 русский язык 2026 — 40 %. ОГЭ математика 2026 — 50 %. "
        "ОГЭ математика: нет результатов за 2025"
    ),
    "Нет года отбора": "недостаточно данных: Результатов за 2026 год нет",
    "Нет прошлого года": (
        "недостаточно данных: ВПР-5 математика 2026 — 50 %. ВПР-5 русский язык 2026 — 40 %. "
        "Результатов за 2025 год нет"
    ),
    "Малая группа не решает": (
        "под правило не подходит: В 2026 году доля ниже порога ни разу не достигла 30 %"
    ),
    "Не повторилось": (
        "под правило не подходит: ВПР-5 математика 2026 — 50 %. ВПР-5 русский язык 2026 — 40 %. "
        "Ни одна из них не повторилась во всех годах с 2025 по 2026"
    ),
    "Одна процедура": (
        "под правило не подходит: ВПР-5 математика 2025 — 50 %; 2026 — 50 %. "
        "Таких процедур в 2026 году 1, а нужно не меньше 2"
    ),
    "Чуть ниже порога": (
        "под правило не подходит: В 2026 году доля ниже порога ни разу не достигла 30 %"
    ),
}


@pytest.fixture
def place():
    return make_municipality()


@pytest.fixture
def schools(place):
    """{name: School} of the table, with their results; one is in both lists."""
    found = {}
    for name, exams in RESULTS.items():
        found[name] = make_school(place, short_name=name)
        for exam, years in exams.items():
            procedure, subject, grade = exam.split()
            for year, (participants, below) in years.items():
                ExamResult.objects.create(
                    municipality=place,
                    school=found[name],
                    year=year,
                    procedure=procedure,
                    subject=subject,
                    grade=int(grade),
                    participants=participants,
                    below_threshold=below,
                )
    for category in ("low", "disadvantaged"):
        make_listing(found["В обоих перечнях"], category=category)
    return found


def rule(**values):
    return IdentificationRule(first_year=2020, **values)


def said(schools, **values):
    """{name of the school: explanation}, in the order of the list."""
    found = identify(rule(**values), 2026, schools.values(), ExamResult.objects.all())
    return {one.school.short_name: one.explanation.replace("\u00a0", " ") for one in found}


def proposed(schools, **values):
    found = identify(rule(**values), 2026, schools.values(), ExamResult.objects.all())
    return {one.school.short_name for one in found if one.verdict == Verdict.PROPOSED}


def test_twelve_schools_of_the_table(schools):
    found = said(schools)
    assert found == EXPECTED
    assert list(found) == list(EXPECTED)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"threshold_percent": 31}, {"Подходит", "В обоих перечнях"}),
        (
            {"least_procedures": 1},
            {
                "Подходит",
                "Ровно порог",
                "Одна процедура",
                "Малая группа решает",
                "В обоих перечнях",
            },
        ),
        (
            {"least_participants": 9, "least_procedures": 2},
            {
                "Подходит",
                "Ровно порог",
                "Малая группа решает",
                "В обоих перечнях",
            },
        ),
        (
            {"years_window": 1},
            {
                "Подходит",
                "Ровно порог",
                "Не повторилось",
                "Нет прошлого года",
                "Не проводилась",
                "В обоих перечнях",
            },
        ),
        ({"same_procedure": False}, {"Ровно порог"}),
        ({"procedures": ["vpr"]}, {"Подходит", "Ровно порог"}),
        ({"years_window": 3}, set()),
    ],
)
def test_parameters_of_the_rule_decide(schools, values, names):
    assert proposed(schools, **values) == names


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {},
            "Школу предлагают, если не меньше чем в 2 процедурах доля ниже порога — 30 % или "
            "больше, и хотя бы в одной из них — 2 года подряд. Считают ВПР, ОГЭ, ЕГЭ; процедуры, "
            "где участников меньше 10, не считают.",
        ),
        (
            {"same_procedure": False, "years_window": 3, "least_procedures": 1},
            "Школу предлагают, если не меньше чем в 1 процедуре доля ниже порога — 30 % или "
            "больше, и так — 3 года подряд. Считают ВПР, ОГЭ, ЕГЭ; процедуры, где участников "
            "меньше 10, не считают.",
        ),
        (
            {"years_window": 1, "procedures": ["oge"], "threshold_percent": 25},
            "Школу предлагают, если не меньше чем в 2 процедурах доля ниже порога — 25 % или "
            "больше. Считают ОГЭ; процедуры, где участников меньше 10, не считают.",
        ),
    ],
)
def test_rule_is_told_in_words(values, words):
    assert rule(**values).words.replace("\u00a0", " ") == words


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


def test_rule_of_the_year_is_found_by_its_years(place):
    old = IdentificationRule.objects.create(municipality=place, first_year=2019, last_year=2022)
    new = IdentificationRule.objects.create(municipality=place, first_year=2024)
    rules = IdentificationRule.objects.filter(municipality=place)
    found = [rules.for_year(year) for year in (2018, 2019, 2022, 2023, 2024, 2030)]
    assert found == [None, old, old, None, new, new]


# --- any results

YEAR = 2026
EXAMS = [Exam("vpr", subject, 5) for subject in ("mathematics", "russian", "history")]
COUNTS = {"failed": Count(20, 10), "passed": Count(20, 1), "small": Count(3, 3)}


@example(
    # Not held before, passed now: it may have been the second failed one of that year.
    cells=dict.fromkeys(product((YEAR - 1, YEAR), EXAMS), "failed")
    | {(YEAR - 1, EXAMS[1]): "passed", (YEAR - 1, EXAMS[2]): "absent", (YEAR, EXAMS[2]): "passed"},
    same=False,
    least=2,
)
@given(
    cells=st.fixed_dictionaries(
        {
            (year, exam): st.sampled_from(["failed", "passed", "small", "absent"])
            for year in (YEAR - 1, YEAR)
            for exam in EXAMS
        }
    ),
    same=st.booleans(),
    least=st.integers(1, 3),
)
def test_verdict_is_what_all_that_may_be_true_agree_on(cells, same, least):
    """Every way in which the unknown may have been is tried: all, some or none meet the rule."""
    by_year = {YEAR: {}, YEAR - 1: {}}
    for (year, exam), state in cells.items():
        if state != "absent":
            by_year[year][exam] = COUNTS[state]
    told = proposal(rule(same_procedure=same, least_procedures=least), YEAR, None, by_year)
    if not by_year[YEAR]:
        assert told.verdict == Verdict.UNKNOWN
    else:
        assert told.verdict == verdict_of(set(possible_outcomes(cells, same, least)))
    assert told.reasons


def possible_outcomes(cells, same, least):
    """Is the rule met, for every way to fill in the small groups and what was not held before."""
    unknown = [
        (year, exam)
        for (year, exam), state in cells.items()
        if state == "small" or (state == "absent" and year < YEAR and cells[YEAR, exam] != "absent")
    ]
    for guesses in product(["failed", "passed"], repeat=len(unknown)):
        full = cells | dict(zip(unknown, guesses, strict=True))
        before, now = (
            {exam for exam in EXAMS if full[year, exam] == "failed"} for year in (YEAR - 1, YEAR)
        )
        yield len(now) >= least and (bool(before & now) if same else len(before) >= least)


def verdict_of(outcomes):
    return {
        frozenset({True}): Verdict.PROPOSED,
        frozenset({False}): Verdict.UNFIT,
    }.get(frozenset(outcomes), Verdict.UNKNOWN)


# --- pages


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
        ({"threshold_percent": 0}, "больше либо равно 1"),
        ({"procedures": []}, "Обязательное поле"),
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
