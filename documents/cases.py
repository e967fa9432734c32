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


def named(person, post, case):
    """«начальника отдела Шуваеву И. А.»: post and person in the case, initials after."""
    return " ".join(filter(None, (post, person.surname_first)))
