"""Latin letters inside Russian words: they look right and no search finds them (domain.md 3.7)."""

import re

from roadmaps.checking.faults import Fault

WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
# «IIполугодие»: a lost space, not a lost letter.
ROMAN_AND_WORD = re.compile(r"[IVX]+[А-Яа-яё]{3,}")
# The preposition typed in Latin: «встреча c родителями».
LONE = re.compile(r"(?<=[А-Яа-яё,] )[coyka](?= [А-Яа-яё«])")


def mixed(document):
    """«Мunicipальная»: the same word in many places is one finding."""
    seen = set()
    for text in document.texts:
        words = [word for word in WORD.findall(text.text) if is_mixed(word)]
        words += LONE.findall(text.text)
        for word in words:
            if word not in seen:
                seen.add(word)
                yield Fault(
                    text.place,
                    f"В слове «{word}» латинские буквы: {_spelled(word)}.",
                    "Наберите слово заново в русской раскладке.",
                )


def is_mixed(word):
    """Both alphabets in one word; a roman numeral glued to a word is not that."""
    if not LATIN.search(word) or not CYRILLIC.search(word):
        return False
    return not ROMAN_AND_WORD.fullmatch(word)


def _spelled(word):
    return ", ".join(dict.fromkeys(LATIN.findall(word)))
