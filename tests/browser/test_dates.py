"""A director with a phone asks for a later date, the coordinator grants it."""

import datetime

import pytest
from playwright.sync_api import expect

from monitoring.models import DateRequest
from schools.models import RoleKind
from tests.browser.papers import pdf
from tests.browser.visitors import PHONE, heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURVEY = "Обследование всех школ района"
REASON = "Школа закрывалась на карантин."


def test_date_is_asked_for_from_a_phone_and_granted(visitors, fresh_town):
    later = fresh_town.municipality.today() + datetime.timedelta(days=30)
    page = visitors.sign_in(fresh_town.user(RoleKind.DIRECTOR), viewport=PHONE)
    page.get_by_role("link", name=SURVEY).first.click()
    page.get_by_role("link", name="Попросить перенести").click()
    expect(heading(page)).to_have_text("Попросить перенести срок")
    page.get_by_label("Новый срок").fill(f"{later:%Y-%m-%d}")
    page.get_by_role("button", name="Отправить запрос").click()
    expect(
        page.locator("main").get_by_text("Напишите, почему срок нужно перенести.").first
    ).to_be_visible()
    expect(page.get_by_label("Новый срок")).to_have_value(f"{later:%Y-%m-%d}")
    page.get_by_label("Причина").fill(REASON)
    page.get_by_label("Документ").set_input_files(pdf("Приказ о карантине.pdf"))
    page.get_by_role("button", name="Отправить запрос").click()
    expect(page.locator("main").get_by_text("Запрос отправлен.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    desk = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    asked = DateRequest.objects.get(reason=REASON)
    desk.get_by_role("listitem").filter(has_text=SURVEY).filter(has_text="Решить").get_by_role(
        "link", name="Решить"
    ).first.click()
    desk.get_by_role("link", name="решить").click()
    expect(desk.locator("main").get_by_text(REASON)).to_be_visible()
    expect(desk.get_by_role("link", name="Приказ о карантине.pdf")).to_be_visible()
    desk.get_by_label("Перенести срок").check()
    desk.get_by_role("button", name="Решить").click()
    expect(desk.locator("main").get_by_text("Срок перенесён.").first).to_be_visible()
    asked.refresh_from_db()
    assert (asked.state, asked.checkpoint.due_on, asked.checkpoint.moves) == ("granted", later, 1)
