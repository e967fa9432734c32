"""manage.py import_roadmap: JSON of what was understood, and the saved draft."""

import json

import pytest
from django.core.management import CommandError, call_command

from files.models import StoredFile
from roadmaps.models import Edition, PlanImport, Roadmap
from roadmaps.reports import plan_of
from tests.files.readers.word import p, word_file
from tests.roadmaps.importing.plan_files import FIRST, plan_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "План.docx"
    path.write_bytes(plan_file())
    return path


def run(capsys, *arguments):
    call_command("import_roadmap", *map(str, arguments))
    return json.loads(capsys.readouterr().out)


def test_command_reads_and_saves_nothing(capsys, file):
    outline = run(capsys, file, "--dry-run", "--approved", "2024-02-10")
    assert outline["file"] == "План.docx"
    assert outline["plan"] == {"start": "2024-01-01", "end": "2024-12-31", "source": "title"}
    assert [column["role"] for column in outline["columns"]] == [
        "number",
        "title",
        "deadline",
        "responsible",
        "expected_result",
    ]
    first = outline["sections"][0]["measures"][0]
    assert first["actions"] == [{"actor": "", "text": FIRST[1]}]
    assert first["deadline"]["control_dates"] == ["2024-01-31"]
    assert first["deadline"]["needs_review"]  # before the approval
    assert first["responsible"]["parties"][0]["kind"] == "unit"
    assert first["source_rows"] == [2]
    assert "date-before-approval" in [warning["code"] for warning in outline["warnings"]]
    assert PlanImport.objects.count() == 0


def test_command_saves_once(capsys, file, municipality):
    first = run(capsys, file, "--municipality", municipality.slug)
    again = run(capsys, file, "--municipality", municipality.slug)
    assert first["roadmap"] == again["roadmap"] == Roadmap.objects.get().pk
    assert len(plan_of(Edition.objects.get()).rows) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["{file}"],
        ["{file}", "--municipality", "net-takogo"],
        ["{folder}/net.docx", "--dry-run"],
        ["{file}", "--dry-run", "--plan", "2024"],
        ["{file}", "--dry-run", "--approved", "31.02.2024"],
    ],
)
def test_command_ends_with_code_2(file, tmp_path, arguments):
    words = [one.format(file=file, folder=tmp_path) for one in arguments]
    with pytest.raises((CommandError, SystemExit)) as caught:
        call_command("import_roadmap", *words)
    assert getattr(caught.value, "returncode", getattr(caught.value, "code", 0)) == 2 or (
        "argument" in str(caught.value)
    )


def test_command_that_fails_stores_nothing(tmp_path, municipality):
    path = tmp_path / "Приказ.docx"
    path.write_bytes(word_file(p("Приказ об отпусках")))
    with pytest.raises(CommandError):
        call_command("import_roadmap", str(path), "--municipality", municipality.slug)
    assert PlanImport.objects.count() == StoredFile.objects.count() == 0
