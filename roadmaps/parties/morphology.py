"""pymorphy3, loaded when it is first asked: cases of words and their nominative (domain.md 4.2)."""

import re
from functools import lru_cache

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ADJECTIVES = ("ADJF", "PRTF")
OBLIQUE_ADJECTIVE = re.compile(r"(?:[ое]го|[ое]му|[ыи]м|[ыи]х|[ыи]ми|ую|юю|ной|ской)$")


@lru_cache(maxsize=1)
def analyzer():
    """The analyser with its Russian dictionary; 0.1 s and 16 MB, once in a process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4096)
def parses(word):
    """What the word may be, the likeliest first."""
    return analyzer().parse(word)


@lru_cache(maxsize=4096)
def adjective_readings(word):
    """{(case, number)} of the word as an adjective or a participle; empty when it is neither."""
    return frozenset(
        (str(parse.tag.case), str(parse.tag.number))
        for parse in parses(word)
        if parse.tag.POS in ADJECTIVES
    )


@lru_cache(maxsize=4096)
def is_known(word):
    """The dictionary has the word; guessing the others would take a hundred times as long."""
    return analyzer().word_is_known(word)


def is_oblique(word):
    """No reading of the noun, adjective or participle is in the nominative."""
    if not is_known(word):
        return bool(OBLIQUE_ADJECTIVE.search(word))
    found = [parse.tag for parse in parses(word) if parse.tag.POS in (*ADJECTIVES, "NOUN")]
    return bool(found) and all(tag.case != "nomn" for tag in found)


def animate_readings(word):
    """{(case, number)} of a known common noun of a living being, else empty."""
    if not is_known(word):
        return frozenset()
    best = parses(word)[0]
    tag = best.tag
    if tag.POS != "NOUN" or tag.animacy != "anim":
        return frozenset()
    if {"Surn", "Name", "Patr"} & set(tag.grammemes):
        return frozenset()
    return frozenset(
        (str(parse.tag.case), str(parse.tag.number))
        for parse in parses(word)
        if parse.tag.POS == "NOUN" and parse.normal_form == best.normal_form
    )


def noun_in_nominative(word, case, number, wanted):
    """The noun of the case and number in the nominative of the wanted number, or as it is."""
    for parse in parses(word):
        if parse.tag.POS == "NOUN" and parse.tag.case == case and parse.tag.number == number:
            return _inflected(parse, word, {"nomn", wanted})
    return word


def adjective_in_nominative(word, case, number, wanted, gender):
    """The adjective in the nominative of the wanted number and gender, or as it is."""
    for parse in parses(word):
        tag = parse.tag
        if tag.POS in ADJECTIVES and tag.case == case and tag.number == number:
            return _inflected(
                parse, word, {"nomn", wanted} | ({gender} if wanted == "sing" else set())
            )
    return word


def _inflected(parse, word, grammemes):
    found = parse.inflect(grammemes)
    return like(found.word, word) if found else word


def like(word, pattern):
    """The word in the capitals of the pattern, and without ё where the pattern has е."""
    if "ё" not in pattern.lower():
        word = word.replace("ё", "е")
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
