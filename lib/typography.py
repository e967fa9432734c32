"""The typographer: typed Russian text as a printed paper has it (domain.md 4.1).

`bind` only says where a line must not end; `typeset` also puts quotes, dashes and dots right. Both
leave words and digits alone, and a text that they have been over stays as it is.
"""

import re

from lib.text import NB_HYPHEN, NBSP

SPACES = re.compile(r"[ \t\u00a0]{2,}")
ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
# A hyphen that opens a line is the marker of an item.
LOOSE_HYPHEN = re.compile(r"(?<=\S)[ \u00a0]-(?=[ \u00a0])")

DASH = r"[-–—]"
# Not a piece of a longer number: «01-12/45», «4-36-34», «2020-2021-2022»; not the number of an act.
OUTSIDE = r"(?<![\w.,/№–—-])(?<!№[ \u00a0])", r"(?![\w/–—-]|[.,]\d)"
YEAR = r"(?:19|20)\d\d"
DAY = r"\d{1,2}\.\d{2}\.\d{4}"
RANGES = re.compile(
    rf"{OUTSIDE[0]}(?:(?P<year>{YEAR})[ \u00a0]?{DASH}[ \u00a0]?(?P<last_year>{YEAR})"
    rf"|(?P<day>{DAY})[ \u00a0]?{DASH}[ \u00a0]?(?P<last_day>{DAY})"
    rf"|(?P<number>\d{{1,3}}){DASH}(?P<last_number>[1-9]\d{{0,2}})){OUTSIDE[1]}"
)
# «в 14-30», «с 9-00 до 9-45» is the time of a day.
TIME = re.compile(r"(?:^|\W)(?:в|с|до|к|на|по)[ \u00a0]$", re.IGNORECASE)

MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
UNITS = (
    r"(?:гг?|руб|коп|тыс|млн|чел|шт|экз|стр|мин)\.|(?:тыс|млн|млрд|км|м|мм)\b|[%₽]|год|лет\b|месяц"
    r"|недел|дн(?:я|ей)\b|день\b|час|минут|рубл|процент|балл|человек|школ|класс|участник|пункт"
)
# Each ends with the space that binds.
BINDINGS = [
    re.compile(pattern)
    for pattern in (
        r" (?=[—–](?:\s|$))",
        r"[№§] (?=\S)",
        # Initials with one another, before and after their surname.
        r"\b[А-ЯЁ]\. (?=[А-ЯЁ])",
        r"[а-яё]{2} (?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.)",
        rf"\d (?=(?:{MONTHS})\b|{UNITS})",
        # A preposition of one letter; a shortened word before its number or name.
        r"(?<![\w.-])[вкосуВКОСУ] (?=\S)",
        r"\b(?:ст|пп?|ч)\. (?=\d)",
        r"\b(?:им|ул)\. (?=[А-ЯЁ])",
    )
]

# «М.-о.», «А.-М.»: of initials; a word with a hyphen may be parted there.
HYPHENED = re.compile(r"(?<=\b[А-ЯЁ]\.)-(?=[А-ЯЁа-яё]\.)")
QUOTES = re.compile(r"[\"«»„“”]")
PAIRS = ("«»", "„“")  # of the first level, and of every deeper one
OPENERS, CLOSERS = "«„", "»”"
BEFORE_OPENER = "([{—–-/"
AFTER_CLOSER = ")]}.,:;!?…—–-/"


def typeset(text):
    """The text with «ёлочки», dashes, «…», single and no-break spaces, one paragraph or several.

    Quotes that are not in pairs are left as typed, and so are hyphens inside words and numbers.
    """
    text = SPACES.sub(lambda spaces: NBSP if NBSP in spaces[0] else " ", text)
    text = ELLIPSIS.sub("…", text)
    text = pair_quotes(text)
    text = RANGES.sub(with_short_dash, text)
    return bind(LOOSE_HYPHEN.sub(f"{NBSP}—", text))


def bind(text):
    """The text with no-break spaces and hyphens where a line must not end, the rest as it is."""
    for pattern in BINDINGS:
        text = pattern.sub(lambda found: found[0][:-1] + NBSP, text)
    return HYPHENED.sub(NB_HYPHEN, text)


def with_short_dash(found):
    """«2020–2022» of the match of a range; what is a time or runs backwards stays as typed."""
    first, last = filter(None, found.groups())
    if found["number"]:
        is_time = last[-1] in "05" and len(last) == 2 and TIME.search(found.string[: found.start()])
        if is_time or int(first) >= int(last):
            return found[0]
    return f"{first}–{last}"


def pair_quotes(text):
    """The text with quotes by their depth: «…», inside „…“; as typed where one lacks its pair.

    A quotation may run over several lines; an unpaired quote spoils no line but its own.
    """
    paired = paired_quotes(text)
    if paired is None:
        lines = text.splitlines(keepends=True)
        return "".join(paired_quotes(line) or line for line in lines)
    return paired


def paired_quotes(text):
    """The text with its quotes by their depth, or None when they are not in pairs."""
    depth, signs = 0, {}
    for found in QUOTES.finditer(text):
        side = side_of(text, found.start(), depth)
        if side == "open":
            signs[found.start()] = PAIRS[min(depth, 1)][0]
            depth += 1
        elif side == "close" and depth:
            depth -= 1
            signs[found.start()] = PAIRS[min(depth, 1)][1]
        elif side != "inch":
            return None
    if depth:
        return None
    return "".join(signs.get(place, char) for place, char in enumerate(text))


def side_of(text, place, depth):
    """«open», «close» or «inch»: what the quote at the place is; empty when nobody can tell."""
    quote, before, after = text[place], text[:place][-1:], text[place + 1 :][:1]
    if quote in OPENERS:
        return "open"
    if quote in CLOSERS:
        return "close"
    if before.isdigit() and not depth:
        return "inch"
    if not before or before.isspace() or before in BEFORE_OPENER or is_opening(text, place - 1):
        return "open" if after and not after.isspace() else ""
    if not after or after.isspace() or after in AFTER_CLOSER or QUOTES.match(after):
        return "close"
    return ""


def is_opening(text, place):
    """The character before a quote is an opening quote itself: «"Название" школы»."""
    if text[place] in OPENERS:
        return True
    before = text[:place][-1:]
    return text[place] == '"' and (not before or before.isspace())
