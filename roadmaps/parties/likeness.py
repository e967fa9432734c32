"""What is compared of two names: stems, numbers, levels, legal forms (domain.md 3.7)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lib.text import fold
from roadmaps.parties.script import in_cyrillic

ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ость|ости|ией|иях|ая|яя|ое|ее|ые|ие|ый|ий|ой|ую|юю|"
    r"ых|их|ым|им|ам|ям|ах|ях|ом|ем|ов|ев|ей|ою|ею|ия|ию|ии|ы|и|а|я|о|е|у|ю|ь|й)$"
)
WORD = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*")
LEGAL_FORM = re.compile(
    r"[а-я]{0,4}оу|(?:м|г|ф|фг|ог|кг|обл|ч|р)?(?:б|а|к)?у(?:до|дпо|дод)?|ано|нко|"
    r"казенн[а-я]+|бюджетн[а-я]+|автономн[а-я]+|учреждени[а-я]+"
)
SCHOOL_FORM = re.compile(r"муниципальн[а-я]+|государственн[а-я]+|организаци[а-я]+")
LEVELS = [
    (re.compile(r"\bсредн\w+ (?:общеобразовательн\w+ )?школ\w+|\bсош\b|\bсш\b"), "сош"),
    (re.compile(r"\bосновн\w+ (?:общеобразовательн\w+ )?школ\w+|\bооо?ш\b"), "ооо"),
    (re.compile(r"\bначальн\w+ (?:общеобразовательн\w+ )?школ\w+|\bнош\b"), "нош"),
    (re.compile(r"\bгимнази\w+"), "гимназия"),
    (re.compile(r"\bлице[йяюе]\w*"), "лицей"),
    (re.compile(r"\bшкол\w+"), "школа"),
]
IN_HONOUR = re.compile(r"\b(?:им\.?|имени)\s.*$")
LEAST_STEM = 3


def stem(word):
    """The word without its ending."""
    short = ENDING.sub("", word)
    return short if len(short) >= LEAST_STEM else word


@lru_cache(maxsize=4096)
def words_of(text):
    """Words and numbers of the text, folded."""
    return tuple(WORD.findall(fold(in_cyrillic(text))))


@lru_cache(maxsize=4096)
def stems_of(text):
    """Stems of the words, in order: the same in every case."""
    return tuple(stem(word) for word in words_of(text))


def numbers_of(text):
    return frozenset(re.findall(r"\d+", text))


@lru_cache(maxsize=4096)
def without_form(text):
    """Stems without «МКУ», «муниципальное казённое учреждение»."""
    return tuple(stem(word) for word in words_of(text) if not LEGAL_FORM.fullmatch(word))


def _is_form(word):
    """The word says what kind of school it is by law, and not which one."""
    forms = (LEGAL_FORM, SCHOOL_FORM)
    return word.startswith("общеобразовательн") or any(form.fullmatch(word) for form in forms)


@lru_cache(maxsize=4096)
def initials_of(text):
    """«РМК» of «Районный методический кабинет»."""
    return "".join(word[0] for word in words_of(text) if len(word) > 2 and word.isalpha())


@dataclass(frozen=True)
class SchoolKey:
    """What tells a school from others: its level, number and own words."""

    level: str
    numbers: frozenset
    words: frozenset


@lru_cache(maxsize=4096)
def school_key(text):
    """SchoolKey of a printed name: «МБОУ «СОШ № 5»» and «Средняя школа № 5» have the same."""
    folded = IN_HONOUR.sub("", fold(in_cyrillic(text)))
    level = ""
    for pattern, name in LEVELS:
        if pattern.search(folded):
            level, folded = name, pattern.sub(" ", folded)
            break
    words = WORD.findall(folded)
    own = [word for word in words if word.isalpha() or "-" in word]
    kept = [stem(word) for word in own if len(word) > 1 and not _is_form(word)]
    return SchoolKey(level, frozenset(word for word in words if word.isdigit()), frozenset(kept))
