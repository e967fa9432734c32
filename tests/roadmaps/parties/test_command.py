"""manage.py parse_responsible: lines of stdin → JSON lines of stdout."""

import io
import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import make_person


def run(monkeypatch, stdin, **options):
    """Parsed lines of what the command prints."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    out = io.StringIO()
    call_command("parse_responsible", stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_line_one_object(monkeypatch):
    found = run(monkeypatch, "Орловой А.А., методисту\r\n\nОО")
    assert [line["text"] for line in found] == ["Орловой А.А., методисту", "", "ОО"]
    assert found[0]["parties"] == [
        {
            "kind": "person",
            "text": "Орловой А.А., методисту",
            "name": "Орлова А.А.",
            "post": "методист",
            "match": None,
        }
    ]
    assert found[1]["parties"] == []
    assert found[2]["parties"][0]["kind"] == "school_class"


def test_with_a_municipality_it_matches(monkeypatch, municipality):
    person = make_person(municipality, surname="Орлова", first_name="Анна", patronymic="Ильинична")
    (line,) = run(monkeypatch, "Орловой А.И.", municipality=municipality.slug)
    assert line["parties"][0]["match"] == {
        "kind": "person",
        "id": person.pk,
        "label": "Орлова А.И.",
        "score": 1.0,
        "sure": True,
    }


@pytest.mark.django_db
def test_an_unknown_municipality_is_bad_input(monkeypatch):
    with pytest.raises(CommandError, match="Нет такого муниципалитета: net") as refusal:
        run(monkeypatch, "ОО", municipality="net")
    assert refusal.value.returncode == 2


def test_what_is_no_text_is_bad_input(monkeypatch):
    with pytest.raises(CommandError, match="Строка 2") as refusal:
        run(monkeypatch, b"\xd0\x9e\xd0\x9e\n\xff\xfe\n")
    assert refusal.value.returncode == 2


def test_as_a_program_without_a_database(tmp_path):
    """Russian letters as they are, messages apart, exit code 2."""
    program = [sys.executable, settings.BASE_DIR / "manage.py", "parse_responsible"]
    environment = {"DATABASE_URL": "", "PATH": "", "LC_ALL": "C"}
    done = subprocess.run(
        program, input="Школы\n".encode(), capture_output=True, env=environment, cwd=tmp_path
    )
    assert done.returncode == 0
    assert '"name": "Школы"' in done.stdout.decode()
    refused = subprocess.run(
        program, input=b"\xff", capture_output=True, env=environment, cwd=tmp_path
    )
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "UTF-8" in refused.stderr.decode()
