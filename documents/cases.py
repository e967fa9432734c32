"""Cases of the words that orders are put together from; the one door to the grammar."""

from lib.grammar.cases import Case
from lib.grammar.phrases import name_in

__all__ = ["Case", "act_kind_in", "body_in", "named"]


def act_kind_in(kind, case):
    """«приказа» of «Приказ»: the kind of an act in the case, in small letters."""
    return name_in(case, kind.lower())


def body_in(name, case):
    """«министерства образования» of «Министерство образования»: a body in the case."""
    return name_in(case, name)


def named(person, post, case, *, is_first=False):
    """«начальника отдела Шуваеву И. А.»: post (a Post or None) and person, initials after."""
    title = post.form(case) if post else ""
    words = " ".join(filter(None, (title[:1].lower() + title[1:], person.form(case))))
    return words[:1].upper() + words[1:] if is_first else words
