"""Cells that only tables of schools and people have."""

import re

from lib.cells import Wrong, shown
from lib.text import fold
from schools.models import Gender

INN_LENGTH = 10
OF_A_PERSON = 12
MALE = {"м", "муж", "муж.", "мужской", "мужчина"}
FEMALE = {"ж", "жен", "жен.", "женский", "женщина"}
MALE_PATRONYMIC = re.compile(r"(?:ич|оглы|улы)$")
FEMALE_PATRONYMIC = re.compile(r"(?:на|кызы|гызы)$")
# Adults only: no name of a pupil is ever stored (design, 1).
PUPIL = re.compile(
    r"\b(?:учени(?:к|ца|ки|цы)|учащ\w+ся|обучающ\w+ся|воспитанни\w+|школьни(?:к|ца)|\d{1,2}\s*класс)\b"
)


def inn(cell):
    """ИНН of an organisation: ten digits, with the zeros at the beginning."""
    digits = re.sub(r"\s", "", cell.text)
    if not digits.isdecimal() or cell.date:
        raise Wrong(f"«{shown(cell)}» — в ИНН должны быть только цифры", "Впишите десять цифр.")
    if len(digits) == INN_LENGTH - 1:
        raise Wrong(
            f"в ИНН девять цифр ({digits}): похоже, Excel отбросил ноль в начале",
            f"Задайте ячейке формат «Текстовый» и впишите ИНН целиком, скорее всего 0{digits}.",
        )
    if len(digits) == OF_A_PERSON:
        raise Wrong("двенадцать цифр — это ИНН человека", "Впишите ИНН школы, десять цифр.")
    if len(digits) != INN_LENGTH:
        raise Wrong(f"в ИНН {len(digits)} цифр", "ИНН организации — десять цифр: проверьте его.")
    return digits


def gender(cell):
    """Gender by «м», «ж» or a longer word."""
    word = fold(cell.text)
    if word in MALE:
        return Gender.MALE
    if word in FEMALE:
        return Gender.FEMALE
    raise Wrong(f"«{shown(cell)}» — это не «м» и не «ж»", "Напишите «м» или «ж».")


def gender_of_patronymic(patronymic):
    """Gender that the patronymic tells («-вич», «-вна»), or None."""
    word = fold(patronymic or "")
    if MALE_PATRONYMIC.search(word):
        return Gender.MALE
    return Gender.FEMALE if FEMALE_PATRONYMIC.search(word) else None


def is_pupil(post):
    """The post is that of a child."""
    return bool(PUPIL.search(fold(post or "")))
