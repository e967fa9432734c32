"""The table of expressions: kind, days, control dates and whether a person must look."""

from datetime import date
from pathlib import Path

import pytest

from roadmaps.deadlines import DeadlineKind, Period, read_deadline

TABLE = Path(__file__).with_name("expressions.txt")


def rows():
    """(text, plan, approved, expected cells) of every line of the table."""
    plan = approved = None
    _, _, table = TABLE.read_text().partition("\n== ")
    for line in f"== {table}".split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("=="):
            days = cells[0].strip("= ").split("..")
            plan = Period(*map(date.fromisoformat, days)) if days[0] else None
            approved = date.fromisoformat(cells[1]) if cells[1] else None
        elif len(cells) > 1:
            yield pytest.param(cells[0].replace("⏎", "\n"), plan, approved, cells[1:], id=line)


@pytest.mark.parametrize(("text", "plan", "approved", "expected"), list(rows()))
def test_expression(text, plan, approved, expected):
    kind, start, end, days, review = expected
    found = read_deadline(text, plan, approved).as_json()
    assert (found["kind"], found["start"] or "", found["end"] or "") == (kind, start, end)
    assert found["control_dates"] == days.split()
    assert found["needs_review"] == bool(review), found["reason"]
    assert review.removeprefix("?").strip() in found["reason"]


def test_table_is_large_and_covers_every_kind():
    kinds = [row.values[3][0] for row in rows()]
    assert len(kinds) >= 200
    assert set(kinds) == set(DeadlineKind.values)
