"""Printed numbers as sequences: what is missing, repeated or out of its turn."""

import re
from typing import NamedTuple

ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
# Cyrillic letters that are typed for the roman ones.
ROMAN_LOOK_ALIKE = str.maketrans("ІХ", "IX")
ROMAN = re.compile(r"(?<!\w)[IVXL]{1,6}(?!\w)")
# A greater jump is another way of numbering, not a lost row.
LONGEST_GAP = 20


class Step(NamedTuple):
    """A doubt about the number at the index: "gap", "repeat" or "order"."""

    kind: str
    index: int
    missing: tuple[int, ...] = ()


def parts_of(number):
    """(2, 10) of «2.10.», (4,) of «IV.» and «Раздел 4»; empty when there is no number."""
    if digits := re.findall(r"\d+", number):
        return tuple(map(int, digits))
    found = ROMAN.search(number.translate(ROMAN_LOOK_ALIKE))
    return (roman_value(found[0]),) if found else ()


def roman_value(numeral):
    """4 of IV."""
    values = [ROMAN_DIGITS[sign] for sign in numeral]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def steps(values):
    """Doubts about a sequence that should run 1, 2, 3 …; None stands for a row without a number."""
    known = {value for value in values if value is not None}
    seen, highest, unnumbered = set(), 0, 0
    for index, value in enumerate(values):
        if value is None:
            unnumbered += 1
            continue
        if value in seen:
            yield Step("repeat", index)
        elif value < highest:
            yield Step("order", index)
        # A number far away is no number of a row: years, telephones.
        elif highest + 1 < value <= highest + 1 + LONGEST_GAP + len(known):
            missing = tuple(n for n in range(highest + 1, value) if n not in known)
            # A row without a number in the very place says the same.
            if len(missing) > unnumbered and len(missing) <= LONGEST_GAP:
                yield Step("gap", index, missing)
        seen.add(value)
        highest, unnumbered = max(highest, value), 0


def in_words(numbers):
    """«5», «5 и 6», «5–9», «5, 7 и 8»."""
    numbers = list(numbers)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return " и ".join(filter(None, [", ".join(map(str, numbers[:-1])), str(numbers[-1])]))
