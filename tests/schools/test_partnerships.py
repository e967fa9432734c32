"""Pairs of schools: faults, the register, who keeps what, agreements."""

import datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from accounts.models import AuditEntry, AuditVerb
from schools.models import Agreement, JointAct, PairFault, Partnership, RoleKind, Side, faults_of
from schools.partnership_register import plan_in_words
from tests.factories import (
    make_joint_act,
    make_pair,
    make_school,
)
from tests.posting import fetch, post
from tests.schools.pages import cost, signed_in_as, url
from tests.schools.pairs import D, sign
from tests.schools.uploads import download, word

pytestmark = pytest.mark.django_db

TODAY = D(2026, 5, 20)
NO_AGREEMENT, ENDED, NO_ACT = PairFault


@pytest.fixture
def pair(school):
    return make_pair(mentee=school)


def faults(pair, today=TODAY):
    return faults_of(Partnership.objects.with_signs(today).get(pk=pair.pk))


def held(pair, day):
    return make_joint_act(pair, done_on=day)


# --- words


@pytest.mark.parametrize(
    ("confirmed", "words"),
    [
        ((), "ждёт обе школы"),
        (("mentor",), "ждёт школу, которой помогают"),
        (("mentee",), "ждёт школу-лидера"),
        (("mentor", "mentee"), "подтверждён"),
    ],
)
def test_plan_says_which_school_it_waits_for(confirmed, words):
    moments = {f"{side}_confirmed_at": TODAY if side in confirmed else None for side in Side}
    assert plan_in_words(SimpleNamespace(has_plan=True, **moments)) == words


# --- faults


def test_pair_without_an_agreement_and_without_an_act_has_both_faults(pair):
    assert faults(pair) == [NO_AGREEMENT, NO_ACT]


def test_agreement_of_another_kind_does_not_take_its_place(pair):
    sign(pair, kind="network")
    assert NO_AGREEMENT in faults(pair)
    sign(pair)
    assert NO_AGREEMENT not in faults(pair)


@pytest.mark.parametrize(
    ("ends_on", "fault"), [(None, False), (TODAY, False), (D(2026, 5, 19), True)]
)
def test_agreement_holds_to_its_last_day(pair, ends_on, fault):
    sign(pair, ends_on=ends_on)
    assert (ENDED in faults(pair)) is fault
    assert NO_AGREEMENT not in faults(pair)


def test_agreement_signed_later_is_no_agreement_yet(pair):
    sign(pair, signed_on=D(2026, 5, 21))
    assert NO_AGREEMENT in faults(pair)


def test_new_agreement_after_the_ended_one_is_enough(pair):
    sign(pair, ends_on=D(2021, 1, 1))
    sign(pair, number="8", signed_on=D(2026, 1, 1))
    assert faults(pair) == [NO_ACT]


@pytest.mark.parametrize(
    ("day", "fault"), [(D(2026, 3, 31), True), (D(2026, 4, 1), False), (TODAY, False)]
)
def test_joint_act_counts_in_its_quarter(pair, day, fault):
    held(pair, day)
    assert (NO_ACT in faults(pair)) is fault


def test_planned_act_is_no_act_and_a_pair_that_is_over_has_no_faults(pair):
    make_joint_act(pair, due_on=D(2026, 5, 1))
    assert NO_ACT in faults(pair)
    Partnership.objects.update(until=D(2026, 5, 19))
    assert faults(pair) == []


def test_quarter_is_of_the_municipality_s_own_day(pair, client, coordinator):
    """In training data «today» is moved: the register counts from it."""
    now = datetime.datetime.now(datetime.UTC).date()
    type(pair.municipality).objects.update(day_shift=(D(2020, 5, 20) - now).days)
    held(pair, D(2020, 4, 2))
    sign(pair)
    page = client.get(url("partnership", pair.municipality, pair.pk)).content.decode()
    assert NO_ACT.label not in page
    type(pair.municipality).objects.update(day_shift=(D(2020, 8, 20) - now).days)
    page = client.get(url("partnership", pair.municipality, pair.pk)).content.decode()
    assert NO_ACT.label in page


# --- the register


