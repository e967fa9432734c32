"""Latin letters inside Russian words: OCR and a keyboard leave them there (domain.md 3.7)."""

import re

LATIN = "AaBCcEeHKkMOoPpTXxYy"
LOOK_ALIKES = str.maketrans(LATIN, "АаВСсЕеНКкМОоРрТХхУу")
# Words that recognition spelt by sound: «Мunicipальная».
SOUNDS = str.maketrans("abcdefghiklmnoprstuvxyz", "абцдефгхиклмнопрстувхйз")
MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])[A-Za-zА-Яа-яЁё-]+\b")
# Wholly Latin, yet every letter looks Russian: «OO», «MKY».
DISGUISED = re.compile(rf"(?<![\w@.])[{LATIN}]{{2,7}}(?![\w@])")


def in_cyrillic(text):
    """The text with its Russian words in Russian letters; every character keeps its place."""
    if text.isascii() and not DISGUISED.search(text):
        return text
    text = MIXED.sub(lambda word: _repaired(word[0]), text)
    return DISGUISED.sub(lambda word: word[0].translate(LOOK_ALIKES), text)


def _repaired(word):
    looks = word.translate(LOOK_ALIKES)
    return looks if not re.search("[a-zA-Z]", looks) else word.translate(SOUNDS)
