"""What read_deadline promises beside the meaning of the words."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from django.conf import settings

from roadmaps.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmaps.models import DeadlineKind as KindOfModels

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def test_words_are_kept_as_they_were():
    text = "  С\u00a0сентября —\nпо  МАЙ… "
    assert read_deadline(text, YEAR).text == text


def test_nothing_at_all_is_an_empty_deadline():
    for nothing in (None, "", "   ", "—", "…", "«»"):
        found = read_deadline(nothing)
        assert (found.kind, found.reason) == (DeadlineKind.OTHER, "срок не указан")


def test_as_json():
    found = Deadline("май", DeadlineKind.MONTH, date(2024, 5, 1), None, (date(2024, 5, 31),))
    assert found.as_json() == {
        "text": "май",
        "kind": "month",
        "start": "2024-05-01",
        "end": None,
        "control_dates": ["2024-05-31"],
        "needs_review": False,
        "reason": "",
    }


def test_it_cannot_be_changed():
    found = read_deadline("май")
    with pytest.raises(FrozenInstanceError):
        found.kind = DeadlineKind.OTHER


def test_several_doubts_make_one_reason():
    found = read_deadline("Нябрь 2023, потом как-нибудь", YEAR, date(2024, 1, 10))
    first, *rest = found.reason.split("; ")
    assert "ноябрь" in first
    assert len(rest) >= 2
    assert len({first, *rest}) == len(rest) + 1


def test_half_a_period_is_no_plan():
    for plan in (Period(None, None), (YEAR.start, None), (YEAR.end, YEAR.start)):
        assert read_deadline("май", plan).start is None


def test_a_pair_of_dates_is_a_plan():
    assert read_deadline("май", tuple(YEAR)).start == date(2024, 5, 1)


def test_long_text_is_not_a_deadline():
    found = read_deadline("сентябрь 2024 " + "и ещё слово " * 40, YEAR)
    assert found.kind == DeadlineKind.OTHER
    assert "слишком длинный" in found.reason


def test_the_models_have_the_same_kinds():
    assert KindOfModels is DeadlineKind


def test_needs_neither_settings_nor_applications():
    """It is called from the jailed reader and from scripts, where Django is not set up."""
    code = "from roadmaps.deadlines import read_deadline; print(read_deadline('2024 год').end)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "2024-12-31", done.stderr
