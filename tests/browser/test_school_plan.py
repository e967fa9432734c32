"""A school's own roadmap from a telephone: composed, approved, reported, accepted, seen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from roadmaps.layouts import install_layouts
from schools.models import RoleKind
from tests.browser.visitors import PHONE, heading, shoot
from tests.monitoring.school_plans.own import make_own

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OURS, THEIRS = "Провести родительское собрание", "Провести диагностику"


@pytest.fixture
def own(transactional_db):
    install_layouts()
    return make_own()


def test_school_leads_its_own_roadmap(visitors, own):
    compose_and_approve(visitors, own)
    report(visitors, own)
    accept(visitors, own)
    see_progress(visitors, own)


def told(page, words):
    expect(page.locator("main").get_by_text(words).first).to_be_visible()


def compose_and_approve(visitors, own):
    page = visitors.sign_in(own.director, viewport=PHONE)
    page.goto(reverse("monitoring:roadmap", args=[own.place.slug, own.municipal.roadmap_id]))
    page.get_by_role("link", name="Составить школьную карту").click()
    shoot(page, "school-plan-create-phone")
    page.get_by_role("button", name="Составить проект").click()
    told(page, "Проект школьной карты готов")
    expect(page.locator("main").get_by_text(THEIRS).first).to_be_visible()
    add_measure(page)
    page.get_by_role("link", name="Утвердить приказом школы").click()
    page.get_by_role("button", name="Утвердить карту").click()
    told(page, "Укажите номер приказа.")
    page.get_by_label("Номер приказа школы").fill("45-о")
    shoot(page, "school-plan-approve-phone")
    page.get_by_role("button", name="Утвердить карту").click()
    told(page, "Карта утверждена")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot(page, "school-plan-phone")


def add_measure(page):
    page.get_by_role("link", name="Добавить мероприятие").first.click()
    page.get_by_label("Что делается").fill(OURS)
    page.get_by_label("Контрольные даты").fill("20.05.2026")
    page.get_by_role("button", name="Сохранить мероприятие").click()
    told(page, OURS)


def report(visitors, own):
    page = visitors.sign_in(own.coordinator, viewport=PHONE)
    mine = page.get_by_role("listitem").filter(has_text=OURS)
    mine.get_by_role("link", name="Отчитаться").click()
    expect(heading(page)).to_contain_text(OURS)
    page.get_by_label("Что сделано").fill("Собрание прошло 18 мая.")
    page.get_by_role("textbox", name="Документ: вид, дата и номер").first.fill(
        "протокол собрания от 18.05.2026 № 4"
    )
    page.get_by_role("button", name="Отправить отчёт").click()
    told(page, "Отчёт отправлен на проверку.")


def accept(visitors, own):
    page = visitors.sign_in(own.director, viewport=PHONE)
    page.get_by_role("link", name=OURS).first.click()
    page.get_by_role("button", name="Принять").first.click()
    expect(page.locator(".facts .state").first).to_have_text("принято")
    shoot(page, "school-plan-accepted-phone")


def see_progress(visitors, own):
    """The department sees what the school does for the measure of the municipality."""
    page = visitors.sign_in(own.as_role(RoleKind.COORDINATOR))
    page.goto(reverse("monitoring:roadmap", args=[own.place.slug, own.municipal.roadmap_id]))
    page.get_by_role("link", name="Школьные карты: выполнено 0 из 1 мероприятия").click()
    told(page, THEIRS)
    shoot(page, "school-plans-served")
    page.goto(reverse("monitoring:school", args=[own.place.slug, own.school.pk]))
    plans = page.locator("#own-plans")
    expect(plans).to_contain_text("1 из 2")
