"""A director makes the school's own roadmap, the school reports by it, the department sees it."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import PHONE, heading, section_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Карта школы на год"


def test_school_makes_its_roadmap_and_the_department_sees_how_it_goes(visitors, fresh_town):
    director = visitors.sign_in(fresh_town.user("director"), viewport=PHONE)
    compose(director)
    approve(director)
    coordinator = visitors.sign_in(fresh_town.user("school_coordinator"))
    report(coordinator)
    accept(director)
    see_the_progress(visitors.sign_in(fresh_town.user("coordinator")))


def compose(page):
    page.goto(page.url)
    page.get_by_role("link", name="Карта").first.click()
    page.get_by_role("link", name="Составить школьную карту").click()
    page.get_by_label("Взять мероприятия школы").select_option(index=1)
    page.get_by_label("Название в списке").fill(NAME)
    page.get_by_label("Начало").fill("2026-01-12")
    page.get_by_label("Окончание").fill("2027-12-30")
    page.get_by_role("button", name="Составить проект").click()
    expect(heading(page)).to_have_text(NAME)


def approve(page):
    page.get_by_role("link", name="Утвердить").click()
    page.get_by_label("Номер приказа школы").fill("45-о")
    page.get_by_role("button", name="Утвердить карту").click()
    expect(heading(page)).to_have_text(NAME)
    expect(page.locator("main")).to_contain_text("45-о")


def report(page):
    section_link(page, "Дорожные карты").click()
    page.get_by_role("link", name=NAME).click()
    page.locator("details.execution summary").first.click()
    page.locator("details.execution a").first.click()
    expect(page.locator(".checkpoint-card")).to_be_visible()
    page.get_by_text("Отчитаться", exact=True).first.click()
    page.get_by_label("Что сделано").fill("Сделано, приказ школы издан.")
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator(".facts .state")).to_have_text("отчёт на проверке")


def accept(page):
    page.goto("/")
    page.get_by_role("link", name="Проверить").first.click()
    page.get_by_role("button", name="Принять отчёт").click()
    expect(page.locator(".facts .state")).to_have_text("принято")


def see_the_progress(page):
    section_link(page, "Дорожные карты").click()
    page.get_by_role("link", name=NAME).click()
    expect(page.locator("main")).to_contain_text("принято")
