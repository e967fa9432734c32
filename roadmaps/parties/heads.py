"""The chief word of a party: every case form of the lemmas of words.py, and acronyms."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from roadmaps.parties import words
from roadmaps.parties.morphology import (
    ADJECTIVES,
    adjective_readings,
    analyzer,
    animate_readings,
    is_known,
)
from roadmaps.parties.words import Sort

ACRONYM = re.compile(r"[А-ЯЁ]{2,8}|(?=.*[а-яё])(?=(?:[^А-ЯЁ]*[А-ЯЁ]){3})[А-ЯЁ][А-Яа-яЁё]{2,12}")
# The dictionary puts the bookish plural first.
IRREGULAR = {"учитель": "учителя", "директор": "директора", "инспектор": "инспекторы"}
LEAST_WORD = 4
# Adjectives and abbreviations that may stand before the chief word.
FARTHEST = 6

ABBREVIATED = (
    dict.fromkeys(words.POST_ABBREVIATIONS, Sort.SCHOOL_PEOPLE)
    | dict.fromkeys(words.UNIT_ABBREVIATIONS, Sort.UNIT)
    | dict.fromkeys(words.STAFF_ABBREVIATIONS, Sort.STAFF)
)


@dataclass(frozen=True)
class Head:
    """Chief word of a party."""

    sort: Sort
    lemma: str
    # {(case, number)}; empty for an acronym or an abbreviation, which have no endings.
    readings: frozenset = frozenset()
    gender: str = ""
    # Nominative in the singular and in the plural.
    singular: str = ""
    plural: str = ""
    is_adjective: bool = False
    # Place among the tokens of the text.
    index: int = 0

    @property
    def may_be_nominative(self):
        return not self.readings or any(case == "nomn" for case, _ in self.readings)

    @property
    def is_surely_nominative(self):
        """Nominative, and no genitive after another noun: «руководители», not «школы»."""
        cases = {case for case, _ in self.readings}
        return "nomn" in cases and "gent" not in cases


def fold(word):
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=1)
def forms():
    """{form: Head} of every lemma of words.py."""
    found = {}
    for sort, lemmas in words.LEMMAS.items():
        for lemma in lemmas.split():
            for form, head in _forms_of(lemma, sort):
                known = found.get(form)
                if known is None:
                    found[form] = head
                elif known.lemma == head.lemma:
                    found[form] = replace(known, readings=known.readings | head.readings)
    return found


def _forms_of(lemma, sort):
    """(form, Head with one reading) of each case and number of the lemma."""
    parse = _parse_of(lemma)
    is_adjective = parse.tag.POS in ADJECTIVES
    lexeme = [form for form in parse.lexeme if _is_wanted(form.tag, parse.tag)]
    singular, plural = (
        next((form.word for form in lexeme if {"nomn", number} <= set(form.tag.grammemes)), lemma)
        for number in ("sing", "plur")
    )
    plural = IRREGULAR.get(lemma, plural)
    for form in lexeme:
        reading = frozenset({(str(form.tag.case), str(form.tag.number))})
        gender = str(parse.tag.gender or "")
        yield (
            fold(form.word),
            Head(sort, fold(lemma), reading, gender, singular, plural, is_adjective),
        )


def _parse_of(lemma):
    parses = analyzer().parse(lemma)
    nouns = [one for one in parses if one.tag.POS == "NOUN" and one.tag.case == "nomn"]
    own = [one for one in nouns if fold(one.normal_form) == fold(lemma)]
    return next(iter(own or nouns or parses))


def _is_wanted(tag, of):
    """A full form of the lemma's own gender."""
    if tag.POS != of.POS or not tag.case:
        return False
    return tag.number == "plur" or tag.gender == of.gender


def acronym_sort(word):
    """What the acronym names, or None when it is no acronym or names a kind of work."""
    first = word.split("-")[0]
    if first in words.WORK_ACRONYMS:
        return None
    if first in words.SCHOOL_ACRONYMS:
        return Sort.SCHOOL
    if first in words.BODY_ACRONYMS:
        return Sort.BODY
    if words.ORGANISATION_FORM.fullmatch(first):
        return Sort.UNIT
    if words.SCHOOL_FORM.fullmatch(first):
        return Sort.SCHOOL
    # In a line of capitals «РАЙОНА» is a word.
    is_word = len(first) >= LEAST_WORD and is_known(first.lower())
    return Sort.UNIT if ACRONYM.fullmatch(first) and not is_word else None


def head_of_word(word):
    """Head that the word by itself names, or None: «руководителям», «учителя-наставники», «РМК»."""
    known = forms().get(words.CONTRACTED.get(fold(word), fold(word)))
    if known is None and "-" in word:
        halves = [forms().get(fold(half)) for half in word.split("-")]
        known = halves[0] or (halves[-1] if word.islower() else None)
    if known is None and word.lower().startswith("зам") and fold(word[3:]) in forms():
        return Head(Sort.SCHOOL_PEOPLE, fold(word))
    if known is None and (sort := acronym_sort(word)):
        return Head(sort, word.split("-")[0])
    return known


def find_head(tokens, start):
    """Head of the party that begins at the token, over its adjectives; None when none does."""
    for index in range(start, min(start + FARTHEST, len(tokens))):
        token = tokens[index]
        if token.kind == "abbreviation":
            if token.word in words.ADJECTIVE_ABBREVIATIONS:
                continue
            sort = ABBREVIATED.get(token.word)
            return Head(sort, token.word, index=index) if sort else None
        if token.kind in ("and", ",") and _joins_adjectives(tokens, start, index):
            continue
        if token.kind != "word":
            return None
        head = head_of_word(token.text)
        if head and not (head.is_adjective and _agrees_with_next(head, tokens, index)):
            return replace(head, index=index)
        if not head and not looks_adjectival(token.text):
            return None
    return None


def _joins_adjectives(tokens, start, index):
    """«Школьные и муниципальные координаторы»."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if index == start or after is None or after.kind != "word":
        return False
    return looks_adjectival(after.text) and head_of_word(after.text) is None


def _agrees_with_next(head, tokens, index):
    """«Ответственный секретарь»: the adjective is not yet the chief word."""
    if index + 1 >= len(tokens) or tokens[index + 1].kind != "word":
        return False
    following = head_of_word(tokens[index + 1].text)
    return bool(following and following.readings & head.readings)


def find_animate(tokens, start):
    """Head by the dictionary alone: a noun of a living being after its adjectives, or None."""
    for index in range(start, min(start + FARTHEST, len(tokens))):
        token = tokens[index]
        if token.kind != "word":
            return None
        if readings := animate_readings(token.text.lower().split("-")[0]):
            return Head(Sort.PEOPLE, fold(token.text), readings, index=index)
        if not looks_adjectival(token.text):
            return None
    return None


def looks_adjectival(word):
    """The word may stand before a noun that it describes."""
    word = word.lower()
    return word in words.DETERMINERS or bool(words.ADJECTIVE_ENDING.search(word))


def agreed(tokens, start, head):
    """Readings of the head that its adjectives allow."""
    readings = head.readings
    for token in tokens[start : head.index]:
        if token.kind == "word" and (own := adjective_readings(token.text.lower())):
            readings = readings & own or readings
    return readings
