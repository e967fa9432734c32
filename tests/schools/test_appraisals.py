"""The appraisal: who is asked, who is barred, in which order, what the conclusion says."""

import io

import pytest
from django.utils.html import escape
from openpyxl import load_workbook
from pypdf import PdfReader

from files.store import open_stored
from schools.models import (
    Appraisal,
    Conclusion,
    CriteriaSheet,
    Programme,
    ProgrammeMove,
    RoleKind,
    Score,
)
from schools.programmes import appraising, concluding
from tests.factories import make_person, make_post, make_role, make_school, make_user_as
from tests.posting import fetch, post
from tests.schools.appraisals import make_appraisal, make_at, make_sheet
from tests.schools.pages import signed_in_as, url
from tests.schools.uploads import download

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(school):
    return make_sheet(school.municipality)


@pytest.fixture
def place(school):
    return school.municipality


def barred_in_form(client, address):
    """(names among the experts, the line about those who may not)."""
    form = client.get(address).context["form"]
    names = [name for field in form.people.values() for name in map(str, field.values())]
    return names, {str(user): reason for user, reason in form.barred}


def test_whoever_belongs_to_the_school_or_uploads_is_barred(school, sheet, place):
    uploader = make_user_as(RoleKind.METHODOLOGIST, place)
    free = make_user_as(RoleKind.SECRETARY, place)
    in_school = make_user_as(RoleKind.METHODOLOGIST, place)
    make_role(RoleKind.DIRECTOR, place, school=school, user=in_school)
    with_post = make_user_as(RoleKind.METHODOLOGIST, place)
    make_post(make_person(place, user=with_post), school=school)
    elsewhere = make_user_as(RoleKind.METHODOLOGIST, place)
    make_post(make_person(place, user=elsewhere), school=make_school(place))
    programme = make_at("sent", school, by=uploader)

    address = url("programme-experts", place, programme.pk)
    client = signed_in_as(RoleKind.COORDINATOR, place)
    names, barred = barred_in_form(client, address)
    assert {str(free), str(elsewhere)} <= set(names)
    assert barred == {
        str(uploader): "загружает эту программу",
        str(in_school): "работает в этой школе",
        str(with_post): "работает в этой школе",
    }
    sent = post(client, address, {"version": 1, "group": [with_post.pk]})
    assert sent.status_code == 422
    for user in (uploader, in_school, with_post):
        with pytest.raises(appraising.Interested):
            appraising.appoint(programme, {user: "group"}, by=free, seen_version=1)
    assert not Appraisal.objects.exists()


def test_coordinator_with_a_post_in_the_school_decides_nothing_about_it(client, school, sheet):
    place = school.municipality
    user = make_user_as(RoleKind.COORDINATOR, place)
    make_post(make_person(place, user=user), school=school)
    client.force_login(user)
    programme = make_at("appraisal", school)
    make_appraisal(programme, sheet, marks=(2, 3))
    for name in ("programme-experts", "programme-return", "programme-conclusion"):
        answer = client.get(url(name, place, programme.pk))
        assert answer.status_code == 403
        assert "работает в этой школе" in answer.content.decode()
    page = client.get(url("programme", place, programme.pk)).content.decode()
    assert "Выдать заключение" not in page


def test_expert_who_has_taken_a_post_in_the_school_meanwhile_cannot_send(client, school, sheet):
    user = make_user_as(RoleKind.METHODOLOGIST, school.municipality)
    appraisal = make_appraisal(make_at("appraisal", school), sheet, expert=user)
    client.force_login(user)
    address = url("appraisal", school.municipality, appraisal.pk)
    assert client.get(address).status_code == 200
    make_post(make_person(school.municipality, user=user), school=school)
    assert post(client, address, marks_of(sheet, 1, 1)).status_code == 403
    assert not Score.objects.exists()


def marks_of(sheet, *values, **remarks):
    """What an expert sends: scores in the order of the sheet."""
    data = {"version": 1, "opinion": "Общее мнение эксперта"}
    for criterion, value in zip(sheet.criteria.all(), values, strict=True):
        data[f"score_{criterion.pk}"] = value
        data[f"remark_{criterion.pk}"] = remarks.get(f"to_{criterion.position}", "")
    return data


