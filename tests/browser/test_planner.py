"""A methodologist prepares next year's plan; two people meet at one measure."""

import pytest
from playwright.sync_api import expect

from roadmaps.models import Measure, ResponsibleKind
from schools.models import RoleKind
from tests.browser.visitors import heading, open_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTION, MEASURE = "Работа с родителями", "Родительские собрания в школах плана"
DELETED = "Единый методический день"


def test_methodologist_writes_the_plan(visitors, fresh_town, javascript):
    page = visitors.sign_in(fresh_town.user(RoleKind.METHODOLOGIST))
    open_the_draft(page)
    add_a_section(page)
    add_a_measure(page)
    move_the_section_up(page)
    move_a_measure_down(page)
    delete_another(page, javascript)
    preview(page)
    measure = Measure.objects.get(actions__text=MEASURE)
    assert [date.due_on.month for date in measure.control_dates.all()] == [9, 12, 4]
    assert measure.responsible.get().kind == ResponsibleKind.SCHOOLS


def open_the_draft(page):
    open_section(page, "Дорожные карты")
    page.get_by_role("link", name="Дорожная карта на").click()
    expect(page.locator("main").get_by_text("Добавить раздел")).to_be_visible()


def add_a_section(page):
    page.get_by_role("link", name="Добавить раздел").click()
    page.get_by_role("button", name="Сохранить раздел").click()
    expect(page.locator("main").get_by_text("Напишите название раздела.").first).to_be_visible()
    page.get_by_label("Название раздела").fill(SECTION)
    page.get_by_role("button", name="Сохранить раздел").click()
    expect(page.get_by_role("row").filter(has_text=SECTION)).to_be_visible()


def add_a_measure(page):
    section = page.get_by_role("row").filter(has_text=SECTION)
    section.get_by_role("link", name="Добавить мероприятие").click()
    page.get_by_label("Что делается").fill(MEASURE)
    page.get_by_label("Слова в графе «Срок»").fill("Сентябрь, декабрь, апрель")
    page.get_by_label("Что эти слова значат").select_option(label="несколько месяцев")
    page.get_by_label("Контрольные даты").fill("30.09.2021, 31.12.2021, 31.04.2022")
    page.get_by_label("Слова в графе «Ответственный»").fill("Руководители школ")
    page.get_by_label("Главный ответственный").select_option(label="Все школы плана")
    page.get_by_role("button", name="Сохранить мероприятие").click()
    expect(page.locator("main").get_by_text("такого дня нет в календаре").first).to_be_visible()
    expect(page.get_by_label("Что делается")).to_have_value(MEASURE)
    page.get_by_label("Контрольные даты").fill("30.09.2021, 31.12.2021, 30.04.2022")
    page.get_by_role("button", name="Сохранить мероприятие").click()
    row = page.get_by_role("row").filter(has_text=MEASURE)
    expect(row).to_contain_text("30.04.2022")
    expect(row).to_contain_text("все школы плана")


def move_the_section_up(page):
    """It changes places with the one before it, and its measure goes with it."""
    section = page.get_by_role("row").filter(has_text=SECTION)
    expect(section.get_by_role("rowheader")).to_have_text(f"4. {SECTION}")
    section.get_by_role("button", name="Выше").click()
    expect(section.get_by_role("rowheader")).to_have_text(f"3. {SECTION}")
    expect(page.get_by_role("row").filter(has_text=MEASURE)).to_contain_text("3.1")


def move_a_measure_down(page):
    row = page.get_by_role("row").filter(has_text="Уточнение перечня школ")
    expect(row.get_by_role("cell").first).to_have_text("1.1.")
    row.get_by_role("button", name="Ниже").click()
    expect(row.get_by_role("cell").first).to_have_text("1.2.")


def delete_another(page, javascript):
    page.on("dialog", lambda dialog: dialog.accept())
    row = page.get_by_role("row").filter(has_text=DELETED)
    row.get_by_role("link", name="Удалить").click()
    if not javascript:
        page.get_by_role("button", name="Удалить").click()
    expect(row).to_have_count(0)


def preview(page):
    page.get_by_role("link", name="Посмотреть на листе").click()
    sheet = page.get_by_role("region", name="Лист")
    expect(sheet).to_contain_text("ПРОЕКТ")
    expect(sheet).to_contain_text(MEASURE)
    expect(sheet).not_to_contain_text(DELETED)


def test_second_of_two_editors_sees_both_texts(visitors, fresh_town):
    """Both open the measure, both save: the second one compares and decides."""
    first = visitors.sign_in(fresh_town.user(RoleKind.METHODOLOGIST))
    second = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    for page in (first, second):
        open_the_draft(page)
        row = page.get_by_role("row").filter(has_text=DELETED)
        row.get_by_role("link", name="Изменить").click()
    save_action(first, "Методический день, вариант методиста")
    expect(first.get_by_role("row").filter(has_text="вариант методиста")).to_be_visible()
    save_action(second, "Методический день, вариант координатора")
    expect(heading(second)).to_contain_text("сохранил другой человек")
    table = second.get_by_role("row").filter(has_text="Что делается")
    expect(table).to_contain_text("вариант методиста")
    expect(table).to_contain_text("вариант координатора")
    expect(second.get_by_label("Что делается")).to_have_value(
        "Методический день, вариант координатора"
    )
    second.get_by_role("button", name="Сохранить мероприятие").click()
    expect(second.get_by_role("row").filter(has_text="вариант координатора")).to_be_visible()
    assert Measure.objects.filter(actions__text__contains="вариант методиста").count() == 0


def save_action(page, text):
    page.get_by_label("Что делается").fill(text)
    page.get_by_role("button", name="Сохранить мероприятие").click()
