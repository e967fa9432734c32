"""Abbreviations that the document never spells out (domain.md 2.1, 3.7)."""

import re
from collections import Counter

from roadmaps.checking.faults import Fault

# What everybody in the field reads without help.
WELL_KNOWN = frozenset(
    """
    РФ РСФСР ФЗ ГОСТ СНиП ФГОС ФГОСООО ФГОСНОО ФГОССОО ФАОП ФОП ООП АООП ООО НОО СОО ДО ДОУ ДОО ДОП
    ВПР ОГЭ ЕГЭ ГИА ГВЭ НИКО РДР КДР PISA ФИПИ КИМ КИМы УМК ИКТ ВСОКО МСОКО РСОКО НОКО НОК
    СОШ ООШ НОШ СШ ОШ ОСШ НШДС ВСШ ОО ОУ ОУО МОУО ОМСУ ОМС УО МОиН МО ОВЗ ПМПК ППк ППМС
    МБОУ МКОУ МАОУ МОУ МОБУ МБУ МКУ МАУ ГБОУ ГБУ ГАУ ГАОУ ГКУ ГКОУ ФГБУ ФГБОУ ФГАОУ ГОУ МБДОУ МКДОУ
    ДПО СПО ВПО ВО ДПП ПК КПК ИРО РИРО ЦРО ИМЦ РМК ММС РМО ШМО ММО ГМО МС РМС РМЦ
    СМИ ИНН ОГРН КПП СНИЛС МРОТ ЗП ФИО ФИС ФИСОКО ФИОКО ЦОС ЦОР ЭОР РЭШ ИС АИС ЕИС ИТ ПО ВКС
    США СССР ООН ЮНЕСКО ГТО РДДМ ПДД ОБЖ ОРКСЭ ОДНКНР МХК ИЗО ЗОЖ КДН КДНиЗП ПДН МВД МЧС ЦРБ ТЖС СОП
    УВР ВР УР НМР АХЧ УУД КТП ИУП РП ЦПМПК ТПМПК ППЭ ЦО ПДО ФГИС ГИС ЛК ЛО РТ РБ КБР КЧР
    НИУ ВШЭ МГУ РАО РАН ВУЗ НМЦ КОУ МКУК ЦДО ДЮСШ ДДТ ДК
    """.split()
)
# Neither part of МКУ «ЦМТО» is: the form of an institution and its name in quotes.
WORD = re.compile(r"(?<![\w«-])(?P<name>[А-ЯЁ]{2,8})(?![\w-])(?!\s+[«\"])")
ROMAN = re.compile(r"[ІХIVX]+")
# «ГБУ ДПО РО РИПК и ППРО»: a name, as it stands in the charter.
OWN_NAME = re.compile(
    r"\b(?:Ф?Г|М)(?:Б|А|К|О)?(?:Д|О)?О?У(?:К)?\b(?:\s+(?:ДПО|СПО|ВО|ДО))?(?:\s+(?:и\s+)?[А-ЯЁ]{2,8}\b)*"
)
SPELT = re.compile(
    r"\((?:далее\s*(?:по тексту)?\s*[-–—]?\s*|[-–—]\s*)?(?P<names>[^()]{2,80})\)", re.IGNORECASE
)
EXPLAINED = re.compile(
    r"\b(?P<name>[А-ЯЁ]{2,8})\s*(?:[-–—]\s+|\(\s*)(?P<words>[а-яё][^,;()\n]{5,120})"
)
SHOUTED_SHARE = 0.6
SHORTEST_HEADING, LONGEST_NAME = 6, 12
LIKENESS = 0.6


def never_spelt(document):
    """One finding for each abbreviation, at its first place."""
    everything = [text.text for text in document.texts] + document.background
    explained = WELL_KNOWN | {name for text in everything for name in spelt_in(text)}
    explained |= shouted_words(everything)
    counts, first = Counter(), {}
    for text in document.texts:
        for line in text.lines:
            for name in () if is_shouted(line) else abbreviations_in(line):
                counts[name] += 1
                first.setdefault(name, text.place)
    for name, place in first.items():
        if name not in explained:
            times = f", всего {counts[name]}" if counts[name] > 1 else ""
            yield Fault(
                place,
                f"Сокращение «{name}» нигде не раскрыто{times}.",
                f"При первом упоминании напишите полностью: «… (далее – {name})».",
            )


def shouted_words(texts):
    """Words that the document also writes in small letters: «ШКОЛ» is no abbreviation."""
    words = {word for text in texts for word in re.findall(r"(?<!\w)[а-яё]{2,8}(?!\w)", text)}
    return {word.upper() for word in words}


def is_shouted(line):
    """A heading in capitals: its words are no abbreviations."""
    letters = [char for char in line if char.isalpha()]
    if len(letters) < SHORTEST_HEADING:
        return False
    capitals = sum(char.isupper() for char in letters)
    return capitals > len(letters) * SHOUTED_SHARE and (
        len(letters) > LONGEST_NAME or " " not in line
    )


def abbreviations_in(text):
    """Abbreviations of the text; names of institutions and roman numerals are none."""
    named = [found.span() for found in OWN_NAME.finditer(text)]
    for found in WORD.finditer(text):
        if ROMAN.fullmatch(found["name"]) or any(a <= found.start() < b for a, b in named):
            continue
        yield found["name"]


def spelt_in(text):
    """Abbreviations that the text explains: «… (далее – РПШ)», «РПШ – рисковый профиль школы»."""
    for found in SPELT.finditer(text):
        before = text[max(0, found.start() - 250) : found.start()]
        names = re.findall(r"[А-ЯЁ]{2,8}", found["names"])
        is_short = not re.search(r"[а-яё]{4,}", re.sub(r"далее|тексту", "", found["names"]))
        for name in names if is_short else ():
            if len(names) == 1 or stands_for(name, before):
                yield name
    for found in EXPLAINED.finditer(text):
        if stands_for(found["name"], found["words"]):
            yield found["name"]


def stands_for(name, words):
    """The letters of the name begin words of the phrase, in this order, most of them."""
    initials = re.findall(r"(?<![а-яё])[а-яё]", words.casefold())
    position, matched = len(initials), 0
    for letter in reversed(name.casefold()):
        for place in range(position - 1, max(-1, position - 8), -1):
            if initials[place] == letter:
                position, matched = place, matched + 1
                break
    return matched >= max(2, len(name) * LIKENESS)
