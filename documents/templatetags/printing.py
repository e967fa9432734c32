"""Filters of the print templates."""

import math
import re
from dataclasses import dataclass

from django import template

from lib.text import NBSP
from lib.typography import bind, typeset

register = template.Library()

ITEM = re.compile(r"\s*(?:(?P<dash>[-–—•])\s*|(?P<number>\d+[.)])\s+)(?=\S)")
# A row taller than half a sheet may be broken; the height is guessed by the number of letters.
LETTERS_IN_LINE = {True: 128, False: 85}  # of a wide sheet and of an ordinary one
HALF_SHEET_LINES = {True: 17, False: 26}
PASSPORT_TEXT_WIDTH = 68
ONE_LINE = 75
# «1. Общие положения»: a number of one level, no full stop at the end.
CHAPTER = re.compile(r"(?:\d+|[IVX]+)\.\s+\S.*[^.;:,]")
LONGEST_TITLE = 100


@dataclass
class Lines:
    """Neighbouring lines of a text: items of a list, or paragraphs."""

    is_list: bool
    lines: list


# What an order says is typeset; a plan keeps its punctuation (docs/decisions/0018).
register.filter("typeset", typeset)
register.filter("bind", bind)


@register.filter
def lines_of(text):
    """The text as Lines: «- » becomes a printed dash, numbers stay as typed."""
    groups = []
    for line in filter(None, map(str.strip, text.splitlines())):
        item = ITEM.match(line)
        if item:
            marker = "–" if item["dash"] else item["number"]
            line = f"{marker}{NBSP}{line[item.end() :]}"
        if not groups or groups[-1].is_list != bool(item):
            groups.append(Lines(bool(item), []))
        groups[-1].lines.append(line)
    return groups


@register.filter
def is_numbered(title):
    """«1. Пояснительная записка» is a heading of a part, «Цели» opens a list."""
    return title[:1].isdigit()


@register.filter
def cells(row, columns):
    """Pairs (kind of the column, printed text) of a row of a plan."""
    return [(column.kind, bind(row.cell(column).strip())) for column in columns]


@register.filter
def is_long(row, plan):
    """The row would be taller than half a sheet, so it may be broken between sheets."""
    return any(is_tall(row.cell(column), column.width, plan.edition) for column in plan.columns)


@register.filter
def has_long_rows(plan):
    """Some row of the plan may be broken between sheets."""
    return any(is_long(row, plan) for row in plan.rows)


@register.filter
def is_long_passport(block, edition):
    """The same of a row of the passport."""
    return is_tall(block.text, PASSPORT_TEXT_WIDTH, edition)


def is_tall(text, width, edition):
    """The text in a column of so many per cent takes more than half a sheet, roughly."""
    is_wide = edition.orientation == "landscape"
    letters = LETTERS_IN_LINE[is_wide] * width / 100
    lines = sum(math.ceil(len(line) / letters) or 1 for line in text.splitlines())
    return lines > HALF_SHEET_LINES[is_wide]


@register.filter
def deadline_line(text):
    """«Срок: …», whether or not the word was typed."""
    return typeset(text if text.lower().startswith("срок") else f"Срок: {text}")


@register.filter
def is_one_line(clause):
    """The clause alone is too short to keep the signature company."""
    return not clause.deadline_line and len(clause.words) < ONE_LINE


@register.filter
def with_columns(row, spec):
    """Pairs (column of the list, words of its cell)."""
    return list(zip(spec.columns, row.cells, strict=True))


@register.filter
def member(row):
    """«Капустина Н. В. — консультант отдела, секретарь.» of a row of a composition."""
    name, *rest = row.cells
    said = ", ".join(filter(None, rest))
    return f"{name} — {said}." if said else f"{name}."


@dataclass
class Chapter:
    """A part of a regulation: its title («1. Общие положения») and the text under it."""

    title: str
    text: str


@register.filter
def chapters(text):
    """The text as Chapters; a short line with a number of one level is a title."""
    found = [Chapter("", "")]
    for line in text.splitlines():
        if CHAPTER.fullmatch(line.strip()) and len(line) < LONGEST_TITLE:
            found.append(Chapter(line.strip(), ""))
        else:
            found[-1].text += f"{line}\n"
    return [chapter for chapter in found if chapter.title or chapter.text.strip()]
