"""Russian order and search on SQLite, the same as PostgreSQL's ICU gives (design rule 8)."""

import re
import unicodedata
from functools import lru_cache

from django.db.backends.signals import connection_created
from django.db.models.functions import Collate

NAME = "ru_natural"

# ICU's order of the marks that stand in names and numbers of papers.
MARKS = "_-‐‑–—,;:!?.…'‘’‚\"“”„«»()[]{}§@*/\\&#%‰`^+±<=>≤≥|~$€₽"
LETTERS = "аәӕбвгғґдђеєжҗзҙѕиіјйкқлљмнңњоөпрсҫтћуүұфхһцчџшщъыьэюя"
MARK_RANK = {mark: rank for rank, mark in enumerate(MARKS)}
LETTER_RANK = {letter: rank for rank, letter in enumerate(LETTERS)}
NUMBERS = re.compile(r"(\d+)")


def by_name(field="name"):
    """Ordering expression: Russian alphabet, numbers by value («Школа № 2» before «№ 10»)."""
    return Collate(field, NAME)


def _letter(char):
    """Base letter without its accent, and the accent: ё is е with a mark, й is its own letter."""
    if char == "й":
        return char, 0
    base, *accents = unicodedata.normalize("NFD", char)
    return base, ord(accents[0]) if accents else 0


def _rank(base):
    if base.isspace():
        return 0, 0
    if base in MARK_RANK:
        return 1, MARK_RANK[base]
    if not base.isalpha():
        return 2, ord(base)
    if "\u0400" <= base <= "\u052f":
        return 4, LETTER_RANK.get(base, ord(base))
    return 5, ord(base)


@lru_cache(maxsize=8192)
def sort_key(text):
    """Levels of comparison: letters and numbers, then accents, then case."""
    letters, accents, capitals = [], [], []
    for part in NUMBERS.split(unicodedata.normalize("NFC", text).replace("№", "No")):
        if part.isdecimal():
            letters.append((3, int(part)))
            continue
        for char in part:
            base, accent = _letter(char.lower())
            letters.append(_rank(base))
            accents.append(accent)
            capitals.append(char != char.lower())
    return letters, accents, capitals, text


def compare(left, right):
    """-1, 0 or 1, as SQLite's collations want it."""
    left_key, right_key = sort_key(left), sort_key(right)
    return (left_key > right_key) - (left_key < right_key)


@lru_cache(maxsize=512)
def _like_pattern(pattern, escape):
    parts, chars = [], iter(pattern)
    for char in chars:
        if escape and char == escape:
            parts.append(re.escape(next(chars, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(char) or re.escape(char))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def like(pattern, value, escape=None):
    """SQL LIKE that knows Cyrillic capitals; NULL stays NULL."""
    if pattern is None or value is None:
        return None
    return bool(_like_pattern(str(pattern), escape).fullmatch(str(value)))


def _case(method):
    return lambda value: method(value) if isinstance(value, str) else value


def _teach_sqlite(connection, **kwargs):
    if connection.vendor != "sqlite":
        return
    database = connection.connection
    database.create_function("like", 2, like, deterministic=True)
    database.create_function("like", 3, like, deterministic=True)
    database.create_function("lower", 1, _case(str.lower), deterministic=True)
    database.create_function("upper", 1, _case(str.upper), deterministic=True)
    database.create_collation(NAME, compare)


def register():
    """Teach every new SQLite connection."""
    connection_created.connect(_teach_sqlite, dispatch_uid="lib.collation")
