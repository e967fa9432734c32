"""The card beside the roadmap: one sees the line it is of, and comes back to it."""

import pytest
from playwright.sync_api import expect

from monitoring.models import Checkpoint
from schools.models import RoleKind
from tests.browser.visitors import PHONE, open_section
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOP = "element => element.getBoundingClientRect().top"
with_scripts = pytest.mark.parametrize("javascript", [True])


def open_roadmap(page):
    open_section(page, "Дорожные карты")
    # A school has a plan of its own in the list too.
    plans = page.get_by_role("row").filter(has_text="утверждена", has_not_text="школьная")
    plans.get_by_role("link").first.click()


def lines_of(page, words):
    """Lines under the measure, opened by its arrow."""
    row = page.get_by_role("row").filter(has_text=words)
    row.locator("summary").click()
    return row.get_by_role("listitem")


@with_scripts
def test_line_stays_where_it_was_and_is_marked_until_the_card_is_closed(visitors, lived_in_town):
    page = visitors.sign_in(lived_in_town.user(RoleKind.COORDINATOR), reduced_motion="reduce")
    open_roadmap(page)
    # Deep in a long plan: the table grows narrower and much longer above the line.
    details = page.locator("details.execution").nth(12)
    details.locator("summary").click()
    line = details.get_by_role("listitem").nth(1)
    link = line.get_by_role("link")
    link.scroll_into_view_if_needed()
    was = link.evaluate(TOP)
    link.click()
    card = page.locator("#beside .checkpoint-card")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    expect(card).to_be_in_viewport()
    assert link.evaluate(TOP) == pytest.approx(was, abs=3)
    expect(link).to_have_attribute("aria-current", "true")
    beside, list_ = card.bounding_box(), page.locator("#grid").bounding_box()
    assert beside["x"] >= list_["x"] + list_["width"]

    card.get_by_role("button", name="Закрыть").click()
    expect(card).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).not_to_have_attribute("aria-current", "true")
    assert link.evaluate(TOP) == pytest.approx(was, abs=3)


@with_scripts
def test_card_stands_instead_of_the_list_on_a_phone(visitors, lived_in_town):
    page = visitors.sign_in(lived_in_town.user(RoleKind.DIRECTOR), viewport=PHONE)
    page.goto(f"/{lived_in_town.municipality.slug}/roadmaps/")
    # A click does not wait for the whole page, and the last one of a part is another one.
    page.goto(page.locator("td").get_by_role("link").first.get_attribute("href"))
    details = page.locator("details.execution").last
    details.locator("summary").click()
    link = details.get_by_role("link").first
    link.click()
    heading = page.locator("#beside").get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.locator("#grid")).to_be_hidden()
    page.get_by_role("button", name="Закрыть").click()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


@with_scripts
def test_act_in_the_card_keeps_the_place_and_renews_the_numbers(visitors, fresh_town):
    checkpoint = fresh_town.checkpoint("school21", "Обследование")
    Checkpoint.objects.filter(pk=checkpoint.pk).update(state="reported", reported_by=make_user())
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    open_roadmap(page)
    line = lines_of(page, "Обследование всех школ").filter(has_text="СШ № 21")
    line.get_by_role("link").click()
    was = line.evaluate(TOP)
    page.get_by_role("button", name="Принять отчёт").click()
    expect(page.locator("#said")).to_have_text("Отчёт принят.")
    expect(page.locator("#beside").get_by_role("heading", level=2)).to_be_focused()
    expect(line).to_have_class("chosen")
    assert line.evaluate(TOP) == pytest.approx(was, abs=3)
    numbers = numbers_of(page)
    assert "принято: 1" in numbers[0]
    assert "1 из 4 школ просрочено: 3 принято: 1" in numbers
    page.reload()
    assert numbers_of(page) == numbers


def numbers_of(page):
    """What stands above the roadmap and at its measures."""
    texts = [page.locator("#tally").inner_text(), *page.locator("#grid summary").all_inner_texts()]
    return [" ".join(text.split()) for text in texts]


@with_scripts
def test_fault_in_the_card_leads_to_the_field(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.DIRECTOR))
    open_roadmap(page)
    lines_of(page, "Обследование всех школ").get_by_role("link").first.click()
    card = page.locator("#beside")
    card.locator("summary", has_text="Отчитаться").click()
    card.get_by_role("button", name="Отправить отчёт").click()
    expect(card.get_by_label("Что сделано")).to_be_focused()
    expect(card.get_by_text("Напишите, что сделано.")).to_be_in_viewport()


@with_scripts
def test_typed_words_are_not_closed_away_without_asking(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.DIRECTOR))
    open_roadmap(page)
    link = lines_of(page, "Обследование всех школ").get_by_role("link").first
    link.click()
    card = page.locator("#beside")
    card.locator("summary", has_text="Отчитаться").click()
    card.get_by_label("Что сделано").fill("Половина отчёта")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    card.get_by_role("button", name="Закрыть").click()
    link.click()
    page.keyboard.press("Tab")
    expect(card.get_by_label("Что сделано")).to_have_value("Половина отчёта")
    assert len(asked) == 2


@pytest.mark.parametrize("javascript", [False])
def test_card_is_a_page_without_scripts(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.DIRECTOR))
    open_roadmap(page)
    lines_of(page, "Обследование всех школ").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Обследование всех школ")
    expect(page.get_by_role("button", name="Закрыть")).to_have_count(0)
