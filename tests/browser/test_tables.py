"""A coordinator loads schools from Excel; the words of a deadline give their days."""

import pytest
from playwright.sync_api import expect

from roadmaps.models import Measure
from schools.imports.schools.table import SchoolTable
from schools.models import RoleKind, School
from tests.browser.visitors import download, heading, open_section, shoot
from tests.schools.tables import EXCEL, book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KIND = SchoolTable()
ROW = {"inn": "0512345678", "name": "МБОУ «Ёлкинская СОШ»", "short_name": "Ёлкинская СОШ"}


def excel(*rows):
    """What the file field takes."""
    return {"name": "Школы.xlsx", "mimeType": EXCEL, "buffer": book(KIND, *rows)}


def test_coordinator_loads_schools_from_excel(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    open_section(page, "Школы")
    page.get_by_role("link", name="Загрузить из Excel").click()
    name, content = download(page, page.get_by_role("link", name="Скачать шаблон"))
    assert (name, content[:2]) == ("Школы — шаблон.xlsx", b"PK")

    send(page, ROW | {"inn": 512345678, "is_leader": "наверное"})
    table = page.get_by_role("region", name="Ошибки")
    expect(table).to_contain_text("скорее всего 0512345678")
    expect(table).to_contain_text("«наверное» — это не «да» и не «нет»")
    shoot(page, "tables/faults")

    page.get_by_role("link", name="Загрузить исправленный файл").click()
    send(page, ROW | {"is_leader": "нет", "low": "да", "low_since": "01.09.2019"})
    expect(page.get_by_role("region", name="Строки файла")).to_contain_text("перечень ШНОР")
    page.get_by_role("button", name="Загрузить 1").click()
    expect(page.locator("main").get_by_text("Добавлено: 1")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Ёлкинская СОШ")).to_contain_text("ШНОР")
    school = School.objects.get(inn="0512345678")
    assert not school.is_leader

    page.get_by_role("link", name="Загрузить из Excel").click()
    send(page, ROW)
    expect(page.locator("main").get_by_text("Изменений нет")).to_be_visible()


def send(page, row):
    page.get_by_label("Заполненный файл").set_input_files(excel(row))
    page.get_by_role("button", name="Проверить файл").click()
    expect(heading(page)).to_have_text("Проверка файла: школы")


def test_words_of_a_deadline_give_their_days(visitors, fresh_town, javascript):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    open_section(page, "Дорожные карты")
    page.get_by_role("link", name="Дорожная карта на").click()
    row = page.get_by_role("row").filter(has_text="Уточнение перечня школ")
    row.get_by_role("link", name="Изменить").click()
    page.get_by_label("Что делается").fill("Уточнение перечня школ, ещё раз")
    page.get_by_label("Слова в графе «Срок»").fill("ежемесячно")
    page.get_by_role("button", name="Понять слова срока").click()
    expect(page.locator("main").get_by_text("Понято так: ежемесячно")).to_be_visible()
    expect(page.locator("main").get_by_text("перенесено с").first).to_be_visible()
    expect(page.get_by_label("Что делается")).to_have_value("Уточнение перечня школ, ещё раз")
    if javascript:
        expect(page.get_by_role("button", name="Понять слова срока")).to_be_focused()
    # Enter in a field saves, whatever button stands first.
    page.get_by_label("Слова в графе «Срок»").press("Enter")
    expect(page.get_by_role("row").filter(has_text="ещё раз")).to_be_visible()
    measure = Measure.objects.get(actions__text="Уточнение перечня школ, ещё раз")
    assert measure.deadline_kind == "recurring_monthly"
    assert measure.control_dates.count() == 12
