"""An order from its template to the signature: basis, people, a list, a visa, the next number."""

import pytest
from playwright.sync_api import expect

from documents.models import Order
from schools.models import RoleKind
from tests.browser.visitors import heading, open_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "О муниципальной рабочей группе по поддержке школ с низкими образовательными результатами"


def test_order_about_the_group_is_made_agreed_to_and_signed(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    start_typical(page)
    cite_an_act(page)
    lay_the_control_on_somebody(page)
    fill_the_composition(page)
    get_the_visa(page)
    head = visitors.sign_in(fresh_town.user(RoleKind.HEAD))
    sign(head)
    order = Order.objects.get(title=TITLE)
    assert order.number == "1"
    for words in (
        "На основании приказа Министерства образования от 15.05.2020 № 7",
        "возложить на ",
        "Верховцева",
        "СОГЛАСОВАНО",
        "ПОЛОЖЕНИЕ",
    ):
        assert words in order.signed_html.replace("\u00a0", " "), words
    assert order.familiarisations.count() >= 10


def start_typical(page):
    open_section(page, "Приказы")
    page.get_by_role("link", name="Подготовить документ").click()
    page.get_by_role("link", name="О составе рабочей группы").click()
    expect(page.get_by_label("Заголовок")).to_have_value(TITLE)
    page.get_by_label("Кто подписывает").select_option(index=1)
    page.get_by_role("button", name="Создать проект").click()
    expect(heading(page)).to_have_text(TITLE)


def cite_an_act(page):
    page.get_by_role("link", name="Добавить акт-основание").click()
    page.get_by_label("Вид акта").fill("Приказ")
    page.get_by_label("Кто издал (необязательно)", exact=True).fill("Министерство образования")
    page.get_by_label("Дата").fill("2020-05-15")
    page.get_by_label("Номер").fill("7")
    page.get_by_role("button", name="Добавить в преамбулу").click()
    expect(page.locator(".sheet")).to_contain_text("На основании приказа Министерства образования")


def lay_the_control_on_somebody(page):
    page.get_by_role("link", name="Контроль", exact=True).last.click()
    choice = page.get_by_label("На кого возложить контроль")
    choice.select_option(label=next(t for t in choice.inner_text().split("\n") if "Гребен" in t))
    page.get_by_role("button", name="Добавить пункт").click()
    expect(page.locator(".sheet")).to_contain_text("возложить на начальника отдела")
    expect(page.locator("main")).to_contain_text("Падежи имён и должностей не проверены")


def fill_the_composition(page):
    page.get_by_role("link", name="СОСТАВ").first.click()
    page.get_by_role("button", name="Заполнить").click()
    expect(page.get_by_role("row").filter(has_text="Верховцева")).to_be_visible()
    page.get_by_role("link", name=TITLE[:40]).first.click()


def get_the_visa(page):
    page.get_by_role("link", name="Добавить, кто согласует").click()
    choice = page.get_by_label("Кто согласует")
    choice.select_option(label=next(t for t in choice.inner_text().split("\n") if "Самсон" in t))
    page.get_by_role("button", name="Добавить в согласование").click()
    page.get_by_role("button", name="Отправить на согласование").click()
    expect(page.locator("main")).to_contain_text("на согласовании")
    expect(page.get_by_role("link", name="Добавить пункт")).to_have_count(0)
    page.get_by_role("link", name="Согласовать").click()
    page.get_by_label("Согласовано", exact=True).check()
    page.get_by_role("button", name="Согласовать").click()
    page.get_by_role("button", name="Отправить на подпись").click()
    expect(page.locator("main")).to_contain_text("на подписи")


def sign(page):
    open_section(page, "Моя работа")
    row = page.get_by_role("listitem").filter(has_text=TITLE)
    row.get_by_role("link", name="Прочитать и подписать").click()
    for field in page.locator("[name^=reason_]").all():
        field.fill("Так решено")
    page.get_by_role("button", name="Подписать и зарегистрировать").click()
    expect(page.locator("main")).to_contain_text("подписан и зарегистрирован")
