"""PDF and Word say the same, word for word, and in the same order."""

import pytest

from documents.models import Annex, AnnexRow, Clause
from documents.papers import PAPERS
from documents.printing import order_html
from documents.word import docx
from lib import pdf
from tests.documents.test_order_paper import make_paper
from tests.documents.word.papers import words_of_docx, words_of_pdf
from tests.factories import make_person, make_school

# What is printed does not depend on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once(on="postgresql")]

PLAN_HEAD = "№ п/п Мероприятия Ожидаемый результат Сроки Ответственный"
WATCHED_HEAD = "Пункт Кому Что сделать Срок Отметка"


def full_paper():
    """A signed order with clauses of four levels, visas, a plan and a list, a text."""
    order = make_paper(signed=True, rows=6)
    for number, level in enumerate(("4.", "4.1.", "4.1.1.", "4.1.1.1."), start=10):
        Clause.objects.create(
            order=order, position=number, number=level, addressee="Методистам", text=f"дело {level}"
        )
    Clause.objects.filter(number="4.1.").update(deadline_line="до 15 апреля 2026 г.")
    table = {
        "columns": [{"heading": "№ п/п", "width": 10}, {"heading": "Слова", "width": 90}],
        "rows": [{"cells": ["1.", "Новая строка"]}, {"heading": "Раздел", "cells": []}],
    }
    Clause.objects.create(order=order, position=20, number="а)", text="строку:", table=table)
    Clause.objects.create(
        order=order, position=21, number="5.", text='Школе "Роза "Ветров"" - на 2020-2022 гг...'
    )
    lawyer = make_person(order.municipality, surname="Визирова")
    order.visas.create(position=1, person=lawyer, post="Начальник отдела права")
    schools = Annex.objects.create(
        order=order, kind="schools", position=3, heading="СПИСОК\nшкол", is_approved_document=True
    )
    school = make_school(order.municipality)
    for place in range(3):
        AnnexRow.objects.create(
            annex=schools, position=place, school=school, cells=[f"Школа {place}", "ШНОР", "—"]
        )
    members = Annex.objects.create(order=order, kind="composition", position=4, heading="СОСТАВ")
    AnnexRow.objects.create(annex=members, position=1, cells=["Иванова А. А.", "методист", ""])
    AnnexRow.objects.create(
        annex=members, position=2, group="Члены:", cells=["Петров Б. Б.", "директор", "член"]
    )
    Annex.objects.create(
        order=order,
        kind="regulation",
        position=5,
        heading="ПОЛОЖЕНИЕ",
        text="1. Общие положения\n1.1. Группа работает.\n- первое;\n- второе.",
        signatory=lawyer,
        signatory_post="Юрист",
    )
    return order


def test_order_with_every_kind_of_annex_says_the_same():
    html = order_html(full_paper())
    printed = words_of_pdf(pdf.render(html), PLAN_HEAD)
    assert "Визирова" in printed
    assert "Школе«Роза„Ветров“»—на2020–2022гг…" in printed
    assert words_of_docx(docx(html)) == printed


@pytest.mark.parametrize("code", ["visas", "public", "control", "readers", "extract"])
def test_papers_of_an_order_say_the_same(code):
    order = full_paper()
    order.signed_html = order_html(order)
    html = PAPERS[code].html(order, ["4.1.", "1."])
    assert words_of_docx(docx(html)) == words_of_pdf(pdf.render(html), PLAN_HEAD, WATCHED_HEAD)


def test_public_copy_has_neither_visas_nor_executor_nor_telephone():
    order = full_paper()
    order.signed_html = order_html(order)
    words = words_of_docx(docx(PAPERS["public"].html(order)))
    assert "4364" not in words.replace("-", "")
    for private in ("Белоусова", "Визирова", "СОГЛАСОВАНО"):
        assert private in words_of_docx(docx(order.signed_html))
        assert private not in words


def test_extract_keeps_the_numbers_of_its_clauses():
    order = full_paper()
    order.signed_html = order_html(order)
    words = words_of_docx(docx(PAPERS["extract"].html(order, ["2.", "4.1."])))
    assert "ВЫПИСКАИЗПРИКАЗА" in words
    assert "2.Обеспечитьработу2." in words
    assert "4.1.Методистамдело4.1." in words
    assert "Обеспечитьработу1." not in words
    assert "Верно" in words
    assert "Приложение№" not in words
