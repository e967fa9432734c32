"""A director between two lessons: what is overdue, a report with a paper, the programme; a report
from a telephone with a photograph."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from schools.models import ProgrammeVersion
from tests.browser.papers import PROGRAMME, pdf, photo
from tests.browser.visitors import PHONE, heading, open_section, shoot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURVEY = "Обследование всех школ района"


def test_director_reports_and_uploads_a_programme(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user("director"))
    expect(heading(page)).to_have_text("Что сдать")
    report_the_most_overdue(page)
    find_the_checkpoint_of_another_school_absent(page, fresh_town)
    upload_the_programme(page)
    upload_its_second_version(page)
    report_from_a_telephone(visitors, fresh_town)
    versions = ProgrammeVersion.objects.filter(programme__starts_on="2021-09-01")
    assert [version.number for version in versions.order_by("pk")] == [1, 2]


def report_the_most_overdue(page):
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Просрочено")
    first = page.get_by_role("listitem").filter(has_text="просрочено на").first
    expect(first).to_contain_text(SURVEY)
    first.get_by_role("link", name="Отчитаться").click()
    expect(heading(page)).to_contain_text(SURVEY)

    page.get_by_label("Что сделано").fill("Обследование проведено 20 февраля.")
    papers = page.locator("#reportform_files")
    papers.set_input_files(pdf("Справка.pdf", b"not a PDF"))
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Что сделано")).to_have_value("Обследование проведено 20 февраля.")

    papers.set_input_files(pdf("Справка.pdf"))
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
    expect(heading(page)).to_contain_text(SURVEY)
    expect(page.locator(".facts .state")).to_have_text("отчёт на проверке")
    expect(page.get_by_role("link", name="Справка.pdf")).to_be_visible()

    open_section(page, "Что сдать")
    waiting = page.get_by_role("listitem").filter(has_text="отчёт на проверке")
    expect(waiting).to_have_count(1)


def find_the_checkpoint_of_another_school_absent(page, town):
    foreign = town.checkpoint("school24", SURVEY)
    address = reverse("monitoring:checkpoint", args=[town.municipality.slug, foreign.pk])
    assert page.goto(address).status == 404
    expect(heading(page)).to_have_text("Страница не найдена")
    assert page.goto(f"{address}report/").status == 404
    page.get_by_role("link", name="На главную").click()


def upload_the_programme(page):
    open_section(page, "Программы школ")
    page.get_by_role("link", name="Загрузить программу").click()
    page.get_by_label("Вид").select_option(index=1)
    page.get_by_label("Действует с").fill("2021-09-01")
    page.get_by_label("Действует по").fill("2022-08-31")
    page.get_by_role("button", name="Загрузить программу").click()
    expect(page.locator("main").get_by_text("Исправьте, и форма отправится")).to_be_visible()
    expect(page.get_by_label("Действует по")).to_have_value("2022-08-31")

    page.get_by_label("Файл программы").set_input_files(pdf("Программа.pdf", PROGRAMME))
    page.get_by_role("button", name="Загрузить программу").click()
    expect(page.locator("main").get_by_text("Программа загружена.")).to_be_visible()


def upload_its_second_version(page):
    page.get_by_role("link", name="Загрузить новую версию").click()
    page.get_by_label("Новый файл").set_input_files(pdf("Программа, правка.pdf"))
    page.get_by_label("Комментарий").fill("Учли замечания тьютора")
    page.get_by_role("button", name="Загрузить новую версию").click()
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="Программа, правка.pdf")).to_contain_text("последняя")
    expect(rows.filter(has_text="Программа.pdf")).to_be_visible()


def report_from_a_telephone(visitors, town):
    page = visitors.sign_in(town.user("director"), viewport=PHONE)
    page.get_by_role("link", name="Отчитаться").first.click()
    field = page.locator("#reportform_files")
    assert "image/jpeg" in field.get_attribute("accept")
    page.get_by_label("Что сделано").fill("Семинар проведён, снимок и справка приложены.")
    field.set_input_files([photo("IMG_0012.jpg"), pdf("Справка о семинаре.pdf")])
    shoot(page, "report-phone")
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.").first).to_be_visible()
    see_the_proofs(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot(page, "card-phone")

    address = page.url.removesuffix("report/")
    page = visitors.sign_in(town.user("coordinator"))
    page.goto(address)
    see_the_proofs(page)


def see_the_proofs(page):
    """The photograph is drawn within its box, the paper is named; the policy stops neither."""
    picture = page.get_by_role("img", name="IMG_0012.jpg")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 300)
    assert picture.bounding_box()["height"] == 108
    expect(page.get_by_role("link", name="Справка о семинаре.pdf")).to_be_visible()
