"""What kind of party the words name: one per school, a post, a unit, a body (domain.md 3.4)."""

import re
from dataclasses import replace

from roadmaps.parties import words
from roadmaps.parties.heads import (
    acronym_sort,
    agreed,
    find_animate,
    head_of_word,
    looks_adjectival,
)
from roadmaps.parties.words import Sort

ASIDE = (
    "законн",
    "далее",
    "по согласованию",
    "по списку",
    "по отдельн",
    "при ",
    "в случае",
    "см.",
    "прил",
)
IN_SCHOOLS = {"в", "во", "от", "из"}
OF_ONE_SCHOOL = re.compile(r"школьн|родительск|управляющ|педагогическ")
OF_DIRECTORS = ("советник", "помощник")
LOCALITY = {"с", "п", "пос", "д", "дер", "ст", "х", "пгт", "рп", "им"}
SCHOOL_WORD = re.compile(r"(?:средн|основн|общеобразовательн|начальн)(?:яя|ая|ей|ой)")
ONE_OF_A_KIND = {"гимназия", "лицей", "интернат", "школа-интернат", "прогимназия"}


def kind_of(piece):
    """Kind of the party: person, post, unit, school_class, body, text; "self" for the signatory."""
    first = piece.tokens[0]
    if first.kind in ("name", "self"):
        return {"name": "person", "self": "self"}[first.kind]
    if piece.before_number:
        return "unit"
    if piece.head is None:
        piece.head = find_animate(piece.tokens, 0)
        piece.chief = piece.head and piece.tokens[piece.head.index]
    if piece.head is None:
        return "unit" if first.kind == "quote" else "text"
    phrase = Phrase(piece)
    return RULES[piece.head.sort](phrase)


class Phrase:
    """The words of a piece around its chief word."""

    def __init__(self, piece):
        self.piece, self.head = piece, piece.head
        tokens = piece.tokens
        self.place = next(i for i, token in enumerate(tokens) if token is piece.chief)
        self.before = tokens[: self.place]
        self.after = tokens[self.place + 1 :]
        self.adjectives = " ".join(token.word for token in self.before)

    @property
    def readings(self):
        return agreed(self.piece.tokens, 0, replace(self.head, index=self.place))

    @property
    def is_plural(self):
        """Several; a form that is both «школы» of one and «школы» of many counts as many."""
        readings = self.readings
        if not readings:
            return bool(self._plural_after())
        numbers = {number for case, number in readings if case == "nomn"}
        return "plur" in (numbers or {number for _, number in readings})

    def _plural_after(self):
        known = [head_of_word(token.text) for token in self.after[:1] if token.kind == "word"]
        several = [one for one in known if one and one.readings and self.head.lemma == "зам"]
        return [one for one in several if all(number == "plur" for _, number in one.readings)]

    @property
    def complement(self):
        """Head of the first party named after the chief word: «специалисты | управления»."""
        for token in self.after:
            if token.kind == "word" and (known := head_of_word(token.text)):
                return known
        return None

    @property
    def is_of_schools(self):
        """Schools of no particular name stand after the chief word, and not as its object."""
        preposition = ""
        for token in self.after:
            if token.word in words.PREPOSITIONS:
                preposition = token.word
                continue
            is_place = not preposition or preposition in IN_SCHOOLS
            if is_place and token.kind == "word" and _names_schools(token.text):
                return True
        return False

    @property
    def is_specific(self):
        """One school or organisation is meant: it has a number, quotes, or a name of its own."""
        tokens = self.piece.tokens
        if any(token.text.startswith("№") for token in tokens):
            return True
        if self.head.sort is Sort.SCHOOL and [t.kind for t in self.after[:1]] == ["number"]:
            return True
        pairs = list(zip([None, *tokens], tokens, strict=False))
        if any(token.kind == "quote" and _takes_name(before) for before, token in pairs):
            return True
        if self.head.readings and self.is_plural:
            return any(_is_own_name(t) and t.word.endswith("ая") for t in self.before)
        locality = any(t.kind == "abbreviation" and t.word in LOCALITY for t in self.after)
        return locality or any(
            _is_own_name(before) and _is_school_word(token) for before, token in pairs[1:]
        )


