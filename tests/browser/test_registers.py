"""Registers on the desk: dense rows, a head and a first column that stay in sight."""

import pytest
from playwright.sync_api import expect

from schools.models import RoleKind
from tests.browser.visitors import DESK, section_link

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("javascript", [True, False], ids=["js", "plain"]),
]

# A narrow window with a table that no width can hold.
NARROW = {"width": 800, "height": 700}
WIDEN = "document.querySelector('.frame table').style.minWidth = '1600px'"
BOX = "element => element.getBoundingClientRect().toJSON()"
LINES = """table => {
  const line = parseFloat(getComputedStyle(table).lineHeight);
  return Array.from(table.querySelectorAll("tbody tr")).map(row => row.offsetHeight / line);
}"""


def open_control(visitors, town, **options):
    page = visitors.sign_in(town.user(RoleKind.COORDINATOR), **options)
    page.goto(f"/{town.municipality.slug}/control/")
    return page


def test_rows_of_control_are_at_most_two_lines_and_tell_the_rest_in_the_hint(
    visitors, lived_in_town
):
    page = open_control(visitors, lived_in_town)
    rows = page.locator("table.register").evaluate(LINES)
    assert len(rows) == 50
    assert max(rows) < 3, "две строки и отступы"
    cut = page.locator("tbody .clamp").first
    assert cut.get_attribute("title") == cut.text_content()


def test_head_stays_in_sight_while_the_rows_go_by(visitors, lived_in_town, javascript):
    """A table that fits goes with the page; without scripts every table scrolls in its frame."""
    page = open_control(visitors, lived_in_town, reduced_motion="reduce")
    frame, row = page.locator(".frame"), page.locator("tbody tr").nth(40)
    row.scroll_into_view_if_needed()
    expect(row).to_be_in_viewport()
    edge = 0 if javascript else frame.evaluate(BOX)["top"]
    assert page.locator("thead th").first.evaluate(BOX)["top"] == pytest.approx(edge, abs=2)
    assert (frame.evaluate(BOX)["height"] > DESK["height"]) == javascript


def test_first_column_and_head_stay_in_the_frame_of_a_wide_table(visitors, lived_in_town):
    page = open_control(visitors, lived_in_town, viewport=NARROW)
    page.evaluate(WIDEN)
    page.set_viewport_size(NARROW | {"width": NARROW["width"] + 1})
    frame, row = page.locator(".frame"), page.locator("tbody tr").nth(30)
    frame.scroll_into_view_if_needed()
    row.scroll_into_view_if_needed()
    frame.evaluate("frame => { frame.scrollLeft = 900; }")
    edge = frame.evaluate(BOX)
    assert frame.evaluate("frame => frame.scrollTop") > 0
    assert row.locator("td").first.evaluate(BOX)["left"] == pytest.approx(edge["left"], abs=2)
    assert row.locator("td").nth(1).evaluate(BOX)["left"] < edge["left"]
    assert page.locator("thead th").first.evaluate(BOX)["top"] == pytest.approx(edge["top"], abs=2)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_key_leads_to_a_row_that_the_head_does_not_cover(visitors, lived_in_town, javascript):
    if not javascript:
        pytest.skip("клавиши — это скрипт")
    page = open_control(visitors, lived_in_town, reduced_motion="reduce")
    for key in "j" * 40 + "k" * 25:
        page.keyboard.press(key)
    link = page.locator("tbody tr").nth(14).get_by_role("link").first
    expect(link).to_be_focused()
    head = page.locator("thead th").first.evaluate(BOX)
    assert link.evaluate(BOX)["top"] >= head["bottom"] - 1
    expect(section_link(page, "Контроль")).to_have_attribute("aria-current", "page")
