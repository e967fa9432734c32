"""Spelling that does not change the meaning: case, ё, look-alikes, dashes, blanks, breaks."""

import re
import unicodedata

from roadmaps.deadlines.words import known

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−⁃─━﹘﹣~÷→", "-"))
# Latin letters that a Russian eye takes for its own.
LOOKALIKES = str.maketrans("aceopxyktmhb", "асеорхуктмнв")
LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
BLANKS = re.compile(r"[^\S\n]+")
WORD = re.compile(r"[а-яa-zіӏ]+")
# «2О23», «202З»: a letter typed for a digit.
SPOILT_YEAR = re.compile(r"(?<![а-яa-z\d])2[\dоoз]{3}(?![\dоoз])")
DIGITS = str.maketrans("оoз", "003")
TORN_YEAR = re.compile(r"(?<!\d)20 (\d\d)(?= ?г)")
ROMAN_STROKES = str.maketrans("іӏl", "iii")


def plain(text):
    """The text in small letters, with «-» for every dash, single blanks and «\\n» for line ends."""
    text = LINE_ENDS.sub("\n", unicodedata.normalize("NFKC", text))
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Mn"))
    text = text.casefold().replace("ё", "е").translate(DASHES)
    # «ноябрь…декабрь»
    text = BLANKS.sub(" ", text.replace("...", " - ")).strip()
    text = SPOILT_YEAR.sub(lambda match: match[0].translate(DIGITS), text)
    # «2023r.» is how «2023г.» comes out of a scanner.
    text = re.sub(r"(?<=\d)r(?![a-z])", "г", text)
    text = TORN_YEAR.sub(r"20\1", text)
    return WORD.sub(lambda match: _one_script(match[0]), text)


def _one_script(word):
    """The word in Cyrillic letters; Roman numerals and foreign words stay Latin."""
    if set(word) <= set("ivxlіӏ"):
        return word.translate(ROMAN_STROKES)
    swapped = word.translate(LOOKALIKES)
    if word.endswith("b") and known(soft := swapped[:-1] + "ь"):
        # «сентябрb»: at the end of a word a small b stands for ь.
        swapped = soft
    is_russian = any(char >= "а" for char in word) or not re.search("[a-z]", swapped)
    return swapped if is_russian else word
