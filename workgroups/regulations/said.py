"""What the text of a regulation says of the things that its parameters decide: pure functions.

The words of real regulations: seed 000, peers.md a.5. A sentence that says none of it is let pass;
what is understood wrongly would be told to a person beside the sentence, so nothing is changed.
"""

import re
from dataclasses import dataclass

from workgroups.models import Frequency, MajorityBase, Quorum
from workgroups.regulations.topics import Topic

SENTENCE = re.compile(r"(?<=[.;])\s+(?=[А-ЯЁ])")
NUMBER_WORDS = {
    "одного": 1,
    "один": 1,
    "двух": 2,
    "два": 2,
    "две": 2,
    "трех": 3,
    "три": 3,
    "четырех": 4,
    "четыре": 4,
    "пяти": 5,
    "пять": 5,
    "шести": 6,
    "шесть": 6,
    "семи": 7,
    "семь": 7,
    "восьми": 8,
    "девяти": 9,
    "десяти": 10,
    "десять": 10,
    "четырнадцати": 14,
    "пятнадцати": 15,
}
N = rf"(?:\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
SHARE = r"(?:двух|трех|одной)\s+трет\w+|трех\s+четверт\w+|\d\s*/\s*\d"
# Longer than any sentence of a regulation: what is pasted without a full stop is read no further.
LONGEST = 1000
# What no parameter can say: it differs from every one of them.
OTHER = "other"


@dataclass(frozen=True)
class Said:
    """A sentence of the text about the topic: what it means and the words that say it."""

    topic: Topic
    value: object
    words: str
    sentence: str


def sentences(text):
    """Sentences of the text, line by line, without the marks of lists and headings."""
    for line in text.splitlines():
        for sentence in SENTENCE.split(line.strip(" \t#-–—•")):
            if sentence := sentence[:LONGEST].strip():
                yield sentence


def said_in(text):
    """[Said] of the whole text in its order."""
    found = []
    for sentence in sentences(text):
        plain = sentence.casefold().replace("ё", "е")
        for topic, read in READERS.items():
            if meant := read(plain):
                value, (start, end) = meant
                found.append(Said(topic, value, sentence[start:end], sentence))
    return found


def number_of(word):
    """The number that digits or a word name."""
    return int(word) if word.isdecimal() else NUMBER_WORDS[word]


def first_of(plain, meanings):
    """(value, place) of the first pattern that the sentence holds, or None."""
    for pattern, value in meanings:
        if found := re.search(pattern, plain):
            return value, found.span()
    return None


QUORUM_SHARES = (
    (r"не\s+менее\s+(?:чем\s+)?половин\w+|половина\s+(?:и|или)\s+более", Quorum.AT_LEAST_HALF),
    (r"(?:более|больше|свыше)\s+(?:чем\s+)?половин\w+", Quorum.MORE_THAN_HALF),
    (rf"(?:не\s+менее|более|больше|свыше)\s+(?:чем\s+)?(?:{SHARE})", OTHER),
    (r"(?:не\s+менее|более|больше)\s+(?:чем\s+)?50\s*(?:%|процент\w+)", None),
)
QUORUM_NUMBER = re.compile(rf"не\s+менее\s+(?:чем\s+)?({N})\s+(?:ее\s+|его\s+)?(?:член|человек)\w*")


def quorum(plain):
    """Quorum, (Quorum.NUMBER, how many), or OTHER."""
    is_about = re.search(r"правомоч|кворум", plain) or (
        "заседани" in plain and "присутству" in plain and "голос" not in plain
    )
    if not is_about:
        return None
    if found := QUORUM_NUMBER.search(plain):
        return (Quorum.NUMBER, number_of(found[1])), found.span()
    meant = first_of(plain, QUORUM_SHARES)
    if meant and meant[0] is None:
        start, end = meant[1]
        is_least = plain[start:end].startswith("не")
        return (Quorum.AT_LEAST_HALF if is_least else Quorum.MORE_THAN_HALF), meant[1]
    return meant


MAJORITIES = (
    (rf"квалифицированн\w+\s+большинств\w+|(?:{SHARE})\s+голос\w+", OTHER),
    (r"большинств\w+\s+[^.;]*?присутству\w+", MajorityBase.PRESENT),
    (
        r"большинств\w+\s+[^.;]*?(?:(?:общего|списочного|установленного|утвержденного)\s+"
        r"(?:числа|состава|количества)|всех\s+(?:ее\s+|его\s+)?членов|числа\s+всех)",
        MajorityBase.ALL,
    ),
)


def majority(plain):
    """MajorityBase or OTHER."""
    return first_of(plain, MAJORITIES) if "голос" in plain else None


TIES = (
    (r"решени\w*\s+(?:считается\s+)?(?:не\s*прин(?:ят|има)\w*|отклон\w+)|повторн\w+", False),
    (
        r"голос\w*\s+(?:председател\w+|председательству\w+|руководител\w+)[^.;]*решающ\w+"
        r"|решающ\w+[^.;]*голос\w*\s+(?:председател\w+|председательству\w+|руководител\w+)"
        r"|решает\s+голос\s+\w+",
        True,
    ),
)


