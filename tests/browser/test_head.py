"""The head reads, signs, registers; what was signed is on paper, under control, and closed."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from documents.models import Order
from monitoring.models import Checkpoint
from roadmaps.models import Edition
from schools.models import RoleKind
from tests.browser.visitors import download, heading, open_section
from tests.documents.papers import fonts_of, orientations, pages_of, whole

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Об утверждении дорожной карты поддержки школ на 2021 год"
NUMBER = "01-10/142-2"


def test_head_signs_the_order_with_its_plan(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.HEAD))
    edit_pages = addresses_of_editing(page)
    open_section(page, "Моя работа")
    page.get_by_role("listitem").filter(has_text=TITLE).get_by_role("link").first.click()
    expect(heading(page)).to_have_text(TITLE)
    read_the_draft(page)
    sign(page)
    read_the_signed_paper(page)
    for address in edit_pages:
        assert page.goto(address).status == 403, address
        expect(page.locator("main")).to_contain_text(re.compile("подписан|утверждена"))
    see_the_plan_under_control(page)


def addresses_of_editing(page):
    """Edit pages of the draft order and its plan, as their links lead."""
    open_section(page, "Дорожные карты")
    page.get_by_role("link", name="Дорожная карта на 2021").click()
    table = page.locator("#plan")
    measure = table.get_by_role("link", name="Изменить: мероприятие").first.get_attribute("href")
    section = page.get_by_role("link", name="Добавить раздел").get_attribute("href")
    page.get_by_role("link", name=TITLE).click()
    order = page.get_by_role("link", name="Изменить реквизиты").get_attribute("href")
    clause = page.get_by_role("link", name="Добавить пункт").get_attribute("href")
    return measure, section, order, clause


def read_the_draft(page):
    name, content = download(page, page.get_by_role("link", name="Открыть PDF"))
    assert name.endswith(".pdf")
    assert "ПРОЕКТ" in pages_of(content)[0]


def sign(page):
    page.get_by_role("link", name="Подписать и зарегистрировать").click()
    expect(page.locator("main").get_by_text("встанут на контроль")).to_be_visible()
    page.get_by_label("Дата").fill("")
    page.get_by_role("button", name="Подписать и зарегистрировать").click()
    expect(page.locator("main").get_by_text("Укажите дату подписания").first).to_be_visible()
    page.get_by_label("Номер").fill(NUMBER)
    page.get_by_label("Дата").fill("2020-08-19")
    page.get_by_role("button", name="Подписать и зарегистрировать").click()
    expect(page.locator("main").get_by_text("подписан и зарегистрирован.")).to_be_visible()
    expect(heading(page)).to_have_text(TITLE)


def read_the_signed_paper(page):
    facts = page.locator(".facts")
    expect(facts).to_contain_text(NUMBER)
    expect(facts).to_contain_text("19 августа 2020")
    name, content = download(page, page.get_by_role("link", name="Скачать PDF"))
    assert name == "Приказ № 01-10-142-2 от 19.08.2020.pdf"
    authenticity = page.get_by_role("region", name="Подпись и подлинность")
    expect(authenticity).to_contain_text(hashlib.sha256(content).hexdigest())
    pages = pages_of(content)
    assert orientations(content) == ["tall", "wide", "wide"]
    assert {name.partition("-")[0] for name in fonts_of(content)} == {"Tinos"}
    assert NUMBER in whole(pages[0])
    assert "19 августа 2020" in whole(pages[0]) or "19.08.2020" in whole(pages[0])
    assert "ПРОЕКТ" not in "".join(pages)
    assert "Обновление школьных программ" in whole(pages[1])


def see_the_plan_under_control(page):
    page.get_by_role("link", name="На главную").click()
    open_section(page, "Дорожные карты")
    page.get_by_role("link", name="Дорожная карта на 2021").click()
    row = page.get_by_role("row").filter(has_text="Заключение договоров")
    expect(row).to_contain_text("0 из 4 школ")
    expect(row).to_contain_text("запланировано")
    edition = Edition.objects.get(annex__order=Order.objects.get(title=TITLE))
    # Four measures of four schools, one of them on three dates; the coordinator's five.
    by_school = Checkpoint.objects.filter(edition=edition, school__isnull=False)
    assert by_school.count() == 4 * (4 + 3)
    assert Checkpoint.objects.filter(edition=edition, school=None).count() == 5