def _names_schools(word):
    if (sort := acronym_sort(word)) is not None:
        return sort is Sort.SCHOOL
    return bool(words.OF_SCHOOLS.match(word)) and not words.NOT_SCHOOL_ORGANISATION.match(word)


def _takes_name(before):
    """«МБОУ «Радуга»», «школа «Радуга»», but not «участники проекта «500+»»."""
    if before is None or before.kind != "word":
        return True
    return head_of_word(before.text) is not None or _is_school_word(before)


def _is_own_name(token):
    """«Назиевская», «Усть-Хоперской»: an adjective of one school's name."""
    if token.kind != "word" or not looks_adjectival(token.text):
        return False
    return token.text[0].isupper() and not words.GENERIC_SCHOOL.match(token.word)


def _is_school_word(token):
    if token.kind != "word":
        return False
    if token.text in words.LEVELS or SCHOOL_WORD.match(token.word):
        return True
    known = head_of_word(token.text)
    return known is not None and known.sort is Sort.SCHOOL and bool(known.readings)


def _school(phrase):
    if phrase.is_specific:
        return "unit"
    is_one = phrase.head.readings and not phrase.is_plural
    return "unit" if is_one and phrase.head.lemma in ONE_OF_A_KIND else "school_class"


def _unit(phrase):
    if phrase.head.lemma == "комитет" and "родительск" in phrase.adjectives:
        return _body(phrase)
    if phrase.is_plural and re.search(r"\bшкольн", phrase.adjectives):
        return "school_class"
    is_organisation = phrase.head.lemma in ("организация", "учреждение")
    if not is_organisation or not words.OF_SCHOOL_ORGANISATION.search(phrase.adjectives):
        return "unit"
    rest = " ".join(token.word for token in phrase.after[:2])
    if words.NOT_SCHOOL_ORGANISATION.search(f"{phrase.adjectives} {rest}"):
        return "unit"
    return _school(phrase)


def _staff(phrase):
    if phrase.is_specific:
        return "unit"
    if phrase.is_of_schools or "школьн" in phrase.adjectives:
        return "school_class"
    return {"администрация": "unit", "адм": "unit", "админ": "unit", "команда": "body"}.get(
        phrase.head.lemma, "school_class"
    )


def _body(phrase):
    of_schools = phrase.is_of_schools or OF_ONE_SCHOOL.search(phrase.adjectives)
    is_class = of_schools and phrase.is_plural and phrase.head.lemma != "член"
    return "school_class" if is_class else "body"


def _people(phrase):
    if not phrase.is_plural or phrase.is_specific:
        return "post"
    if "школьн" in phrase.adjectives or _is_teaching_staff(phrase):
        return "school_class"
    if words.MUNICIPAL.search(phrase.adjectives) or phrase.head.lemma in words.SERVE_SCHOOLS:
        return "post"
    complement = phrase.complement
    if complement and complement.sort in (Sort.UNIT, Sort.BODY) and not _is_school(complement):
        return "post"
    if complement and complement.lemma == "директор" and phrase.head.lemma in OF_DIRECTORS:
        return "school_class"
    return "school_class" if phrase.is_of_schools else "post"


def _is_teaching_staff(phrase):
    """«Педагогические работники»."""
    return phrase.head.lemma in ("работник", "сотрудник") and "педагог" in phrase.adjectives


def _school_people(phrase):
    if not phrase.is_plural or phrase.is_specific or words.MUNICIPAL.search(phrase.adjectives):
        return "post"
    complement = phrase.complement
    rest = " ".join(token.word for token in phrase.after)
    if complement is None:
        return "post" if words.NOT_SCHOOL_ORGANISATION.search(rest) else "school_class"
    if complement.sort in (Sort.SCHOOL, Sort.SCHOOL_PEOPLE, Sort.STAFF) or _is_school(complement):
        return "school_class"
    if words.NOT_SCHOOL_ORGANISATION.search(rest):
        return "post"
    return "school_class" if words.OF_SCHOOL_ORGANISATION.search(rest) else "post"


def _is_school(head):
    return head.sort is Sort.SCHOOL


RULES = {
    Sort.SCHOOL: _school,
    Sort.UNIT: _unit,
    Sort.STAFF: _staff,
    Sort.BODY: _body,
    Sort.PEOPLE: _people,
    Sort.SCHOOL_PEOPLE: _school_people,
}
