"""Twenty reports are accepted at once, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from monitoring.models import Checkpoint
from schools.models import RoleKind
from tests.browser.test_keyboard import press_and_wait, tab_to
from tests.browser.visitors import heading
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_coordinator_accepts_twenty_at_once_by_keyboard(visitors, fresh_town):
    of_schools = Checkpoint.objects.filter(municipality=fresh_town.municipality)
    rows = of_schools.municipal().exclude(school=None).values_list("pk", flat=True)[:20]
    Checkpoint.objects.filter(pk__in=list(rows)).update(
        state="reported", reported_by=make_user(), proof="none"
    )
    reported = of_schools.filter(state="reported").count()
    assert reported >= 20
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    page.goto(f"/{fresh_town.municipality.slug}/control/?state=reported")
    tab_to(page, "Действия со всеми по отбору")
    press_and_wait(page)
    expect(heading(page)).to_have_text("Действия с выбранными")
    tab_to(page, "Принять отчёты")
    page.keyboard.press("Space")
    tab_to(page, "Сделать")
    press_and_wait(page)
    expect(page.locator("main").get_by_text(f"Сделано: {reported}.")).to_be_visible()
    assert not of_schools.filter(state="reported").exists()
