"""What a rule finds, and what it is registered with."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from roadmaps.checking.document import Document, Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


class Fault(NamedTuple):
    """One thing wrong: where, what (with the words of the document), what to do."""

    place: Place
    text: str
    advice: str = ""


class Rule(NamedTuple):
    """A rule: its stable code, how much it matters, its name for people, the search itself."""

    code: str
    severity: Severity
    title: str
    find: Callable[[Document], Iterable[Fault]]


def quoted(text, longest=70):
    """«text», cut by whole words when it is long; inner quotes become „“."""
    text = " ".join(text.split()).rstrip(" ;,")
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…"
    return "«" + text.replace("«", "„").replace("»", "“") + "»"


def listed(words, longest=6):
    """«а, б и в»; of many, the first ones «и ещё 4»."""
    words = list(dict.fromkeys(words))
    if len(words) > longest + 1:
        return f"{', '.join(words[:longest])} и ещё {len(words) - longest}"
    return " и ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