def rows(client, municipality, **query):
    page = client.get(url("partnership-list", municipality), query).content.decode()
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_register_shows_pairs_and_the_load_of_the_leader(client, municipality, coordinator, pair):
    other = make_school(municipality, short_name="Степная СОШ")
    make_pair(pair.mentor, other)
    make_school(municipality, short_name="Свободный лидер", is_leader=True)
    page = client.get(url("partnership-list", municipality)).content.decode()
    assert "Лесная СОШ" in page
    assert "2\xa0пары" in page
    assert "Свободный лидер</a> — пока никому не помогает" in page
    assert rows(client, municipality).count(NO_AGREEMENT.label) == 2


def test_register_is_filtered_by_fault_school_and_end(client, municipality, coordinator, pair):
    other = make_pair(mentee=make_school(municipality, short_name="Степная СОШ"))
    sign(other)
    over = make_school(municipality, short_name="Прежняя СОШ")
    make_pair(pair.mentor, over, until=D(2021, 1, 1))
    found = rows(client, municipality, fault="no_agreement")
    assert "Лесная" in found
    assert "Степная" not in found
    assert "Степная" not in rows(client, municipality, search="ежово")
    assert "Степная" in rows(client, municipality, mentor=other.mentor_id)
    assert "Лесная" not in rows(client, municipality, mentor=other.mentor_id)
    assert "Прежняя" not in rows(client, municipality)
    assert "Прежняя" in rows(client, municipality, ended="on")


def test_excel_has_the_rows_of_the_filter(client, municipality, coordinator, pair):
    sign(make_pair(mentee=make_school(municipality)))
    address = url("partnership-export", municipality)
    sheet = load_workbook(BytesIO(fetch(client, f"{address}?fault=no_agreement")[1])).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells[-2:]] == ["Кому помогают", pair.mentee.name]
    assert cells[-1][-1] == f"{NO_AGREEMENT.label}; {NO_ACT.label}"
    assert AuditEntry.objects.filter(verb=AuditVerb.EXPORT).exists()


def test_register_and_cards_cost_the_same_for_one_row_and_for_thirty(municipality, school, pair):
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    make_joint_act(pair)
    addresses = (url("partnership-list", municipality), url("partnership", municipality, pair.pk))
    one = [cost(client, address) for address in addresses]
    for number in range(29):
        make_pair(pair.mentor, make_school(municipality))
        make_joint_act(pair)
        sign(pair, number=f"н-{number}")
    assert [cost(client, address) for address in addresses] == one


# --- the pair


def values(pair, **changes):
    given = {
        "mentor": pair.mentor_id,
        "mentee": pair.mentee_id,
        "since": "2026-01-01",
        "directions": "математика",
    }
    return given | changes


def test_pair_is_made_and_two_schools_are_not_paired_twice(client, municipality, coordinator):
    leader = make_school(municipality, is_leader=True)
    school = make_school(municipality)
    address = url("partnership-create", municipality)
    draft = Partnership(mentor=leader, mentee=school)
    answer = post(client, address, values(draft))
    made = Partnership.objects.get()
    assert answer.url == url("partnership", municipality, made.pk)
    assert AuditEntry.objects.filter(object_type="пара школ", verb=AuditVerb.CREATE).exists()
    again = post(client, address, values(draft, since="2027-01-01"))
    assert again.status_code == 422
    assert "уже в паре: с 01.01.2026" in again.content.decode()
    itself = post(client, address, values(draft, mentee=leader.pk))
    assert "парой самой себе" in itself.content.decode()


def test_suggestion_is_filled_in_and_waits_for_a_person(client, pair, coordinator):
    query = {"mentee": pair.mentee_id, "directions": "химия"}
    address = url("partnership-create", pair.municipality)
    page = client.get(address, query).content.decode()
    assert f'<option value="{pair.mentee_id}" selected>' in page
    assert "химия" in page
    assert Partnership.objects.count() == 1


def test_pair_ends_with_a_reason_and_then_nothing_in_it_moves(client, pair, coordinator):
    address = url("partnership-update", pair.municipality, pair.pk)
    data = {"since": "2020-01-01", "directions": "математика", "until": "2021-01-01", "version": 1}
    assert "Укажите причину" in post(client, address, data).content.decode()
    assert post(client, address, data | {"reason_ended": "Школа вышла"}).status_code == 302
    data = {"text": "Поздний семинар", "host": "both", "due_on": "2026-05-05"}
    answer = post(client, url("joint-act-create", pair.municipality, pair.pk), data)
    assert answer.status_code == 409
    assert "Поздний семинар" in answer.content.decode()
    assert not JointAct.objects.exists()


