"""The matrix: a cell opens the card beside, by mouse and by keyboard; its heads stay in sight."""

import pytest
from playwright.sync_api import expect

from monitoring.models import Checkpoint
from schools.models import RoleKind

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

BOX = "element => { const box = element.getBoundingClientRect(); return [box.left, box.top]; }"


@pytest.mark.parametrize("javascript", [True])
def test_cell_opens_the_card_beside_and_the_heads_stay(visitors, lived_in_town):
    page = visitors.sign_in(lived_in_town.user(RoleKind.COORDINATOR), reduced_motion="reduce")
    roadmap = Checkpoint.objects.exclude(edition=None).first().edition.roadmap_id
    page.goto(f"/{lived_in_town.municipality.slug}/roadmaps/{roadmap}/matrix/")
    frame = page.locator("#grid .frame")
    corner, side = (
        page.locator(".matrix thead th").first,
        page.locator(".matrix tbody th[scope=row]"),
    )
    frame.evaluate("frame => frame.scrollTo(40, 600)")
    left, top = frame.evaluate(BOX)
    assert corner.evaluate(BOX) == pytest.approx([left, top], abs=2)
    assert side.last.evaluate(BOX)[0] == pytest.approx(left, abs=2)

    link = page.locator(".matrix tbody tr:not(.section)").nth(14).get_by_role("link").last
    link.focus()
    page.keyboard.press("Enter")
    card = page.locator("#beside .checkpoint-card")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    expect(link).to_have_attribute("aria-current", "true")
    expect(link).to_be_in_viewport()
    # Not under the sticky first column, which is narrower now.
    edge = side.last.evaluate("cell => cell.getBoundingClientRect().right")
    assert link.evaluate(BOX)[0] >= edge
    assert card.evaluate(BOX)[0] >= frame.evaluate("f => f.getBoundingClientRect().right")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()

    link.click()
    expect(card).to_be_in_viewport()
