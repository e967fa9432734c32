"""A short walk of everybody else: every section opens, and what one must not have is absent."""

import hashlib

import pytest
from playwright.sync_api import expect

from schools.models import Programme, ProgrammeKind, RoleKind
from tests.browser.visitors import download, heading, open_section, section_link
from tests.factories import make_municipality

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEPARTMENT = [
    "Моя работа",
    "Дорожные карты",
    "Приказы",
    "Школы",
    "Рабочая группа",
    "Контроль",
    "Сводка",
]
SCHOOL = [
    "Что сдать",
    "Моя школа",
    "Дорожные карты",
    "Сводка",
    "Программы школ",
    "Приказы",
    "Отчёты",
]
# The tutor of the reference data has several schools, and is a member of groups.
TUTOR = ["Что сдать", "Мои школы", *SCHOOL[2:-1], "Рабочая группа"]
READER = ["Сводка", "Дорожные карты", "Контроль", "Приказы", "Школы", "Рабочая группа", "Отчёты"]
# The observer of the reference data heads a group: its minutes wait for a signature.
LEADER = ["Моя работа", *READER[:-1]]
# What begins a change, whoever may make it.
WRITES = (
    "Новая дорожная карта",
    "Подготовить документ",
    "Добавить школу",
    "Создать группу",
    "Загрузить программу",
)
WALKS = [
    (
        RoleKind.SECRETARY,
        "Моя работа",
        DEPARTMENT,
        {"Подготовить документ", "Создать группу"},
    ),
    (RoleKind.TUTOR, "Что сдать", TUTOR, set()),
    (RoleKind.SCHOOL_COORDINATOR, "Что сдать", SCHOOL, {"Загрузить программу"}),
    (RoleKind.OBSERVER, "Моя работа", LEADER, set()),
    (
        RoleKind.ADMINISTRATOR,
        "Моя работа",
        DEPARTMENT,
        {"Добавить школу"},
    ),
]


@pytest.mark.parametrize(("kind", "first", "sections", "writes"), WALKS, ids=[w[0] for w in WALKS])
def test_sections_open_and_offer_only_what_the_role_may(
    visitors, fresh_town, kind, first, sections, writes
):
    page = visitors.sign_in(fresh_town.user(kind))
    expect(heading(page)).to_have_text(first)
    assert walk_the_sections(page) == (sections, writes)
    if kind == RoleKind.TUTOR:
        read_the_programme(page, fresh_town)
    if kind == RoleKind.ADMINISTRATOR:
        search_the_reference_data(page)


def walk_the_sections(page):
    """(names of the sections, writing acts that they offer); every section opens."""
    names = [name.strip() for name in sections_of(page).all_inner_texts()]
    offered = set()
    for name in names:
        assert open_section(page, name).status == 200
        expect(heading(page)).to_be_visible()
        expect(section_link(page, name)).to_have_attribute("aria-current", "page")
        links = page.locator("main").get_by_role("link").all_inner_texts()
        offered |= {write for write in WRITES for link in links if link.strip().startswith(write)}
    return names, offered


def sections_of(page):
    return page.get_by_role("navigation", name="Разделы", exact=True).get_by_role("link")


def read_the_programme(page, town):
    open_section(page, "Программы школ")
    programme = Programme.objects.get(school=town.schools["school21"], kind=ProgrammeKind.EFFECTIVE)
    row = page.get_by_role("row").filter(has_text="СШ № 21")
    row.get_by_role("link", name=str(programme)).click()
    stored = programme.versions.last().file
    name, content = download(page, page.get_by_role("link", name=stored.name).first)
    assert (name, hashlib.sha256(content).hexdigest()) == (stored.name, stored.sha256)
    expect(page.get_by_role("link", name="Загрузить новую версию")).to_have_count(0)


def search_the_reference_data(page):
    open_section(page, "Школы")
    page.locator("main").get_by_role("link", name="Люди и роли").click()
    page.get_by_role("link", name="Справочники").click()
    page.get_by_role("link", name="Школы", exact=True).first.click()
    page.locator("#searchbar").fill("Большовская")
    page.get_by_role("button", name="Найти").click()
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Большовская")
    page.get_by_role("link", name="Вернуться на сайт").click()
    expect(heading(page)).to_have_text("Моя работа")


def test_regional_specialist_chooses_a_municipality(visitors, fresh_town):
    neighbour = make_municipality(region=fresh_town.municipality.region, name="Соседний район")
    make_municipality(name="Чужой район")
    page = visitors.sign_in(fresh_town.user(RoleKind.REGIONAL))
    expect(heading(page)).to_contain_text("сводка")
    names = page.locator("tbody td:first-child").get_by_role("link").all_inner_texts()
    assert names == [fresh_town.municipality.name, neighbour.name]
    page.get_by_role("link", name=fresh_town.municipality.name).click()
    expect(heading(page)).to_have_text("Сводка")
    assert walk_the_sections(page) == (READER, set())
    open_section(page, "Сводка")
    figure = page.locator(".figure", has_text="просрочено")
    overdue = int(figure.locator("b").inner_text())
    figure.click()
    expect(page.locator(".register-info")).to_contain_text(f"из {overdue}")
