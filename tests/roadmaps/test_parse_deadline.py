"""manage.py parse_deadline, as a script calls it: a process with stdin and no database."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

COMMAND = [sys.executable, "manage.py", "parse_deadline"]


def run(stdin, *arguments, tmp_path):
    """(exit code, stdout, stderr) of the command where no database can be reached."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        cwd=settings.BASE_DIR,
        env={
            "PATH": "/usr/bin:/bin",
            "OPORA_TEST": "1",
            "OPORA_DATA": str(tmp_path),
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        },
        timeout=60,
        check=False,
    )


def test_one_object_for_each_line(tmp_path):
    done = run(
        "Сентябрь–май\n\n\ufeffдо 1 октября\r\n".encode(),
        "--plan",
        "2023-09-01..2024-08-31",
        "--approved",
        "2023-09-10",
        tmp_path=tmp_path,
    )
    assert done.returncode == 0, done.stderr.decode()
    first, empty, last = map(json.loads, done.stdout.decode().splitlines())
    assert first == {
        "text": "Сентябрь–май",
        "kind": "range",
        "start": "2023-09-01",
        "end": "2024-05-31",
        "control_dates": ["2024-05-31"],
        "needs_review": False,
        "reason": "",
    }
    assert (empty["text"], empty["kind"], empty["start"]) == ("", "other", None)
    assert (last["kind"], last["start"], last["end"]) == ("until_date", None, "2023-10-01")
    assert "Сентябрь" in done.stdout.decode()
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_without_a_plan_the_year_is_asked_for(tmp_path):
    done = run("сентябрь".encode(), tmp_path=tmp_path)
    (answer,) = map(json.loads, done.stdout.decode().splitlines())
    assert answer["start"] is None
    assert answer["needs_review"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--plan", "2023"],
        ["--plan", "2024-08-31..2023-09-01"],
        ["--plan", "2023-02-30..2023-09-01"],
        ["--approved", "10.09.2020"],
        ["--nothing"],
    ],
)
def test_bad_arguments(arguments, tmp_path):
    done = run(b"", *arguments, tmp_path=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_stdin_that_is_no_text(tmp_path):
    done = run("сентябрь".encode("cp1251"), tmp_path=tmp_path)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr.decode()