def casting(plain):
    """The presiding person decides a tie, or not."""
    is_about = re.search(r"поровну|равенств\w+\s+голос|равн\w+\s+(?:числе|количестве)", plain)
    return first_of(plain, TIES) if is_about else None


SECRETARY_VOTES = (
    (
        r"(?:не\s+голосу\w+|не\s+участву\w+\s+в\s+голосовании|в\s+голосовании\s+не\s+участву\w+"
        r"|не\s+(?:имеет|обладает)\s+прав\w+\s+(?:решающего\s+)?голоса"
        r"|без\s+права\s+(?:решающего\s+)?голоса)",
        False,
    ),
    (
        r"(?:голосует|участвует\s+в\s+голосовании"
        r"|(?:имеет|обладает|с)\s+прав\w+\s+(?:решающего\s+)?голоса)",
        True,
    ),
)


def secretary(plain):
    """The secretary votes, or not."""
    return first_of(plain, SECRETARY_VOTES) if "секретар" in plain else None


PERIODS = {
    "квартал": Frequency.QUARTER,
    "полугоди": Frequency.HALF_YEAR,
    "полгода": Frequency.HALF_YEAR,
    "год": Frequency.YEAR,
}
MONTHS = {3: Frequency.QUARTER, 6: Frequency.HALF_YEAR, 12: Frequency.YEAR}
RATE = re.compile(
    rf"(?:не\s+реже\s+(?:чем\s+)?)?(?:({N})\s+)?раза?\s+в\s+(?:({N})\s+)?(?:учебн\w+\s+|календарн\w+\s+)?"
    r"(месяц\w*|квартал\w*|полугоди\w+|полгода|год\w*)"
)
RATES_IN_A_WORD = (
    (r"ежеквартальн\w+", (Frequency.QUARTER, 1)),
    (r"ежегодн\w+", (Frequency.YEAR, 1)),
    (r"ежемесячн\w+", OTHER),
)


def frequency(plain):
    """(Frequency, how many times) or OTHER."""
    if not re.search(r"заседани|собира|созыва", plain):
        return None
    if not (found := RATE.search(plain)):
        return first_of(plain, RATES_IN_A_WORD)
    times = number_of(found[1]) if found[1] else 1
    every = number_of(found[2]) if found[2] else 1
    if found[3].startswith("месяц"):
        period = MONTHS.get(every)
    else:
        period = next(p for word, p in PERIODS.items() if found[3].startswith(word))
        period = period if every == 1 else None
    return ((period, times) if period else OTHER), found.span()


DAYS = rf"({N})\s*(?:\(\w+\)\s*)?(рабоч\w+|календарн\w+)?\s*(?:дн\w+|день)"
WITHIN = re.compile(rf"(?:в\s+течение|не\s+позднее(?:\s+чем\s+через)?|через)\s+{DAYS}")
BEFORE = re.compile(rf"(?:не\s+позднее\s+(?:чем\s+)?за|не\s+менее\s+чем\s+за|за)\s+{DAYS}")


def days_in(pattern, plain):
    """((how many, counts working days or None when it is not said), place), or None."""
    if not (found := pattern.search(plain)):
        return None
    kind = found[2].startswith("рабоч") if found[2] else None
    return (number_of(found[1]), kind), found.span()


def minutes(plain):
    """(days, working?) in which the minutes are made."""
    return days_in(WITHIN, plain) if "протокол" in plain else None


def papers(plain):
    """(days, working?) before a meeting by which the papers are sent."""
    is_about = re.search(r"материал|повестк|документ|извеща|уведомля|приглаша|сообща", plain)
    return days_in(BEFORE, plain) if is_about else None


POLLS = (
    (
        r"(?:заочн\w+\s+(?:голосован|форм|заседан)\w*|опрос\w*)[^.;]*\bне\s+"
        r"(?:допуска|провод|применя|предусм)\w+",
        False,
    ),
    (r"не\s+(?:допуска|провод|применя)\w+[^.;]*(?:заочн\w+|опросн\w+|опросом)", False),
    (r"заочн\w+\s+(?:голосован|форм|заседан|порядк)\w*", True),
    (r"путем\s+опроса|опросн\w+\s+пут\w+", True),
    (r"принят\w*\s+заочно", True),
)


def absentee(plain):
    """A poll is allowed, or not."""
    return first_of(plain, POLLS)


READERS = {
    Topic.FREQUENCY: frequency,
    Topic.QUORUM: quorum,
    Topic.MAJORITY: majority,
    Topic.CASTING: casting,
    Topic.SECRETARY: secretary,
    Topic.PAPERS: papers,
    Topic.MINUTES: minutes,
    Topic.ABSENTEE: absentee,
}
