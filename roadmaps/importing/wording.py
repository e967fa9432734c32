"""What the words of a plan's table look like: small questions that several steps ask."""

import re

from roadmaps.parties.morphology import is_known

# Latin letters that look like Cyrillic ones; papers mix them freely (domain.md 3.7).
LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
ROMAN_LOOK_ALIKE = str.maketrans("ІХСМ", "IXCM")
DASHES = re.compile(r"[‐‑‒–—―−]")
BROKEN_WORD = re.compile(r"([а-яё]+)-[ \t]*\n\s*([а-яё]+)", re.IGNORECASE)
SPACES = re.compile(r"\s+")

ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
# «1», «1.», «1.2», «2.10.», «1)», «№ 3», «1-1»
ROW_NUMBER = re.compile(r"№?\s*\d{1,3}(?:[.\-]\d{1,3}){0,3}\s*[.)]?")
COUNTER = re.compile(r"\d{1,2}")

# Words in a cell that stand for «nobody, nothing».
NOTHING = frozenset({"-", "–", "—", "−", "", "нет"})
END_OF_SENTENCE = (".", "!", "?", ";", ":")
OPENERS = (",", "-", "–", "—", "(", "«", "/", "№")
# A cell that ends with such a word goes on in the next row.
LINKING_WORDS = frozenset(
    "и или а но в во на по с со к ко о об от до для из у при за над под между через без "
    "не что как также их его её том числе".split()
)


def one_line(text):
    """The text with all white space, line breaks too, as single spaces."""
    return SPACES.sub(" ", text).strip()


def unbroken(text):
    """The text without the hyphens at which a line was broken: «контроль-⏎ных»."""
    return BROKEN_WORD.sub(_whole_word, text) if "-\n" in text else text


def _whole_word(found):
    """The word in one piece if there is such a word, else with its hyphen: «учебно-⏎деловой»."""
    first, second = found.groups()
    whole = f"{first}{second}"
    return whole if is_known(whole.casefold()) else f"{first}-{second}"


def folded(text):
    """What headings are compared by: small letters, ё as е, plain dashes, single spaces."""
    text = DASHES.sub("-", one_line(text)).casefold().replace("ё", "е")
    return text.strip(" .:;,*")


def is_row_number(text):
    """True for what stands in a column of numbers."""
    return bool(ROW_NUMBER.fullmatch(text.strip())) and not re.fullmatch(r"(19|20)\d\d", text)


def numbers_of(text):
    """(2, 10) of «2.10.»; empty when the text is no number."""
    return tuple(map(int, re.findall(r"\d+", text))) if is_row_number(text) else ()


def begins_small(text):
    """True when the text goes on with a small letter, as the rest of a torn sentence does."""
    first = next((char for char in text if char.isalpha() or char in '-–—•(«"0123456789'), "")
    return first.isalpha() and first.islower()


def begins_inside(text):
    """True when the text opens with a dash, a bullet or a bracket: hardly a sentence of its own."""
    return text.lstrip()[:1] in ("-", "–", "—", "•", "(", ")", ",", ";")


def is_open(text):
    """True when the text breaks off: a comma, a linking word, an unclosed quote or bracket."""
    text = text.rstrip()
    if not text:
        return False
    if text.endswith(OPENERS) or text.count("«") > text.count("»"):
        return True
    if text.count("(") > text.count(")"):
        return True
    last = re.split(r"\s", text)[-1].casefold()
    return last in LINKING_WORDS


def is_finished(text):
    """True when the text ends as a sentence does."""
    return text.rstrip().endswith(END_OF_SENTENCE)


def is_shouted(text):
    """True for a text in capitals of two words or more."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 8 and all(char.isupper() for char in letters) and " " in text.strip()


def joined(first, second):
    """Two pieces of a torn cell as one text."""
    first, second = first.strip(), second.strip()
    if not first or not second:
        return first or second
    # «контрольно-» + «измерительных»; a dash after a space divides words and stays so.
    glue = "" if re.search(r"\w-$", first) and second[0].islower() else " "
    return f"{first}{glue}{second}"