def test_two_who_change_a_pair_both_see_the_texts(client, pair, coordinator):
    address = url("partnership-update", pair.municipality, pair.pk)
    data = {"since": "2020-01-01", "directions": "химия", "version": 1}
    assert post(client, address, data).status_code == 302
    late = post(client, address, data | {"directions": "физика"})
    assert late.status_code == 409
    assert "химия" in late.content.decode()
    assert "физика" in late.content.decode()


# --- agreements


def test_agreement_is_written_with_its_file_and_read_by_both_schools(pair):
    client = signed_in_as(RoleKind.DIRECTOR, None, school=pair.mentee)
    data = {"kind": "cooperation", "number": "5", "signed_on": "2026-02-01", "file": word()}
    answer = post(client, url("agreement-create", pair.municipality, pair.pk), data)
    assert answer.status_code == 302
    file = Agreement.objects.get().file
    partner = signed_in_as(RoleKind.DIRECTOR, None, school=pair.mentor)
    stranger = signed_in_as(
        RoleKind.DIRECTOR, None, school=make_school(pair.municipality, is_leader=True)
    )
    assert [download(one, file)[0] for one in (client, partner, stranger)] == [200, 200, 404]
    assert "сотрудничестве №" in client.get(answer.url).content.decode()


def test_agreement_cannot_end_before_it_is_signed(client, pair, coordinator):
    data = {"kind": "network", "number": "5", "signed_on": "2026-02-01", "ends_on": "2026-01-31"}
    answer = post(client, url("agreement-create", pair.municipality, pair.pk), data)
    assert answer.status_code == 422
    assert "раньше, чем подписан" in answer.content.decode()


def test_agreement_of_a_day_to_come_is_refused(client, pair, coordinator):
    data = {"kind": "cooperation", "number": "5", "signed_on": "2090-02-01"}
    answer = post(client, url("agreement-create", pair.municipality, pair.pk), data)
    assert (answer.status_code, Agreement.objects.count()) == (422, 0)
    assert "Этот день ещё не наступил" in answer.content.decode()


# --- who


def test_third_school_finds_no_pair(pair):
    agreement, act = sign(pair), make_joint_act(pair)
    other = make_school(pair.municipality, is_leader=True)
    for kind in (RoleKind.DIRECTOR, RoleKind.TUTOR):
        client = signed_in_as(kind, None, school=other)
        assert client.get(url("partnership", pair.municipality, pair.pk)).status_code == 404
        assert "Лесная" not in rows(client, pair.municipality)
    client = signed_in_as(RoleKind.DIRECTOR, None, school=other)
    for name, pk in (("agreement-update", agreement.pk), ("joint-act-held", act.pk)):
        assert client.get(url(name, pair.municipality, pk)).status_code == 404
    for name, pk in (("joint-act-remove", act.pk), ("plan-confirm", pair.pk)):
        assert post(client, url(name, pair.municipality, pk)).status_code == 404


@pytest.mark.parametrize("kind", [RoleKind.TUTOR, RoleKind.OBSERVER, RoleKind.SECRETARY])
def test_those_who_only_read_see_no_act(pair, kind):
    school = pair.mentee if kind == RoleKind.TUTOR else None
    client = signed_in_as(kind, pair.municipality, school=school)
    page = client.get(url("partnership", pair.municipality, pair.pk)).content.decode()
    assert "Лесная СОШ" in page
    for words in ("Добавить в план", "Исправить", "Записать", "Подтвердить"):
        assert words not in page


def test_school_s_page_shows_its_pair_and_no_way_to_the_other_school(pair):
    client = signed_in_as(RoleKind.DIRECTOR, None, school=pair.mentee)
    page = client.get(f"/{pair.municipality.slug}/schools/{pair.mentee_id}/").content.decode()
    assert f"Школе помогает {pair.mentor}" in page
    assert NO_AGREEMENT.label in page
    card = client.get(url("partnership", pair.municipality, pair.pk)).content.decode()
    assert f"/schools/{pair.mentor_id}/" not in card


def test_pair_of_the_plan_is_kept_by_the_methodical_service_but_not_made_by_it(pair):
    client = signed_in_as(RoleKind.METHODOLOGIST, pair.municipality)
    assert client.get(url("partnership-create", pair.municipality)).status_code == 403
    assert client.get(url("joint-act-create", pair.municipality, pair.pk)).status_code == 200
