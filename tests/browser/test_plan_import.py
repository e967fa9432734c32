"""A coordinator uploads the plan as a Word file and in a minute has a tracked roadmap."""

import pytest
from playwright.sync_api import expect

from files.kinds import FileKind
from roadmaps.models import Edition
from roadmaps.reports import plan_of
from schools.models import Person, RoleKind
from tests.browser.visitors import PHONE, heading, open_section, shoot
from tests.files.readers.word import p, tbl, tc, word_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = '<w:gridSpan w:val="5"/>'
SLIP = "Декабрь-январь 2021"
PASTED = (
    "Мероприятия\tСроки\tОтветственные\n"
    "Семинар для наставников\tсентябрь 2021\tРуководители ОО\n"
    "Итоговое совещание\tдекабрь 2021\tОтдел образования\n"
)


def plan_file():
    """A plan torn by a page, with a slip in a deadline and a column of an odd name."""
    rows = [
        ["№ п/п", "Мероприятия", "Сроки", "Кому поручено", "Чем подтверждается"],
        [tc("1. Нормативное обеспечение", properties=WIDE)],
        ["1.1.", "Приказ о школьных командах", "Январь 2021", "Руководители ОО", "Приказ"],
        [
            "1.2.",
            "Анализ входных работ учащихся школ с низкими",
            "Март 2021",
            "Седова И.К.",
            "Справка",
        ],
        ["", "результатами обучения", "", "", ""],
        [tc("2. Помощь школам", properties=WIDE)],
        ["2.1.", "Посещение школ наставниками", SLIP, "Седова И.К.", "Журнал"],
    ]
    body = p("План мероприятий") + p("помощи школам района на 2021 год") + tbl(*rows)
    return {"name": "План.docx", "mimeType": FileKind.DOCX.content_type, "buffer": word_file(body)}


def test_plan_from_word_becomes_a_roadmap(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.COORDINATOR))
    open_section(page, "Дорожные карты")
    page.get_by_role("link", name="Загрузить из файла").click()
    page.get_by_label("Файл с планом").set_input_files(plan_file())
    page.get_by_role("button", name="Прочитать план").click()
    expect(page.locator("main")).to_contain_text("3 мероприятия".replace(" ", "\u00a0"))
    shoot(page, "import-reading")
    correct_a_column(page)
    correct_a_deadline(page)
    name = choose_a_person(page, fresh_town)
    page.get_by_role("button", name="Сохранить дорожную карту").click()
    expect(page.locator("main").get_by_text("План сохранён как проект")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Посещение школ")).to_contain_text("20.12.2021")
    shoot(page, "import-saved")

    edition = Edition.objects.get(roadmap__name__startswith="План мероприятий помощи")
    rows = plan_of(edition).rows
    assert [row.number for row in rows] == ["1.1.", "1.2.", "2.1."]
    assert rows[1].title == "Анализ входных работ учащихся школ с низкими результатами обучения"
    assert [row.measure.expected_result for row in rows] == ["Приказ", "Справка", "Журнал"]
    assert [str(row.responsible[0]) for row in rows[1:]] == [name, name]
    assert rows[2].measure.deadline_text == SLIP


def correct_a_column(page):
    """The program takes the last column for the result; it is asked about, and so is the fourth."""
    page.get_by_label("Что в графе «Чем подтверждается»").select_option(label="ожидаемый результат")
    page.get_by_label("Что в графе «Кому поручено»").select_option(label="ответственный")
    page.get_by_role("button", name="Дальше: мероприятия").click()
    expect(heading(page)).to_have_text("Мероприятия")


def correct_a_deadline(page):
    row = page.get_by_role("row").filter(has_text="Посещение школ наставниками")
    expect(row).to_contain_text(SLIP)
    row.get_by_role("link", name="Проверить и подтвердить").click()
    page.get_by_label("Контрольные даты").fill("20.12.2021")
    page.get_by_role("button", name="Сохранить: всё верно").click()
    row = page.get_by_role("row").filter(has_text="Посещение школ наставниками")
    expect(row).to_contain_text("20.12.2021")
    expect(row.get_by_role("link", name="Проверить и подтвердить")).to_have_count(0)
    shoot(page, "import-measures")


def choose_a_person(page, town):
    """«Седова И.К.» is nobody here; the coordinator says who it is. Returns the name."""
    person = Person.objects.filter(municipality=town.municipality).first()
    page.get_by_role("link", name="Дальше: люди и школы").click()
    page.get_by_label("Седова И.К.").select_option(f"person:{person.pk}")
    shoot(page, "import-parties")
    page.get_by_role("button", name="Дальше: сохранение").click()
    expect(heading(page)).to_have_text("Сохранение")
    return str(person)


def test_pasted_table_on_a_phone(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.METHODOLOGIST), viewport=PHONE)
    page.goto(f"/{fresh_town.municipality.slug}/roadmaps/import/")
    page.get_by_role("button", name="Прочитать план").click()
    expect(
        page.locator("main").get_by_text("Выберите файл или вставьте таблицу.").first
    ).to_be_visible()
    page.get_by_label("Или вставьте таблицу").fill(PASTED)
    page.get_by_role("button", name="Прочитать план").click()
    shoot(page, "import-reading-phone")
    page.get_by_role("button", name="Дальше: мероприятия").click()
    expect(page.locator("main").get_by_text("Семинар для наставников").first).to_be_visible()
    shoot(page, "import-measures-phone")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
