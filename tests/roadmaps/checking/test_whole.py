"""The checker as a whole: clean papers, a paper with every defect, the list of rules, speed."""

import time
from collections import Counter
from pathlib import Path

import pytest

from roadmaps.checking import RULES, check
from tests.roadmaps.checking import clean, faulty
from tests.roadmaps.checking.papers import PLAN_2024, document, findings, rows

SEVERITIES = ["error", "warning", "remark"]


@pytest.mark.parametrize("paper", [clean.FULL_ORDER, clean.RESOLUTION, clean.MATRIX])
def test_clean_paper_has_no_findings(paper):
    assert findings(*paper) == []


def test_paper_with_every_defect():
    found = Counter(one.code for one in findings(*faulty.PAPER, municipality=faulty.KNOWN))
    assert set(found) == {rule.code for rule in RULES} - faulty.ELSEWHERE
    assert {code: number for code, number in found.items() if number > 1} == {}


def test_findings_say_what_where_and_what_to_do():
    found = findings(*faulty.PAPER, municipality=faulty.KNOWN)
    assert all(one.where and one.text and one.advice for one in found)
    severities = [one.severity for one in found]
    assert severities == sorted(severities, key=SEVERITIES.index)
    assert set(severities) == set(SEVERITIES)


def test_codes_are_unique_and_titled():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(rule.title and rule.severity in SEVERITIES for rule in RULES)


def test_every_rule_has_a_test_of_its_own():
    """Its code stands in quotes in some test beside this one."""
    own = Path(__file__)
    tests = "".join(
        path.read_text() for path in own.parent.glob("test_*.py") if path.name != own.name
    )
    assert [rule.code for rule in RULES if f'"{rule.code}"' not in tests] == []


def test_four_hundred_measures_take_no_more_than_ten_times_forty():
    """The time grows as the plan does: no rule compares every row with every other."""

    def seconds(size):
        measures = [
            {
                "number": str(n),
                "title": f"Провести семинар номер {n} для учителей",
                "responsible": f"Иванова{'абвгдежзик'[n % 10]} {'АБВГДЕ'[n % 6]}.{'НОП'[n % 3]}.",
            }
            for n in range(1, size + 1)
        ]
        whole = document(PLAN_2024, rows(*measures))
        assert len(whole.measures) == size
        start = time.perf_counter()
        check(whole)
        return time.perf_counter() - start

    small = min(seconds(40) for _ in range(3))
    assert min(seconds(400) for _ in range(2)) < small * 25


@pytest.mark.parametrize(
    "text",
    [
        "план " * 6000,
        " " * 30000 + "а",
        "«а» »" * 6000,
        "(ШНОР и ШССУ " * 2000,
        "школы с лучшими результатами (" * 1000,
        "Иванова А.А. " * 2000,
        "Путиловская СОШ, " * 2000,
        "1. " * 10000,
        "_" * 30000,
    ],
)
def test_endless_text_is_read_in_a_moment(text):
    """No pattern goes back over the text again and again."""
    start = time.perf_counter()
    findings(f"ПРИКАЗ\n{text}\n1. Утвердить {text}", PLAN_2024, rows({"result": text}))
    assert time.perf_counter() - start < 3
