"""Forms of surnames, first names and patronymics: pytrovich with the guards of domain.md 4.3."""

import re
from functools import lru_cache

from lib.grammar.cases import Case
from lib.grammar.exceptions import KINSHIP, STRESSED_ENDING, UNDECLINED_FIRST

MALE, FEMALE = "male", "female"
# «Кара-оол», «Эрес-оол»: the last part alone is declined, and only of a man.
OOL = {Case.GENITIVE: "а", Case.DATIVE: "у", Case.ACCUSATIVE: "а", Case.INSTRUMENTAL: "ом"}
CONSONANT = re.compile(r"[бвгджзйклмнпрстфхцчшщ]$")
# «Салимаа», «Чодураа».
LONG_VOWEL = re.compile(r"(?:аа|ээ|оо|уу|ыы|ии|өө|үү)$")


@lru_cache(maxsize=1)
def _maker():
    """The declining part of pytrovich with its rules, read once in a process."""
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


@lru_cache(maxsize=1)
def _codes():
    """Cases, genders and parts of a name as pytrovich calls them."""
    from pytrovich.enums import Case as Theirs
    from pytrovich.enums import Gender, NamePart

    cases = {case: Theirs[case.name] for case in Case if case != Case.NOMINATIVE}
    genders = {MALE: Gender.MALE, FEMALE: Gender.FEMALE}
    parts = {
        "surname": NamePart.LASTNAME,
        "first_name": NamePart.FIRSTNAME,
        "patronymic": NamePart.MIDDLENAME,
    }
    return cases, genders, parts


def surname_in(case, surname, gender, *, keep=False):
    """The surname in the case; `keep` is the wish of its owner not to have it declined."""
    if case == Case.NOMINATIVE or keep:
        return surname
    return _by_parts(surname, lambda part: _surname_part(case, part, gender), case, gender)


def first_name_in(case, first_name, gender):
    """The first name in the case."""
    if case == Case.NOMINATIVE:
        return first_name
    return _by_parts(first_name, lambda part: _first_name_part(case, part, gender), case, gender)


def patronymic_in(case, patronymic, gender):
    """The patronymic in the case; «Мамед оглы», «Ариф кызы» stay."""
    words = re.split(r"[\s-]+", patronymic.lower())
    if case == Case.NOMINATIVE or KINSHIP.intersection(words):
        return patronymic
    first, hyphen, last = patronymic.rpartition("-")  # «Кызыл-оолович»
    return first + hyphen + _decline(case, last, gender, "patronymic")


def _by_parts(name, decline, case, gender):
    """The name with every part declined that stands by itself."""
    *first, last = name.split("-")
    if last.lower() == "оол":
        return name + OOL[case] if gender == MALE else name
    declined = [part if part.lower() in UNDECLINED_FIRST else decline(part) for part in first]
    return "-".join([*declined, decline(last)])


def _surname_part(case, surname, gender):
    if gender == FEMALE and CONSONANT.search(surname.lower()):
        return surname
    form = _decline(case, surname, gender, "surname")
    if case == Case.INSTRUMENTAL and gender == MALE and _is_stressed_on_ending(surname.lower()):
        return re.sub("ем$", "ом", form)
    return form


def _is_stressed_on_ending(surname):
    return surname.endswith("ач") or surname in STRESSED_ENDING


def _first_name_part(case, name, gender):
    lower = name.lower()
    if gender == FEMALE and (CONSONANT.search(lower) or LONG_VOWEL.search(lower)):
        return name
    if gender == MALE and lower.endswith("ек"):
        # «Белека»: the vowel is not a fleeting one in first names.
        return name + OOL[case]
    return _decline(case, name, gender, "first_name")


def _decline(case, word, gender, part):
    if not word:
        return word
    cases, genders, parts = _codes()
    return _maker().make(parts[part], genders[gender], cases[case], word)
