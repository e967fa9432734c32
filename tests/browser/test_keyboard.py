"""Without a mouse: Tab, Enter and typing are enough, and one always sees where one is."""

import re

import pytest
from playwright.sync_api import expect

from documents.models import Order
from monitoring.demo.people import PASSWORD
from monitoring.models import Checkpoint
from schools.models import RoleKind
from tests.browser.keyboard import FOCUSED, assert_focus_is_seen, press_and_wait, tab_to
from tests.browser.visitors import ENLARGED, heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_director_reports_by_keyboard_alone(visitors, fresh_town):
    page = visitors.window()
    page.goto("/")
    tab_to(page, "Электронная почта")
    page.keyboard.type(fresh_town.user(RoleKind.DIRECTOR).email)
    tab_to(page, "Пароль")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Что сдать")

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "К содержанию"
    page.keyboard.press("Enter")
    tab_to(page, "Обследование всех школ")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Обследование всех школ")

    tab_to(page, "Что сделано")
    page.keyboard.type("Обследование проведено.")
    tab_to(page, "Отправить отчёт")
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
    assert Checkpoint.objects.filter(state="reported").count() == 1


def test_order_is_made_and_signed_by_keyboard_alone(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.HEAD))
    for link in ("Приказы", "Подготовить документ", "Об утверждении списка школ"):
        tab_to(page, link)
        press_and_wait(page)
    tab_to(page, "Кто подписывает")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Создать проект")
    press_and_wait(page)
    expect(page.locator("main").get_by_text("Проект создан.")).to_be_visible()
    tab_to(page, "Добавить пункт")
    press_and_wait(page)
    tab_to(page, "Номер")
    page.keyboard.type("9.")
    tab_to(page, "Что сделать")
    page.keyboard.type("Разместить приказ на сайте.")
    tab_to(page, "Добавить пункт")
    press_and_wait(page)
    expect(page.locator(".sheet")).to_contain_text("Разместить приказ на сайте.")
    tab_to(page, "Подписать и зарегистрировать")
    press_and_wait(page)
    for field in page.locator("[name^=reason_]").all():
        tab_to(page, field.evaluate("it => it.labels[0].innerText"))
        page.keyboard.type("Так решено")
    tab_to(page, "Подписать и зарегистрировать")
    press_and_wait(page)
    expect(page.locator("main").get_by_text("подписан и зарегистрирован").first).to_be_visible()
    assert Order.objects.get(title__contains="Об утверждении списка").is_signed


def test_skip_link_leads_past_the_navigation(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "() => document.querySelector('main').contains(document.activeElement)"
    assert page.evaluate(inside)


@pytest.mark.parametrize("javascript", [True])
def test_focus_is_not_hidden_in_an_enlarged_window(visitors, fresh_town):
    """Without a mouse at 200 %: from the first entry of the form to its button."""
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR), viewport=ENLARGED)
    page.goto(f"/{fresh_town.municipality.slug}/people/add/")
    tab_to(page, "Добавить человека")


@pytest.mark.parametrize("javascript", [True])
def test_keys_quicken_the_work_of_a_coordinator(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    menu = page.locator("header details.menu")
    tab_to(page, "Меню")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert page.evaluate(FOCUSED)["name"].startswith("Меню")

    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(heading(page)).to_have_text("Контроль исполнения")
    walk_the_rows(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("обследование")
    expect(page.locator(".register-info")).to_contain_text("из 4")
    # The list has changed under the hands, the cursor has not.
    assert page.evaluate("document.activeElement.value") == "обследование"
    expect(page).to_have_url(re.compile("search="))


def walk_the_rows(page):
    """j goes down, k goes up and stops at the first row; Enter opens."""
    rows = page.locator("table.register tbody tr")
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(number).get_by_role("link").first).to_be_focused()
        assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator(".checkpoint-card")).to_be_visible()
    page.go_back()


@pytest.mark.parametrize("javascript", [True])
def test_keys_walk_the_roadmap_and_only_what_is_seen_of_it(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.get_by_role("row").filter(has_text="утверждена").get_by_role("link").first.click()
    # A key pressed before the page is there goes to nobody.
    page.wait_for_url(re.compile(r"/roadmaps/\d+"))
    first, second = (page.locator("details.execution").nth(number) for number in (0, 1))
    lines = first.get_by_role("listitem")
    count = first.locator("li").count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(second.locator("summary")).to_be_focused()
    page.keyboard.press("k")
    expect(first.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    for number in range(count):
        page.keyboard.press("j")
        expect(lines.nth(number).get_by_role("link")).to_be_focused()
        assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator("#beside").get_by_role("heading", level=2)).to_be_focused()
    # From the card the keys go on from its line; Escape closes it.
    page.keyboard.press("j")
    expect(second.locator("summary")).to_be_focused()
    page.locator("[data-close-card]").focus()
    page.keyboard.press("Escape")
    expect(lines.nth(count - 1).get_by_role("link")).to_be_focused()


@pytest.mark.parametrize("javascript", [True])
def test_letters_of_the_russian_layout_are_keys_too(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    press_russian(page, "п", "KeyG")
    press_russian(page, "с", "KeyC")
    expect(heading(page)).to_have_text("Контроль исполнения")
    press_russian(page, "о", "KeyJ")
    expect(page.locator("tbody tr").first.get_by_role("link")).to_be_focused()
    press_russian(page, ".", "Slash")
    assert page.evaluate("document.activeElement.type") == "search"


def press_russian(page, key, code):
    """Playwright knows the American layout alone."""
    page.evaluate(
        "init => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', init))",
        {"key": key, "code": code, "bubbles": True, "cancelable": True},
    )


@pytest.mark.parametrize("javascript", [True])
def test_list_of_keys_names_those_that_exist(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    keys = page.get_by_role("dialog", name="Клавиши")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    sections = page.locator(".side [data-key]")
    for link in sections.all():
        told = keys.locator("dt", has_text=f"g затем {link.get_attribute('data-key')}")
        expect(told.locator("+ dd")).to_have_text(link.inner_text().strip())
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    tab_to(page, "Клавиши")
    page.keyboard.press("Enter")
    expect(keys).to_be_visible()
    keys.get_by_role("button", name="Закрыть").click()
    expect(keys).to_be_hidden()
    assert page.evaluate(FOCUSED)["name"] == "Клавиши"


@pytest.mark.parametrize("javascript", [False])
def test_keys_are_not_offered_where_there_are_none(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    expect(page.get_by_role("button", name="Клавиши")).to_have_count(0)
