"""A programme's way: returned with remarks by section, sent anew, appraised by two experts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from schools.models import Programme, ProgrammeKind
from tests.browser.papers import PROGRAMME, pdf
from tests.browser.visitors import PHONE, heading, shoot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_FIGURES = "Укажите исходные и целевые значения показателей."


def test_return_with_remarks_second_version_and_two_experts(visitors, fresh_town):
    town = fresh_town
    # The school works on it: two versions, not sent yet.
    programme = Programme.objects.get(school=town.schools["school21"], kind=ProgrammeKind.EFFECTIVE)
    card = reverse("schools:programme", args=[town.municipality.slug, programme.pk])
    director = visitors.sign_in(town.user("director"), viewport=PHONE)
    send(director, card, "Отправить на проверку")

    coordinator = visitors.sign_in(town.user("coordinator"))
    return_with_remarks(coordinator, card)
    upload_what_is_mended(director, card)
    appoint(coordinator, card, town)

    tutor = visitors.sign_in(town.user("tutor"))
    expert = visitors.sign_in(town.user("methodologist"), viewport=PHONE)
    wait_for_the_tutor(expert, card)
    appraise(tutor, card, best=True)
    appraise(expert, card, best=False)
    conclude(coordinator, card)

    director.goto(card)
    expect(director.locator(".facts .state")).to_have_text("рекомендована к утверждению")
    assert director.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot(director, "programme-phone")
    kinds = list(programme.moves.values_list("kind", flat=True))
    assert kinds == ["send", "return", "send", "appraise", "agree"]


def send(page, card, words):
    page.goto(card)
    page.get_by_role("button", name=words).click()
    expect(page.locator(".facts .state")).to_have_text("отправлена на проверку")


def return_with_remarks(page, card):
    page.goto(card)
    page.get_by_role("link", name="Вернуть с замечаниями").click()
    page.get_by_role("button", name="Вернуть с замечаниями").click()
    expect(page.get_by_role("alert").first).to_contain_text("хотя бы к одному разделу")
    page.get_by_label("Цели и показатели").fill(NO_FIGURES)
    page.get_by_role("button", name="Вернуть с замечаниями").click()
    expect(page.locator(".facts .state")).to_have_text("возвращена с замечаниями")


def upload_what_is_mended(page, card):
    page.goto(card)
    remarks = page.locator(".notice.warning")
    expect(remarks).to_contain_text("Цели и показатели")
    expect(remarks).to_contain_text(NO_FIGURES)
    page.get_by_role("button", name="Отправить исправленную").click()
    expect(page.locator("main").get_by_text("Загрузите исправленную версию").first).to_be_visible()
    page.get_by_role("link", name="Загрузить новую версию").click()
    page.get_by_label("Новый файл").set_input_files(pdf("Исправленная.pdf", PROGRAMME))
    page.get_by_label("Комментарий").fill("Показатели добавлены")
    page.get_by_role("button", name="Загрузить новую версию").click()
    row = page.get_by_role("row").filter(has_text="Исправленная.pdf")
    expect(row).to_contain_text("меньше на")
    send(page, card, "Отправить исправленную")


def appoint(page, card, town):
    page.goto(card)
    page.get_by_role("link", name="Назначить экспертов").click()
    shoot(page, "experts")
    page.get_by_label(str(town.user("tutor"))).check()
    page.get_by_label(str(town.user("methodologist"))).check()
    page.get_by_role("button", name="Назначить экспертов").click()
    expect(page.locator(".facts .state")).to_have_text("на экспертизе")
    expect(page.get_by_text("оценки ещё нет")).to_have_count(2)


def wait_for_the_tutor(page, card):
    page.goto(card)
    expect(page.get_by_text("оценки ещё нет")).to_have_count(2)
    expect(page.get_by_role("link", name="Оценить")).to_have_count(0)


def appraise(page, card, *, best):
    """The greatest score everywhere, or the least but one."""
    page.goto(card)
    page.get_by_role("link", name="Оценить").click()
    expect(heading(page)).to_have_text("Оценка программы")
    for group in page.locator("[id^=div_id_score_]").all():
        scores = group.get_by_role("radio")
        (scores.last if best else scores.nth(1)).check()
    if not best:
        page.get_by_label("Замечание").first.fill("Назовите исполнителей.")
        shoot(page, "scores-phone")
    page.get_by_role("button", name="Отправить оценку").click()
    expect(page.locator("main").get_by_text("Оценка отправлена.").first).to_be_visible()


def conclude(page, card):
    page.goto(card)
    page.get_by_role("link", name="Выдать заключение").click()
    expect(page.locator("main")).to_contain_text("Медиана")
    expect(page.get_by_label("Паспорт программы")).to_have_value("Назовите исполнителей.")
    page.get_by_label("рекомендовано").check()
    page.get_by_label("Обоснование вывода").fill("Замечания устранены во второй версии.")
    shoot(page, "conclusion")
    page.get_by_role("button", name="Выдать заключение").click()
    expect(page.get_by_role("link", name="№ 1 от")).to_be_visible()
    shoot(page, "programme")
