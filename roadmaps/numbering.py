"""Printed numbers of sections and measures: automatic, unless written by hand (domain.md 3.2)."""

import re

from roadmaps.models import RowNumbering, SectionNumbering

ARABIC = re.compile(r"\d+(\.\d+)*\.?")
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number):
    """Roman numeral of a small number: 4 → IV."""
    digits = ""
    for value, sign in ROMAN:
        digits += sign * (number // value)
        number %= value
    return digits


def section_numbers(sections, style):
    """{section pk: printed number}; a number written by hand wins."""
    numbers, counters = {}, [0, 0]
    for section in sections:
        if section.level == 1:
            counters = [counters[0] + 1, 0]
        else:
            counters[1] += 1
        numbers[section.pk] = section.number or _section_number(section.level, counters, style)
    return numbers


def _section_number(level, counters, style):
    if style in (SectionNumbering.ABSENT, SectionNumbering.NONE):
        return ""
    upper = roman(counters[0]) if style == SectionNumbering.ROMAN else str(counters[0])
    return f"{upper}." if level == 1 else f"{upper}.{counters[1]}."


def row_prefixes(sections):
    """What the numbers of rows begin with in each section: «2.» or «1.1.», arabic in any style."""
    automatic = section_numbers(sections, SectionNumbering.ARABIC)
    return [
        f"{automatic[section.pk].rstrip('.')}."
        if ARABIC.fullmatch(automatic[section.pk])
        else f"{index}."
        for index, section in enumerate(sections, start=1)
    ]


def row_numbers(measures_by_section, style, prefixes=None):
    """{measure pk: printed number} over lists of measures, one list for each section in order."""
    numbers, running = {}, 0
    prefixes = prefixes or [f"{index + 1}." for index in range(len(measures_by_section))]
    for prefix, measures in zip(prefixes, measures_by_section, strict=True):
        for index, measure in enumerate(measures, start=1):
            running += 1
            automatic = {
                RowNumbering.NONE: "",
                RowNumbering.RUNNING: str(running),
                RowNumbering.RUNNING_DOT: f"{running}.",
                RowNumbering.BY_SECTION: f"{prefix}{index}.",
            }[style]
            numbers[measure.pk] = measure.number or automatic
    return numbers
