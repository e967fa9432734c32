"""The annexes that documents itself keeps: lists and texts."""

from dataclasses import replace

from documents.annex_kinds.lists import LISTS
from documents.annex_kinds.texts import TEXTS
from documents.annexes import register


def register_all():
    """Make the kinds known (AppConfig.ready)."""
    for kind in (*LISTS.values(), *TEXTS.values()):
        register(kind.code, kind.annex_kind())


def fill_from(code, fill, words, *, by_annex=False):
    """Fill lists of the kind from what a higher app knows: `fill(order)`, told in the words.

    `by_annex` gives it the annex instead, whose heading names what is meant.
    """
    LISTS[code] = replace(LISTS[code], fill=fill, fill_words=words, fills_by_annex=by_annex)


def fill_text_from(code, fill, words):
    """Fill texts of the kind from what a higher app knows: `fill(annex)` gives the text."""
    TEXTS[code] = replace(TEXTS[code], fill=fill, fill_words=words)


def spec_of(annex):
    """ListSpec or TextSpec of an annex that documents keeps; None for those of other apps."""
    return LISTS.get(annex.kind) or TEXTS.get(annex.kind)