def test_tutor_first_then_the_group_then_the_conclusion(school, sheet, place):
    tutor, expert = (
        make_user_as(RoleKind.TUTOR, place, school=school),
        make_user_as(RoleKind.METHODOLOGIST, place),
    )
    programme = make_at("sent", school)
    client = signed_in_as(RoleKind.COORDINATOR, place)
    data = {"version": 1, "tutors": [tutor.pk], "group": [expert.pk]}
    assert post(client, url("programme-experts", place, programme.pk), data).status_code == 302
    first, second = Appraisal.objects.order_by("-stage")
    assert [first.stage, second.stage] == ["tutor", "group"]

    conclusion_page = url("programme-conclusion", place, programme.pk)
    assert "Оценили ещё не все" in client.get(conclusion_page).content.decode()
    client.force_login(expert)
    address = url("appraisal", place, second.pk)
    assert "Сначала программу оценивает тьютор" in client.get(address).content.decode()
    assert post(client, address, marks_of(sheet, 1, 1)).status_code == 409

    client.force_login(tutor)
    sent = post(client, url("appraisal", place, first.pk), marks_of(sheet, 2, 3))
    assert sent.status_code == 302
    assert client.get(url("appraisal", place, first.pk)).status_code == 403  # once only
    client.force_login(expert)
    assert post(client, address, marks_of(sheet, 1, 4)).status_code == 422
    sent = post(client, address, marks_of(sheet, 1, 2, to_2="Нет сроков у трёх мероприятий"))
    assert sent.status_code == 302

    client = signed_in_as(RoleKind.HEAD, place)
    form = client.get(conclusion_page).context["form"]
    assert form["remark_1"].value() == "Нет сроков у трёх мероприятий"
    # (100 + 62,5) / 2 by the weights 1 and 2.
    assert form["verdict"].value() == "recommended"
    data = {"version": Programme.objects.get().version, "verdict": "recommended"}
    data["text"] = "Показатели измеримы."
    assert post(client, conclusion_page, data).status_code == 302
    check_the_conclusion(programme, client)


def check_the_conclusion(programme, client):
    conclusion = Conclusion.objects.get()
    found = [str(one) for one in (conclusion.median, conclusion.lowest, conclusion.highest)]
    assert (conclusion.number, found) == (1, ["81.3", "62.5", "100.0"])
    with open_stored(conclusion.pdf) as paper:
        text = " ".join(PdfReader(io.BytesIO(paper.read())).pages[0].extract_text().split())
    text = text.replace("\u00a0", " ")
    for words in ("ЭКСПЕРТНОЕ ЗАКЛЮЧЕНИЕ", "№ 1", "81,3 %", "рекомендовано", "измеримы"):
        assert words in text
    assert Programme.objects.get().state == "agreed"
    assert download(client, conclusion.pdf)[0] == 200
    stranger = signed_in_as(RoleKind.DIRECTOR, None, school=make_school(programme.municipality))
    assert download(stranger, conclusion.pdf)[0] == 404
    status, book = fetch(client, url("conclusion-export", programme.municipality))
    row = [cell.value for cell in load_workbook(io.BytesIO(book)).active[3]]
    assert (status, row[0], row[5], row[6]) == (200, 1, "рекомендовано", 81.3)


def test_outside_the_department_marks_and_experts_come_with_the_conclusion(
    client, school, sheet, place, director
):
    programme = make_at("appraisal", school, by=director)
    expert = make_user_as(RoleKind.METHODOLOGIST, place)
    expert.name = "Соколова А. П."
    expert.save()
    make_appraisal(programme, sheet, expert=expert, marks=(1, 2), remark="Слабо")
    judge = make_user_as(RoleKind.COORDINATOR, place)
    outside = [client, signed_in_as(RoleKind.OBSERVER, place)]
    inside = [
        signed_in_as(RoleKind.HEAD, place),
        signed_in_as(RoleKind.TUTOR, place, school=school),
    ]

    def median_for(browser):
        page = browser.get(url("programme", place, programme.pk))
        marks = page.context["marks"]
        assert (expert.name in page.content.decode()) == bool(marks)
        return marks and marks.median

    assert [median_for(one) for one in (*outside, *inside)] == [None, None, "62,5", "62,5"]
    appraising.send_back(programme, [("Цели", "Нет")], text="", by=judge, seen_version=1)
    assert [median_for(one) for one in (*outside, *inside)] == [None, None, "62,5", "62,5"]
    # Sent anew without a new file, as no page lets one do: the same version is judged.
    Programme.objects.update(state="appraisal", version=3)
    programme.refresh_from_db()
    concluding.conclude(
        programme, verdict="recommended", text="Да", remarks=(), by=judge, seen_version=3
    )
    assert [median_for(one) for one in outside] == ["62,5", "62,5"]


