"""Each of the five plans of the demo prints in its own layout (domain.md 3.2)."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password

from documents.printing import order_html, order_pdf
from monitoring.demo.orders import make_order
from monitoring.demo.people import Cast
from monitoring.demo.plans import make_roadmap
from roadmaps.reports import plan_of
from schools.models import RoleKind
from tests.documents.papers import orientations, pages_of

# What is printed does not depend on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once(on="postgresql")]

HEADINGS = {
    "serafimovich": "№ п/п|Основные мероприятия|Ожидаемый результат|Сроки|Ответственный",
    "ponomarevka": "№ п/п|Наименование мероприятия (краткое содержание)|Сроки исполнения"
    "|Ответственный исполнитель|Ожидаемый результат",
    "chaa-khol": "Основные мероприятия|Сроки исполнения|Ответственные|Ожидаемый результат",
    "rodionovo": "№ п/п|Мероприятия|Дата реализации|Муниципальный показатель реализации",
    "kirovsk": "Комитет образования администрации Кировского муниципального района Ленинградской"
    " области|Муниципальная информационно-методическая служба Кировского района"
    "|Школы с низкими результатами|Срок реализации",
}
SECTIONS = {
    "serafimovich": ["1. ", "2. ", "3. "],
    "ponomarevka": [],
    "chaa-khol": ["", "", "", ""],
    "rodionovo": ["I. ", "II. ", "III. ", "IV. ", "V. ", "VI. "],
    "kirovsk": ["1. ", "1.1. ", "1.1. ", "1.2. ", "2. ", "3. "],
}
FIRST_AND_LAST = {
    "serafimovich": ("1.1.", "3.2."),
    "ponomarevka": ("1.", "23"),
    "chaa-khol": ("", ""),
    "rodionovo": ("1", "31"),
    "kirovsk": ("", ""),
}


@pytest.fixture(params=HEADINGS)
def plan(request):
    """(name, order, plan) of a demo file."""
    data = json.loads((settings.BASE_DIR / f"fixtures/demo/{request.param}.json").read_text())
    cast = Cast(data, make_password(None))
    order = make_order(cast, data["order"])
    edition = make_roadmap(cast, data["roadmap"], order, by=cast.user(RoleKind.HEAD))
    return request.param, order, plan_of(edition)


def test_columns_sections_and_numbers_are_of_the_layout(plan):
    name, order, printed = plan
    html = order_html(order)
    expected = HEADINGS[name].split("|")
    assert [c.heading[: len(e)] for c, e in zip(printed.columns, expected, strict=True)] == expected
    heads = [html.index(f'<th scope="col">{e[:5]}') for e in expected[1:]]
    assert heads == sorted(heads)
    assert html.count('scope="rowgroup"') == len(SECTIONS[name])
    shown = [s.heading for s in printed.sections if s.heading] if printed.shows_sections else []
    assert [h[: len(number)] for h, number in zip(shown, SECTIONS[name], strict=True)] == SECTIONS[
        name
    ]
    assert (printed.rows[0].number, printed.rows[-1].number) == FIRST_AND_LAST[name]


def test_paper_has_the_heading_row_on_every_page_of_the_table_and_no_remarks(plan, caplog):
    name, order, printed = plan
    caplog.set_level("WARNING", logger="weasyprint")
    content = order_pdf(order)
    assert [r.getMessage() for r in caplog.records if r.name == "weasyprint"] == []
    pages = [letters_of(page) for page in pages_of(content)]
    heading = letters_of("".join(column.heading for column in printed.columns))
    has_heading = [heading in page for page in pages]
    first = has_heading.index(True)
    assert len(pages) - first >= 2
    assert all(has_heading[first:])
    wide = printed.edition.orientation == "landscape"
    assert set(orientations(content)[-2:]) == {"wide" if wide else "tall"}


def test_every_word_of_the_plan_is_on_paper(plan):
    name, order, printed = plan
    text = letters_of("".join(pages_of(order_pdf(order))))
    typed = [row.cell(column) for row in printed.rows for column in printed.columns]
    typed += [block.text for block in printed.blocks]
    missing = [word for words in typed for word in words.split() if letters_of(word) not in text]
    assert missing == []


def letters_of(text):
    """The text without spaces and hyphens: where the lines end does not matter."""
    return re.sub(r"[\s-]", "", text)
