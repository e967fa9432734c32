"""manage.py check_document: JSON to stdout, messages to stderr, exit code 2."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from documents.models import Clause
from tests.factories import (
    make_edition,
    make_measure,
    make_order,
    make_person,
    make_roadmap,
    make_section,
)
from tests.files.readers.word import p, tbl, tr, word_file

pytestmark = pytest.mark.django_db
FIELDS = {"code", "severity", "where", "text", "advice", "link"}


def run(*arguments):
    out = io.StringIO()
    call_command("check_document", *arguments, stdout=out)
    return json.loads(out.getvalue())


def failure(*arguments):
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return caught.value.returncode, str(caught.value)


def test_order(municipality):
    order = make_order(municipality)
    Clause.objects.create(order=order, position=1, number="1.", text="Утвердить план.")
    outline = run("--order", str(order.pk))
    assert outline["document"] == str(order)
    [finding] = outline["findings"]
    assert set(finding) == FIELDS
    assert (finding["code"], finding["severity"]) == ("control-absent", "warning")


def test_roadmap_by_its_draft(municipality):
    section = make_section(make_edition(make_roadmap(municipality)))
    make_measure(section, expected_result="", due_on=None)
    outline = run("--roadmap", str(section.edition.roadmap_id))
    assert outline["document"] == str(section.edition)
    assert "result-absent" in [finding["code"] for finding in outline["findings"]]


def test_nothing_known_by_the_key():
    assert failure("--order", "77") == (2, "Нет такого приказа: 77")
    assert failure("--roadmap", "77") == (2, "Нет такой дорожной карты: 77")


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "План.docx"
    heading = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
    rows = [
        ["1", "Провести семинар", "март 2024 года", "Гущина А.П.", "Программа"],
        ["2", "Подвести итоги", "май 2026 года", "Методический кабинет", "Справка"],
    ]
    body = p("План мероприятий на 2024 год") + tbl(*(tr(*row) for row in [heading, *rows]))
    path.write_bytes(word_file(body))
    return path


def test_file(plan_file):
    outline = run("--file", str(plan_file))
    assert outline["document"] == "План.docx"
    assert outline["findings"] == [
        {
            "code": "date-outside-plan",
            "severity": "error",
            "where": "мероприятие 2",
            "text": "Срок «май 2026 года» выходит за период плана (01.01.2024 – 31.12.2024).",
            "advice": "Проверьте год. Если срок верен, измените период плана.",
            "link": "",
        }
    ]


def test_file_of_a_municipality_is_compared_with_its_people(plan_file, municipality):
    make_person(municipality, surname="Белых")
    outline = run("--file", str(plan_file), "--municipality", municipality.slug)
    assert "person-unknown" in [finding["code"] for finding in outline["findings"]]
    code, message = failure("--file", str(plan_file), "--municipality", "net-takogo")
    assert (code, message) == (2, "Нет такого муниципалитета: net-takogo")


def test_file_that_cannot_be_read(tmp_path):
    path = tmp_path / "План.docx"
    assert failure("--file", str(path)) == (2, "Нет такого файла: План.docx")
    path.write_bytes(b"not a document")
    code, message = failure("--file", str(path))
    assert code == 2
    assert re.search("[а-яё]", message)
