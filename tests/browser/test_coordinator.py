"""The main job of the coordinator: check a report with its paper, return it, accept it."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from monitoring.models import CheckpointEvent
from schools.models import RoleKind
from tests.browser.papers import REPORT, pdf
from tests.browser.visitors import download, heading, open_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURVEY = "Обследование всех школ района"
REASON = "Приложите справку с подписью."


def test_coordinator_returns_a_report_then_accepts_it(visitors, fresh_town, javascript):
    director = visitors.sign_in(fresh_town.user(RoleKind.DIRECTOR))
    report(director, "Обследование проведено.")
    coordinator = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    expect(heading(coordinator)).to_have_text("Моя работа")
    read_the_report(coordinator)
    return_with_a_reason(coordinator)
    correct(director)
    accept_beside_the_plan(coordinator, javascript)
    assert CheckpointEvent.objects.values_list("to_state", flat=True).order_by("pk")[::1] == [
        "reported",
        "returned",
        "reported",
        "accepted",
    ]
    look_at_the_roadmap(coordinator)
    filter_and_export(coordinator)


def report(page, text):
    item = page.get_by_role("listitem").filter(has_text=SURVEY)
    item.get_by_role("link", name="Отчитаться").click()
    page.get_by_label("Что сделано").fill(text)
    page.locator("#reportform_files").set_input_files(pdf("Справка.pdf"))
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()


def read_the_report(page):
    open_section(page, "Моя работа")
    item = page.get_by_role("listitem").filter(has_text=SURVEY)
    expect(item).to_contain_text("СШ № 21")
    item.get_by_role("link", name="Проверить").click()
    expect(page.locator("main").get_by_text("Обследование проведено.")).to_be_visible()
    name, content = download(page, page.get_by_role("link", name="Справка.pdf"))
    assert (name, content) == ("Справка.pdf", REPORT)


def return_with_a_reason(page):
    page.locator("summary", has_text="Вернуть на доработку").click()
    page.get_by_role("button", name="Вернуть на доработку").click()
    expect(page.locator("main").get_by_text("без причины вернуть нельзя")).to_be_visible()
    page.get_by_label("Что доработать").fill(REASON)
    page.get_by_role("button", name="Вернуть на доработку").click()
    expect(page.locator("main").get_by_text("Отчёт возвращён на доработку.")).to_be_visible()
    expect(page.locator(".facts .state")).to_contain_text("возвращено")


def correct(page):
    open_section(page, "Что сдать")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Возвращено")
    page.get_by_role("listitem").filter(has_text=SURVEY).get_by_role("link").first.click()
    expect(page.locator("main").get_by_text(REASON)).to_be_visible()
    open_section(page, "Что сдать")
    report(page, "Справка подписана.")


def accept_beside_the_plan(page, javascript):
    open_section(page, "Дорожные карты")
    page.get_by_role("row").filter(has_text="утверждена").get_by_role("link").first.click()
    row = page.get_by_role("row").filter(has_text=SURVEY)
    expect(row).to_contain_text("0 из 4 школ")
    row.locator("summary").click()
    line = row.get_by_role("listitem").filter(has_text="СШ № 21")
    expect(line).to_contain_text("отчёт на проверке")
    line.get_by_role("link").click()
    expect(page.locator("main").get_by_text("Справка подписана.")).to_be_visible()
    page.get_by_role("button", name="Принять отчёт").click()
    expect(page.locator("main").get_by_text("Отчёт принят.")).to_be_visible()
    expect(page.locator(".facts .state")).to_have_text("принято")
    if javascript:
        expect(line).to_contain_text("принято")


def look_at_the_roadmap(page):
    open_section(page, "Дорожные карты")
    page.get_by_role("row").filter(has_text="утверждена").get_by_role("link").first.click()
    row = page.get_by_role("row").filter(has_text=SURVEY)
    expect(row).to_contain_text("1 из 4 школ")


def filter_and_export(page):
    open_filters = page.locator("form[role=search]")
    open_filters.get_by_label("только просроченные").check()
    open_filters.get_by_label("Школа").select_option(label="СШ № 22")
    open_filters.get_by_role("button", name="Показать").click()
    expect(page.locator("#grid .register-info")).to_contain_text("просрочено: 5")
    expect(page).to_have_url(re.compile(r"school=\d+.*overdue=on"))
    name, content = download(page, page.get_by_role("link", name="Выгрузить в Excel"))
    assert name.endswith(".xlsx")
    # A heading, the names of the columns, then the rows.
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    executors = [row[2] for row in rows if row[3] and "просрочено" in str(row[4])]
    assert executors == ["СШ № 22"] * 5
    assert len([row for row in rows if row[2]]) == 1 + 5