@pytest.mark.parametrize("words", ["Цели {{ request.user.email }}", "Сроки {% 1 %}", "<b>Итог</b>"])
def test_section_is_shown_as_it_was_typed(client, school, place, words):
    sheet = make_sheet(place, rows=((words, 2, 1),))
    user = make_user_as(RoleKind.METHODOLOGIST, place)
    programme = make_at("appraisal", school)
    appraisal = make_appraisal(programme, sheet, expert=user)
    client.force_login(user)
    page = client.get(url("appraisal", place, appraisal.pk)).content.decode()
    assert f"<legend>{escape(words)}</legend>" in page
    Score.objects.create(appraisal=appraisal, criterion=sheet.criteria.get(), value=1)
    Appraisal.objects.update(submitted_at=place.now())
    client = signed_in_as(RoleKind.COORDINATOR, place)
    for name in ("criteria", "criteria-update"):
        assert escape(words) in client.get(url(name, place)).content.decode()
    for name in ("programme-return", "programme-conclusion"):
        page = client.get(url(name, place, programme.pk)).content.decode()
        assert escape(words) in page


def test_conclusion_that_returns_has_its_remarks(school, sheet, place):
    programme = make_at("appraisal", school)
    make_appraisal(programme, sheet, marks=(0, 1))
    client = signed_in_as(RoleKind.COORDINATOR, place)
    address = url("programme-conclusion", place, programme.pk)
    data = {"version": 1, "verdict": "rejected", "text": "Нет показателей."}
    assert post(client, address, data).status_code == 422
    assert not Conclusion.objects.exists()
    assert post(client, address, data | {"remark_0": "Задайте цели"}).status_code == 302
    move = ProgrammeMove.objects.get()
    assert (move.kind, [one.text for one in move.remarks.all()]) == ("return", ["Задайте цели"])


def test_spread_and_what_is_disputed_are_told_in_words(school, sheet, place):
    programme = make_at("appraisal", school)
    for marks in ((0, 3), (2, 3)):
        make_appraisal(programme, sheet, marks=marks)
    client = signed_in_as(RoleKind.COORDINATOR, place)
    page = client.get(url("programme", place, programme.pk)).content.decode()
    assert "(разница в процентных пунктах&nbsp;— 25)" in page  # 75 and 100
    assert "разошлись на половину шкалы или больше" in page


def sheet_data(sheet, **changes):
    data = {"seen_number": sheet.number, "pass_percent": 80, "rework_percent": 50}
    for number, one in enumerate(sheet.criteria.all()):
        for name in ("section", "text", "max_score", "weight"):
            data[f"{name}_{number}"] = getattr(one, name)
    return data | changes


def test_sheet_in_use_never_changes(school, sheet, place):
    programme = make_at("appraisal", school)
    make_appraisal(programme, sheet)
    before = list(sheet.criteria.values())
    client = signed_in_as(RoleKind.COORDINATOR, place)
    address = url("criteria-update", place)
    assert post(client, address, sheet_data(sheet, text_0="Другой критерий")).status_code == 302
    last = CriteriaSheet.objects.first()
    assert (last.number, last.criteria.first().text) == (2, "Другой критерий")
    assert list(sheet.criteria.values()) == before
    # Those asked later about the same version judge by its sheet.
    expert = make_user_as(RoleKind.SECRETARY, place)
    appraising.appoint(programme, {expert: "group"}, by=expert, seen_version=1)
    assert [one.sheet for one in Appraisal.objects.all()] == [sheet]
    # Whoever began from the earlier sheet is told, and what was typed is shown.
    late = post(client, address, sheet_data(sheet, text_0="Опоздавший"))
    assert late.status_code == 409
    assert "Опоздавший" in late.content.decode()
    assert CriteriaSheet.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weight_0": ""}, "Укажите вес"),
        ({"section_1": ""}, "Укажите раздел"),
        ({"max_score_0": 11}, "не больше 10"),
        ({"rework_percent": 90}, "не выше первой"),
        ({"text_0": "", "text_1": "", "section_0": "", "section_1": ""}, "хотя бы один критерий"),
    ],
)
def test_wrong_sheet_is_told(school, sheet, changes, words):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    answer = post(client, url("criteria-update", school.municipality), sheet_data(sheet, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
