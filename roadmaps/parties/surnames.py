"""From the printed form of a name to its nominative: readings in each case, with likelihoods.

Surnames have too few pairs in the dictionary, so the rules of endings come first (domain.md 4.1,
4.2): -ов and -ин families, adjectives, undeclined ones; the dictionary helps with the rest.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from roadmaps.parties.morphology import like, parses


@dataclass(frozen=True)
class Reading:
    """What a form may be: its case, the nominative, and how likely that is."""

    case: str
    nominative: str
    weight: float = 1.0


# «Ли», «Ким», «Цой» are too short to have lost an ending.
SHORT = 3
OBLIQUE_OF_WOMAN = ("gent", "datv", "ablt")
# Ending, what replaces it in the nominative, cases, weight; the first pattern that fits is taken.
ENDINGS = [
    (r"оол(?:а|у|ом|е)?$", None, ()),
    (r"(?<=[оеё]в|[иы]н)а$", "", [("nomn", "а", 1), ("gent", "", 0.9), ("accs", "", 0.9)]),
    (r"(?<=[оеё]в|[иы]н)у$", "", [("accs", "а", 1), ("datv", "", 0.9)]),
    (r"(?<=[оеё]в|[иы]н)ым$", "", [("ablt", "", 1)]),
    (
        r"(?<=[оеё]в|[иы]н)(?:ой|ою)$",
        "",
        [*((case, "а", 1) for case in OBLIQUE_OF_WOMAN), ("nomn", "ой", 0.2)],
    ),
    (r"(?<=[сц]к)ого$", "", [("gent", "ий", 1), ("accs", "ий", 1)]),
    (r"(?<=[сц]к)ому$", "", [("datv", "ий", 1)]),
    (r"(?<=[сц]к)им$", "", [("ablt", "ий", 1)]),
    (
        r"(?<=[сц]к)ой$",
        "",
        [*((case, "ая", 1) for case in OBLIQUE_OF_WOMAN), ("nomn", "ой", 0.5)],
    ),
    (r"(?<=[сц]к)ую$", "", [("accs", "ая", 1)]),
    (r"ую$", "", [("accs", "ая", 1)]),
    (r"юю$", "", [("accs", "яя", 1)]),
    (r"(?<=[кгхжшщч])ого$", "", [("gent", "ий", 1), ("accs", "ий", 1), ("nomn", "ого", 0.2)]),
    (r"(?<=[^аия])ого$", "", [("gent", "ый", 1), ("accs", "ый", 1)]),
    (r"(?<=[кгх])ому$", "", [("datv", "ий", 1)]),
    (r"ому$", "", [("datv", "ый", 1)]),
    (r"(?<=[кгхжшщч])им$", "", [("ablt", "ий", 0.8), ("nomn", "им", 0.5)]),
    (
        r"(?<=[^аоеиуэюя][^аоеиуэюя]|[аоеиуыэюя][днлмв])ой$",
        "",
        [("nomn", "ой", 1), *((case, "ая", 0.9) for case in OBLIQUE_OF_WOMAN)],
    ),
    (r"(?:[оеё]в|[иы]н|ий|ый|ая|яя|[иы]х|о|дзе|швили|ели|ани|иа|уа)$", None, ()),
]
COMPILED = [(re.compile(ending), fill, cases) for ending, fill, cases in ENDINGS]
# Surnames of men that end so take the endings of nouns: «Моспана», «Кулику», «Ткачом».
CONSONANT = re.compile(
    r"(?:[уюыяаи]к|[аяеи]ч|[аяе]н|ман|[аие]р|берг|штейн|[ео]ль|ец|иц|[ое]к|ум|ам|ем|[аео]й|"
    r"[аеиу]ш|ас|ис|ус|[ае]т|уд|юк|ыш|ай|ей|уй|[аои]дт|арь|ук)$"
)
NOUN_ENDINGS = {
    "а": ("gent", "accs"), "я": ("gent", "accs"), "у": ("datv",), "ю": ("datv",),
    "ом": ("ablt",), "ем": ("ablt",),
}  # fmt: skip
OF_A = {"ы": ("gent",), "и": ("gent",), "е": ("datv",), "у": ("accs",), "ю": ("accs",)}
FOREIGN_U = re.compile(r"(?:[ая]ну|еску|ару|оглу|тяну|бану)$")
PATRONYMIC = [
    (re.compile(r"(вн|ичн|иничн)у$"), r"\1а", ("accs",)),
    (re.compile(r"(вн|ичн|иничн)ы$"), r"\1а", ("gent",)),
    (re.compile(r"(вн|ичн|иничн)е$"), r"\1а", ("datv",)),
    (re.compile(r"(вн|ичн|иничн)(?:ой|ою)$"), r"\1а", ("ablt",)),
    (re.compile(r"ича$"), "ич", ("gent", "accs")),
    (re.compile(r"ичу$"), "ич", ("datv",)),
    (re.compile(r"ич[ео]м$"), "ич", ("ablt",)),
]


@lru_cache(maxsize=2048)
def surname_readings(printed):
    """Readings of a surname; a hyphened one is declined in its last part, or in both."""
    word = printed.lower()
    first, hyphen, last = word.rpartition("-")
    readings = _readings(last)
    if hyphen:
        readings = [_joined(first, reading) for reading in readings]
    return [Reading(one.case, _capitals(one.nominative, printed), one.weight) for one in readings]


def _joined(first, reading):
    """«Ивановой-Петровой» → «Иванова-Петрова»; «Кара-оола» → «Кара-оол»."""
    if not re.search(r"(?:[оеё]в|[иы]н|[сц]к)", first):
        return Reading(reading.case, f"{first}-{reading.nominative}", reading.weight)
    same = [one for one in _readings(first) if one.case == reading.case]
    nominative = same[0].nominative if same else first
    return Reading(reading.case, f"{nominative}-{reading.nominative}", reading.weight)


def _capitals(nominative, printed):
    """In capitals of a name, also where the whole line is in capitals."""
    parts = zip(nominative.split("-"), printed.split("-"), strict=True)
    return "-".join(like(new, old[:1] + old[1:].lower()) for new, old in parts)


def _readings(word):
    if len(word) <= SHORT:
        return [Reading("nomn", word)]
    for pattern, fill, cases in COMPILED:
        if not (match := pattern.search(word)):
            continue
        if fill is None:
            return [Reading("nomn", re.sub(r"(?<=оол)(?:а|у|ом|е)$", "", word))]
        stem = word[: match.start()] + fill
        return [Reading(case, stem + ending, weight) for case, ending, weight in cases]
    return _of_noun(word)


def _of_noun(word):
    """«Моспану» → «Моспан», «Дамбе» → «Дамба»; undeclined when nothing speaks for more."""
    if word[-1] in "ая":
        own = [Reading("nomn", word)]
        return own + [
            Reading(case, man, 0.5) for man in _of_man(word) for case in NOUN_ENDINGS[word[-1]]
        ]
    if FOREIGN_U.search(word):
        return [Reading("nomn", word), *(Reading("datv", man, 0.7) for man in _of_man(word))]
    readings = []
    if men := _of_man(word):
        ending = next(ending for ending in NOUN_ENDINGS if word.endswith(ending))
        readings += [Reading(case, man) for man in men for case in NOUN_ENDINGS[ending]]
    if word[-1] in OF_A and not readings:
        readings += [Reading(case, _of_woman(word), 0.9) for case in OF_A[word[-1]]]
    nominative = 0.4 if readings else 1.0
    return [*readings, Reading("nomn", word, nominative)]


def _of_man(word):
    """Nominatives of a man's surname with a noun's ending, by its suffix or the dictionary."""
    for ending in ("ом", "ем", "а", "я", "у", "ю"):
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        known = [
            parse.normal_form
            for parse in parses(word)
            if parse.tag.POS == "NOUN"
            and parse.tag.gender == "masc"
            and parse.is_known
            and parse.tag.case in NOUN_ENDINGS[ending]
        ]
        if known:
            return known[:1]
        if ending in ("я", "ю"):
            stem += "й" if stem and stem[-1] in "аеоуи" else "ь"
        return [stem] if len(stem) > 2 and CONSONANT.search(stem) else []
    return []


def _of_woman(word):
    soft = word[-1] == "ю" or word[-1] == "и" and word[-2:-1] not in "гкхжшщч"
    return word[:-1] + ("я" if soft else "а")


def patronymic_readings(printed):
    """Readings of a patronymic, which tells the case for certain."""
    for pattern, nominative, cases in PATRONYMIC:
        if pattern.search(printed):
            return [Reading(case, pattern.sub(nominative, printed), 2) for case in cases]
    return [Reading("nomn", printed, 2)]


def first_name_in(case, printed):
    """Nominative of a first name printed in the case."""
    for parse in parses(printed.lower()):
        is_name = {"Name"} in parse.tag and parse.is_known and {"Fixd"} not in parse.tag
        if is_name and parse.tag.case == case:
            found = parse.inflect({"nomn", "sing"})
            return like(found.word, printed) if found else printed
    return printed
