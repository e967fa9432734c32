"""What may be annexed to an order: each app registers its kinds here in AppConfig.ready().

So documents prints what other apps own and imports none of them (design.md 2). The kinds that
documents itself owns stand in documents/annex_kinds.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class AnnexKind:
    """One kind of annex: how it is named, printed, and whether it lies across the page."""

    name: str
    template: str
    context: Callable  # (annex) -> dict for the template
    is_wide: Callable  # (annex) -> bool
    title: Callable  # (annex) -> what stands in it, in words
    address: Callable  # (annex) -> address of its page
    is_approved: Callable = lambda annex: False  # in force: the annex cannot be taken away
    people: Callable = lambda annex: []  # people named in it, for «Ознакомиться»
    names_schools: Callable = lambda annex: []  # schools named in it


_kinds = {}


def register(code, kind):
    """Make the kind known under its code."""
    _kinds[code] = kind


def kind_of(annex):
    """The registered kind of the annex."""
    return _kinds[annex.kind]
