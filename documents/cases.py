"""Cases of the words that orders are put together from; the one door to the grammar."""

from enum import StrEnum


class Case(StrEnum):
    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"


def act_kind_in(kind, case):
    """«приказа» of «Приказ»: the kind of an act in the case, in small letters."""
    return kind.lower()


def named(person, post, case, *, is_first=False):
    """«начальника отдела Шуваеву И. А.»: post and person in the case, initials after."""
    words = " ".join(filter(None, (post[:1].lower() + post[1:], person.surname_first)))
    return words[:1].upper() + words[1:] if is_first else words


def body_in(name, case):
    """«министерства образования» of «Министерство образования»: a body in the case."""
    return name
