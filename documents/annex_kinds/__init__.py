"""The annexes that documents itself keeps: lists and texts."""

from documents.annex_kinds.lists import LISTS
from documents.annex_kinds.texts import TEXTS
from documents.annexes import register


def register_all():
    """Make the kinds known (AppConfig.ready)."""
    for kind in (*LISTS.values(), *TEXTS.values()):
        register(kind.code, kind.annex_kind())


def spec_of(annex):
    """ListSpec or TextSpec of an annex that documents keeps; None for those of other apps."""
    return LISTS.get(annex.kind) or TEXTS.get(annex.kind)
