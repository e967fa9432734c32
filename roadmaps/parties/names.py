"""Names of people in a text: «Капустина Н. В.», «О.М.Дамба», «Иванова Анна Петровна»."""

import re
from dataclasses import dataclass

from roadmaps.parties.heads import head_of_word
from roadmaps.parties.morphology import is_known, parses
from roadmaps.parties.words import LEVELS, POST_ABBREVIATIONS, SCHOOL_FORM

CAPITAL = "[А-ЯЁ]"
# A capital by itself; «И.о.» is no initial.
INITIAL = rf"{CAPITAL}(?![А-Яа-яЁё])"
END = r"(?!\s?о\b)"
INITIALS = (
    rf"(?:{INITIAL}\s?\.(?:\s?[-‑])?\s?{INITIAL}(?:\s?\.)?"
    rf"|{INITIAL}\s?,\s?{INITIAL}\s?\."
    rf"|{INITIAL}\s{INITIAL}\s?\.?"
    rf"|{INITIAL}\.[-‑]{INITIAL}\."
    rf"|{INITIAL}\s?\.{END})"
)
SURNAME = (
    rf"{CAPITAL}[а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*|{CAPITAL}{{3,}}(?:-{CAPITAL}{{2,}})*(?!{CAPITAL})"
)
PATRONYMIC = (
    rf"{CAPITAL}[а-яё]*?(?:[оеё]вич|ич|[оеё]вн|ичн|иничн)(?:а|у|ем|ом|е|ой|ою|ы)?"
    r"(?:\s+(?:оглы|кызы))?(?![а-яё])"
)
WORD = rf"{CAPITAL}[а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*"
SURNAME_FIRST = re.compile(
    rf"(?P<surname>{SURNAME})\s*(?P<initials>{INITIALS})(?:\s+(?:оглы|кызы)\b)?"
)
INITIALS_FIRST = re.compile(rf"(?P<initials>{INITIALS})\s*(?P<surname>{SURNAME})(?![А-ЯЁ])")
FULL = re.compile(rf"(?P<surname>{WORD})\s+(?P<first>{WORD})\s+(?P<patronymic>{PATRONYMIC})")
FULL_REVERSED = re.compile(
    rf"(?P<first>{WORD})\s+(?P<patronymic>{PATRONYMIC})(?:\s+(?P<surname>{WORD}))?"
)
PAIR = re.compile(rf"(?P<one>{WORD})\s+(?P<other>{WORD})(?![а-яё])")
# Longer words in capitals are ordinary words.
LONGEST_ACRONYM = 5
START = re.compile(rf"(?<![А-Яа-яЁё-])(?={CAPITAL})")
# «СОШ им. А. С. Пушкина» is a school.
NAMED_AFTER = re.compile(r"(?:\bим\.|\bимени|\bпамяти)\s?(?:[^,;()\n]{0,60})$")


@dataclass(frozen=True)
class Name:
    """A person named in the text, in the case in which he is printed."""

    start: int
    end: int
    surname: str = ""
    # «Н.В.», with dots and without spaces.
    initials: str = ""
    first: str = ""
    patronymic: str = ""

    @property
    def letters(self):
        """«НВ», of the initials or of the names in full."""
        return "".join(filter(str.isalpha, self.initials)) or self.first[:1] + self.patronymic[:1]


def find_names(text):
    """Names in order; none within another."""
    names, end = [], 0
    for place in START.finditer(text):
        start = place.start()
        if start < end:
            continue
        name = _name_at(text, start)
        if name is None:
            continue
        end = name.end
        if not NAMED_AFTER.search(text, max(0, start - 80), start):
            names.append(name)
    return names


def _name_at(text, start):
    if match := INITIALS_FIRST.match(text, start):
        return _with_initials(match) if _may_be_surname(match["surname"]) else None
    if (match := SURNAME_FIRST.match(text, start)) and _may_be_surname(match["surname"]):
        return _with_initials(match)
    for pattern in (FULL, FULL_REVERSED):
        match = pattern.match(text, start)
        if match and all(_may_be_surname(word) for word in match.groups() if word):
            parts = {part: word or "" for part, word in match.groupdict().items()}
            return Name(match.start(), match.end(), **parts)
        if match and pattern is FULL_REVERSED and _may_be_surname(match["first"]):
            return Name(start, match.end("patronymic"), "", "", match["first"], match["patronymic"])
    match = PAIR.match(text, start)
    return _pair(match) if match else None


def _with_initials(match):
    letters = re.findall(CAPITAL, match["initials"])
    hyphen = "-" if re.search("[-‑]", match["initials"]) else ""
    initials = hyphen.join(f"{letter}." for letter in letters)
    return Name(match.start(), match.end(), match["surname"], initials)


def _pair(match):
    """«Иванова Анна», «Анна Иванова»: one is a known first name, the other no common word."""
    one, other = match["one"], match["other"]
    if _is_first_name(other) and _is_surname(one):
        return Name(match.start(), match.end(), surname=one, first=other)
    if _is_first_name(one) and _is_surname(other):
        return Name(match.start(), match.end(), surname=other, first=one)
    return None


def _may_be_surname(word):
    """Not the word of a post or a unit, nor an acronym."""
    if word.isupper() and len(word) > LONGEST_ACRONYM:
        return head_of_word(word.capitalize()) is None
    if word.lower() in POST_ABBREVIATIONS or SCHOOL_FORM.fullmatch(word):
        return False
    return word not in LEVELS and head_of_word(word) is None


def _is_first_name(word):
    word = word.lower()
    return is_known(word) and any("Name" in parse.tag for parse in parses(word))


def _is_surname(word):
    """The dictionary knows it as a surname, or its ending is one of a surname."""
    if SURNAME_ENDING.search(word.lower()):
        return not head_of_word(word)
    word = word.lower()
    return is_known(word) and any("Surn" in parse.tag for parse in parses(word)[:3])


SURNAME_ENDING = re.compile(
    r"(?:[оеё]в|[иы]н|[оеё]в[ауые]|[иы]н[ауые]|[оеё]вой|[иы]ной|[оеё]вым|[иы]ным|"
    r"[сц]к(?:ий|ая|ого|ому|им|ой|ую)|енко|ченко|швили|дзе|оол|чук|щук|юк|ян)$"
)
