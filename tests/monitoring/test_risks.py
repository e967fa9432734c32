"""Risks of schools: who judges and who chooses, the table, the Excel, the list of factors."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from monitoring.models import Risk, RiskFactor, RiskProfile
from monitoring.risks.operations import save_profile
from monitoring.risks.table import table_of
from schools.access import access_to
from schools.models import ProgrammeKind, RoleKind
from tests.factories import (
    make_factor,
    make_municipality,
    make_programme,
    make_risk,
    make_school,
    make_user,
    make_user_as,
)
from tests.posting import post, texts_in
from tests.schools.appraisals import add_file
from tests.schools.pages import cost, signed_in_as

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def school():
    return make_school(short_name="Лесная")


@pytest.fixture
def factor(school):
    return make_factor(school.municipality, name="Мало учителей")


def page_of(school, year=YEAR):
    return reverse("monitoring:risk-profile", args=[school.municipality.slug, school.pk, year])


def list_of(school, name="risk-list"):
    return reverse(f"monitoring:{name}", args=[school.municipality.slug])


def said(factor, **values):
    """Data of the form about one factor."""
    return {f"{name}_{factor.pk}": value for name, value in values.items()}


def judged(factor, **values):
    """Data of the whole form of the department."""
    own = {"version": 1, "source": "survey", "made_on": "2026-03-15"}
    return own | said(factor, significance="high", value="31 из 100") | said(factor, **values)


def test_department_judges_and_the_journal_keeps_it(school, factor):
    client = signed_in_as(RoleKind.METHODOLOGIST, school.municipality)
    answer = post(client, page_of(school), judged(factor))
    assert answer.status_code == 302
    profile = RiskProfile.objects.get()
    risk = profile.risks.get()
    assert (profile.school, profile.year, str(profile.made_on)) == (school, YEAR, "2026-03-15")
    assert (risk.significance, risk.value, risk.is_chosen) == ("high", "31 из 100", False)
    entry = AuditEntry.objects.get(verb=AuditVerb.CREATE, object_label=str(profile))
    assert entry.changes["Мало учителей"] == ["", "высокая; 31 из 100"]


def test_what_was_not_judged_is_no_row_and_a_cleared_mark_takes_the_row_away(school, factor):
    other = make_factor(school.municipality)
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    post(client, page_of(school), judged(factor) | said(other, significance=""))
    assert [risk.factor for risk in Risk.objects.all()] == [factor]
    post(client, page_of(school), judged(factor, significance="", value=""))
    assert not Risk.objects.exists()


def test_school_chooses_among_what_was_judged_and_changes_no_mark(school, factor):
    risk = make_risk(school, factor, year=YEAR, value="31 из 100")
    absent = make_risk(school, year=YEAR, significance="absent", value="нет таких")
    programme = make_programme(school, kind=ProgrammeKind.ANTIRISK, title="Мало учителей")
    add_file(programme, by=make_user())
    client = signed_in_as(RoleKind.DIRECTOR, None, school=school)
    page = client.get(page_of(school)).content.decode()
    assert "Мало учителей — высокая; 31 из 100" in page
    assert f'name="significance_{factor.pk}"' not in page
    data = {"version": 1, **said(factor, is_chosen="on", measures="Ищем", programme=programme.pk)}
    answer = post(client, page_of(school), data | said(factor, significance="low", value="0"))
    assert answer.status_code == 302
    risk.refresh_from_db()
    assert (risk.significance, risk.value) == ("high", "31 из 100")
    assert (risk.is_chosen, risk.measures, risk.programme) == (True, "Ищем", programme)
    assert not risk.is_gap
    assert f"_{absent.factor_id}" not in page
    assert Risk.objects.get(pk=absent.pk).value == "нет таких"
    card = client.get(reverse("schools:programme", args=[school.municipality.slug, programme.pk]))
    assert "На какой риск отвечает" in card.content.decode()


def test_school_waits_for_the_marks_of_the_department(school, factor):
    client = signed_in_as(RoleKind.SCHOOL_COORDINATOR, None, school=school)
    answer = client.get(page_of(school))
    assert answer.status_code == 403
    assert "Оценок за этот год ещё нет" in answer.content.decode()
    assert not RiskProfile.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"significance": "absent", "is_chosen": "on"}, "Взять в работу можно риск"),
        ({"significance": "", "value": "", "is_chosen": "on"}, "Взять в работу можно риск"),
        ({"significance": "", "value": "7 из 9"}, "Укажите значимость"),
    ],
)
def test_what_makes_no_sense_is_told_and_kept(school, factor, values, words):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    answer = post(client, page_of(school), judged(factor, measures="Не потерять", **values))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Не потерять" in page
    assert not Risk.objects.exists()


def test_only_an_antirisk_programme_of_the_own_school_answers_a_chosen_risk(school, factor):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    foreign = make_programme(make_school(school.municipality), kind=ProgrammeKind.ANTIRISK)
    plain = make_programme(school, kind=ProgrammeKind.QUALITY)
    for programme in (foreign, plain):
        data = judged(factor, is_chosen="on", programme=programme.pk)
        assert post(client, page_of(school), data).status_code == 422
    own = make_programme(school, kind=ProgrammeKind.ANTIRISK)
    answer = post(client, page_of(school), judged(factor, programme=own.pk))
    assert "Отметьте «Взят в работу»" in answer.content.decode()
    with transaction.atomic(), pytest.raises(IntegrityError):
        make_risk(school, factor, programme=own)
    with transaction.atomic(), pytest.raises(IntegrityError):
        make_risk(school, significance="absent", is_chosen=True)


def test_the_second_of_two_sees_both_texts(school, factor):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    make_risk(school, factor, year=YEAR, value="прежнее")
    first, second = judged(factor, value="первое"), judged(factor, value="второе")
    assert post(client, page_of(school), first).status_code == 302
    answer = post(client, page_of(school), second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "первое" in page
    assert "второе" in page
    assert Risk.objects.get().value == "первое"


def test_two_begin_a_profile_and_the_second_sees_both_texts(school, factor):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    begun = {"version": 0}
    assert 'name="version" value="0"' in client.get(page_of(school)).content.decode()
    assert post(client, page_of(school), judged(factor, value="первое") | begun).status_code == 302
    answer = post(client, page_of(school), judged(factor, value="второе") | begun)
    assert answer.status_code == 409
    assert Risk.objects.get().value == "первое"


def test_without_the_version_the_second_would_overwrite(school, factor):
    """The twin: the save itself writes whatever it is given, so it is the version that guards."""
    make_risk(school, factor, year=YEAR)
    profile = RiskProfile.objects.get()
    for value in ("первое", "второе"):
        risk = Risk(factor=factor, significance="low", value=value)
        seen = RiskProfile.objects.get().version
        save_profile(profile, [], [risk], seen_version=seen, by=make_user())
    assert Risk.objects.get().value == "второе"


def test_table_counts_what_is_taken_and_where_a_programme_is_missing(school, factor):
    other = make_school(school.municipality, short_name="Берёзовая")
    programme = make_programme(school, kind=ProgrammeKind.ANTIRISK)
    make_risk(school, factor, is_chosen=True, programme=programme)
    make_risk(other, factor, significance="low", is_chosen=True)
    make_risk(other, make_factor(school.municipality), significance="absent")
    make_risk(school, factor, year=2024, is_chosen=True)
    user = make_user_as(RoleKind.OBSERVER, school.municipality)
    table = table_of(access_to(user, school.municipality), YEAR)
    assert [profile.school.short_name for profile in table.profiles] == ["Берёзовая", "Лесная"]
    assert [(line.factor, line.chosen) for line in table.lines][0] == (factor, 2)
    assert table.lines[1].cells[1] is None
    assert table.gaps == 1
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    page = client.get(list_of(school)).content.decode()
    assert "рисков без программы: <b>1</b>" in page
    assert page.count("нет программы</span>") == 2  # the table, and the list of a phone


def test_excel_says_the_same_and_leaves_a_row_in_the_journal(school, factor):
    make_risk(school, factor, is_chosen=True, measures="Ищем", value="31 из 100")
    client = signed_in_as(RoleKind.HEAD, school.municipality)
    words = texts_in(client.get(list_of(school, "risk-export")).content)
    assert [
        one for one in ("высокая, взят, нет программы", "Ищем", "31 из 100") if one not in words
    ] == []
    assert AuditEntry.objects.get(verb=AuditVerb.EXPORT).changes["год"] == str(YEAR)


def test_a_school_sees_its_own_column_alone(school, factor):
    other = make_school(school.municipality, short_name="Чужая")
    make_risk(school, factor)
    make_risk(other, factor, value="чужое")
    client = signed_in_as(RoleKind.DIRECTOR, None, school=school)
    for name in ("risk-list", "risk-export"):
        words = texts_in(client.get(list_of(school, name)).content)
        assert "Лесная" in words
        assert "Чужая" not in words
        assert "чужое" not in words


def test_table_costs_the_same_for_one_school_and_for_thirty(school, factor):
    make_risk(school, factor)
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    for name in ("risk-list", "risk-export"):
        one = cost(client, list_of(school, name))
        for _ in range(29):
            other = make_school(school.municipality)
            make_risk(other, factor, is_chosen=True)
            make_risk(other, is_chosen=True, programme=make_programme(other))
        assert cost(client, list_of(school, name)) == one


def test_an_empty_list_takes_the_common_one_once_and_is_then_the_municipalitys_own():
    place = make_municipality()
    client = signed_in_as(RoleKind.COORDINATOR, place)
    take = reverse("monitoring:risk-factor-take", args=[place.slug])
    assert post(client, take).status_code == 302
    factors = RiskFactor.objects.filter(municipality=place)
    assert factors.for_year(2021).count() == 12
    assert factors.for_year(2022).count() == 9
    again = post(client, take)
    assert "уже есть строки" in client.get(again.url).content.decode()
    assert factors.count() == 13
    factor = factors.first()
    page = reverse("monitoring:risk-factor-update", args=[place.slug, factor.pk])
    data = {"name": factor.name, "position": 1, "first_year": 2020, "last_year": 2019, "version": 1}
    assert post(client, page, data).status_code == 422
    assert post(client, page, data | {"last_year": 2023}).status_code == 302
    assert factors.for_year(2024).count() == 8
    twin = data | {"name": factors.last().name, "last_year": ""}
    assert (
        "Такой фактор в перечне уже есть"
        in post(client, page, twin | {"version": 2}).content.decode()
    )


def test_year_out_of_reason_does_not_exist(school, factor):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    assert client.get(page_of(school, 1999)).status_code == 404
    assert Client().get(page_of(school)).status_code == 302
