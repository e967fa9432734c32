"""«Контрольный лист»: one A4 in every format, and what has found no room is told."""

import re

import pytest
from django.urls import reverse
from django_scopes import scope

from monitoring.reporting.asked import Asked
from monitoring.reporting.control_sheet import control_sheet
from monitoring.reporting.paper import Band
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_municipality, make_school, make_user_as
from tests.monitoring.reporting.formats import (
    body_of,
    words_of_excel,
    words_of_page,
    words_of_pdf,
    words_of_word,
)
from tests.monitoring.reporting.town import day, make_town, rename_everything
from tests.posting import fetch

pytestmark = [pytest.mark.django_db, pytest.mark.once(on="postgresql")]


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("schools.models.Municipality.today", lambda self: day("26.11"))


def rows_of(municipality, on):
    access = access_to(make_user_as(RoleKind.HEAD, municipality), municipality)
    with scope(municipality=[municipality.pk]):
        paper = control_sheet(Asked(access, day(on))).paper()
    return [
        row.text if isinstance(row, Band) else tuple(map(str, row)) for row in paper.tables[0].rows
    ]


EXPECTED = [
    "Просрочено: 2",
    ("1", "Ковалёва Н. П.", "Подготовить отчёт", "2026-09-20", "17", "ничего"),
    ("2", "Методический кабинет", "Провести диагностику", "2026-09-30", "7", "ничего"),
    "Отчёт ждёт приёмки: 1",
    ("3", "Школа № 2", "Провести семинар", "2026-10-05", "1", "отчёт 06.10.2026"),
    # C is due on 15.10, one day too late for this sheet.
]


def test_sheet_of_a_past_day_is_written_by_hand_and_survives_renaming():
    town = make_town()
    got = [
        row if isinstance(row, str) else tuple(cell.replace("\u00a0", " ") for cell in row)
        for row in rows_of(town.municipality, "07.10")
    ]
    assert got == EXPECTED
    before = rows_of(town.municipality, "07.10")
    rename_everything(town)
    assert rows_of(town.municipality, "07.10") == before


def get(client, municipality, form=None, **conditions):
    name, kwargs = "monitoring:report", {"municipality": municipality.slug}
    kwargs["code"] = conditions.pop("code", "control-sheet")
    if form:
        name, kwargs["form"] = "monitoring:report-file", form
    address = reverse(name, kwargs=kwargs)
    query = "&".join(f"{key}={value}" for key, value in conditions.items())
    return fetch(client, f"{address}?{query}")


def test_every_format_says_the_same(client):
    town = make_town()
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    status, page = get(client, town.municipality, on="2026-10-07")
    assert status == 200
    assert "по состоянию на 7 октября 2026" in page.decode().replace("\u00a0", " ")
    files = {
        form: get(client, town.municipality, form, on="07.10.2026")[1]
        for form in ("pdf", "docx", "xlsx")
    }
    pdf, pages = words_of_pdf(files["pdf"])
    assert pages == 1
    texts = [pdf, words_of_word(files["docx"]), words_of_excel(files["xlsx"])]
    bodies = {body_of(text, "по состоянию на 7 октября 2026 г.") for text in texts}
    assert len(bodies) == 1
    (body,) = bodies
    assert words_of_page(page).lower().endswith(body)
    assert "ковалёван.п.подготовитьотчёт20.09.202617ничего" in body


LONG = "Обеспечить участие педагогов школы в муниципальных методических мероприятиях, " * 3
WIDEST = "ЩЩЩЩЩЩЩЩЩЩ ШШШШШШШ ЖЖЖЖЖЖ МММММ " * 6


@pytest.mark.parametrize("text", ["Сдать отчёт", LONG, WIDEST, "Щ" * 140])
def test_it_is_always_one_sheet_and_the_rest_is_counted(client, text):
    place = make_municipality(department="Отдел образования администрации района")
    for number in range(60):
        name = f"МБОУ «Основная школа села № {number}»"
        make_checkpoint(school=make_school(place, short_name=name), text=text, since=day("01.09"))
    client.force_login(make_user_as(RoleKind.HEAD, place))
    words, pages = words_of_pdf(get(client, place, "pdf", on="2026-10-07")[1])
    assert pages == 1
    (left_out,) = re.findall(r"Налистнепоместилось:(\d+)", words)
    shown = len(re.findall(r"\d+МБОУ«Основнаяшколасела№", words))
    assert shown + int(left_out) == 60
    assert shown >= {"Сдать отчёт": 18, LONG: 9}.get(text, 3)


def test_full_sheet_without_a_line_too_many_leaves_nothing_out(client):
    place = make_municipality()
    for _ in range(12):
        make_checkpoint(school=make_school(place), since=day("01.09"))
    client.force_login(make_user_as(RoleKind.HEAD, place))
    words, pages = words_of_pdf(get(client, place, "pdf", on="2026-10-07")[1])
    assert (pages, "непоместилось" in words) == (1, False)
