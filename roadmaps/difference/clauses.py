"""The text of the amending order: clauses and tables from the difference (domain.md 1.7, 8)."""

from dataclasses import dataclass
from typing import NamedTuple

from roadmaps.difference.naming import Names
from roadmaps.difference.points import Points
from roadmaps.difference.tables import AmendingTable, comparison_table

# The letters of a list: without those that are taken for others or for numerals.
LETTERS = "абвгдежиклмнпрстуфхцшщэюя"


class AmendedAct(NamedTuple):
    """The order that is amended, in the words of the amending one."""

    words: str  # «приказ Управления образования от 10.09.2020 № 158 «Об утверждении …»»
    annex_number: str = ""  # empty: it has one annex
    amended_by: tuple = ()  # («приказа от 01.02.2021 № 12», …)


@dataclass(frozen=True)
class AmendingClause:
    """One clause: its printed number, its level (1–3), its text and the table after it."""

    number: str
    level: int
    text: str
    table: AmendingTable | None = None


def amending_clauses(difference, act):
    """AmendingClauses that turn the printed old edition into the new one; () if no word differs."""
    points = list(Points(difference))
    if not points:
        return ()
    edition = f" (в редакции {', '.join(act.amended_by)})" if act.amended_by else ""
    head = f"Внести в {act.words}{edition} следующие изменения:"
    annex = f"в приложении № {act.annex_number}:" if act.annex_number else "в приложении:"
    return (
        AmendingClause("1.", 1, head),
        AmendingClause("1.1.", 2, annex),
        *(
            AmendingClause(number, 3, _ended(point, is_last), point.table)
            for number, point, is_last in _numbered(points)
        ),
    )


def restating_clause(act, annex_number=""):
    """«Внести в … изменения, изложив приложение № 1 в редакции согласно приложению …».

    The other way to say it, when the new edition as a whole is the annex (by its number) of the
    amending order.
    """
    edition = f" (в редакции {', '.join(act.amended_by)})" if act.amended_by else ""
    old = f"приложение № {act.annex_number}" if act.annex_number else "приложение"
    new = f"приложению № {annex_number}" if annex_number else "приложению"
    return (
        f"Внести в {act.words}{edition} изменения, изложив {old} в редакции согласно {new} "
        "к настоящему приказу."
    )


def amending_comparison(difference):
    """AmendingTable «Сравнительная таблица» for an annex."""
    return comparison_table(difference, (Names(difference.old), Names(difference.new)))


def _numbered(points):
    """(number, point, is it the last one); more points than letters have numbers."""
    for place, point in enumerate(points):
        letters = len(points) <= len(LETTERS)
        number = f"{LETTERS[place]})" if letters else f"1.1.{place + 1}."
        yield number, point, place == len(points) - 1


def _ended(point, is_last):
    """The text with its sign: a colon before a table, a full stop at the end of all."""
    if point.table:
        return f"{point.text}:"
    return f"{point.text}{'.' if is_last else ';'}"
