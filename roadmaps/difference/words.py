"""Two texts word by word: for the eye (pieces) and for an order (the one run that changed)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# A date and a number with its dots are one word.
TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[-‑]\w+)*|\s+|[^\w\s]")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# Past it the comparison would take seconds; such texts are shown as wholly replaced.
MOST_PAIRS = 4_000_000


@dataclass(frozen=True)
class Piece:
    """A part of the old or of the new text."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Run:
    """The one stretch that differs; all around it is the same."""

    old: str
    new: str
    before: str  # the last word of what is the same before it
    is_whole: bool  # next to nothing is the same


def pieces_of(old, new):
    """(pieces of the old text, pieces of the new one); joined, they are the texts."""
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    if len(a) * len(b) > MOST_PAIRS:
        return [Piece(old, True)], [Piece(new, True)]
    left, right = [], []
    for tag, i, j, k, m in _grouped(SequenceMatcher(None, a, b, autojunk=False), a):
        if i < j:
            left.append(Piece("".join(a[i:j]), tag != "equal"))
        if k < m:
            right.append(Piece("".join(b[k:m]), tag != "equal"))
    return left, right


def _grouped(matcher, a):
    """Opcodes in which two changes with nothing but a space or a sign between them are one."""
    found, opcodes = [], matcher.get_opcodes()
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        is_between = 0 < place < len(opcodes) - 1
        is_gap = tag == "equal" and is_between and not re.search(r"\w", "".join(a[i:j]))
        if found and found[-1][0] != "equal" and (tag != "equal" or is_gap):
            found[-1] = ("replace", found[-1][1], j, found[-1][3], m)
        else:
            found.append((tag, i, j, k, m))
    return found


def run_of(old, new):
    """The Run between the words with which both texts begin and end alike."""
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    start = _alike(a, b)
    end = _alike(a[start:][::-1], b[start:][::-1])
    kept = "".join(a[:start]).split()
    middle = slice(start, len(a) - end), slice(start, len(b) - end)
    same = sum(map(len, a[:start])) + sum(map(len, a[len(a) - end :]))
    return Run(
        old="".join(a[middle[0]]).strip(),
        new="".join(b[middle[1]]).strip(),
        before=kept[-1] if kept else "",
        is_whole=same < len(old) / 4,
    )


def _alike(a, b):
    """How many tokens are the same at the beginning."""
    number = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        number += 1
    return number
