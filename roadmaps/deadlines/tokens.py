"""Cleaned text → tokens: numbers, numeric dates, months, words by their notion, stops."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from itertools import zip_longest

from roadmaps.deadlines import doubts
from roadmaps.deadlines.words import EXACT, NOMINATIVES, WHOLE, known, look_up

LEXEME = re.compile(
    r"""
    (?P<ymd>\d{4}(?P<mark>[-.])\d{1,2}(?P=mark)\d{1,2}(?!\d))
  | (?P<ym>\d{4}-(?:0[1-9]|1[0-2])(?!\s*[\dа-я.]))
  | (?P<dmy>\d{1,2}(?:\ ?[./]\ ?\d{1,2}\ ?[./]\ ?(?:\d{4}|\d\d)|-\d{1,2}-\d{4}
      |[.,]\d{1,2}[.,]\d{4})(?!\d))
  | (?P<my>\d{1,2}\ ?[./]\ ?\d{4}(?!\d))
  | (?P<dm>\d{1,2}\.\d{1,2}(?!\d|\.\d))
  | (?P<time>\d{1,2}:\d\d(?!\d)|(?<=в\ )\d\d?-(?:00|30)(?!\d))
  | (?P<num>\d+)
  | (?P<word>[а-я]+|[a-z]+)
  | (?P<end>\n)
  | (?P<stop>[^\s\w])
    """,
    re.VERBOSE,
)
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
# Cyrillic letters and digits typed for Roman numerals before «квартал», «полугодие» and the like.
ROMAN_SLIPS = {"п": 2, "ш": 3, "1у": 4, "iу": 4, "iy": 4, "1y": 4, "1v": 4}
ROMAN_SLIPS |= {"11": 2, "1i": 2, "i1": 2, "111": 3}
ORDINAL_ENDINGS = set("й я е го ый ой ая ое ом му ти х м ю ую ого ому е ые ых ми".split())
QUARTERS = {"квартал", "полугодие", "четверть", "триместр"}
BETWEEN_NUMBERS = {"-", ",", ".", "и", "порядок", "число-знак"}
STOPS = set(",;-/():")


@dataclass(frozen=True)
class Token:
    """A notion with its number; `day`, `month`, `year` of a date typed in digits."""

    notion: str
    text: str
    value: int = 0
    month: int = 0
    year: int | None = None
    # The token before it follows without a blank.
    is_glued: bool = False
    # «20-х»
    is_many: bool = False
    doubt: str = ""


def tokens_of(text):
    """The tokens of a text that went through `writing.plain`."""
    found = _whole_words([token for match in LEXEME.finditer(text) for token in _lexemes(match)])
    found = _without_labels(_parted_words(found))
    found = _compounds(_without_endings([_named(token) for token in found]))
    found = _without_soft_ends([token for token in found if token.notion != "."])
    return _roman_slips(found)


def _lexemes(match):
    """The token of the match; «2011-12» is three: the next year, not December."""
    if match.lastgroup == "ym" and int(match[0][-2:]) == (int(match[0][:4]) + 1) % 100:
        year, month = match[0].split("-")
        rest = [Token("-", "-", is_glued=True), Token("число-знак", month, int(month))]
        return [Token("число-знак", year, int(year)), *rest]
    return [_lexeme(match)]


def _lexeme(match):
    kind, text = match.lastgroup, match[0]
    glued = match.start() > 0 and not match.string[match.start() - 1].isspace()
    if kind == "num":
        return Token("число-знак" if len(text) < 5 else "?", text, int(text[:4]), is_glued=glued)
    if kind in ("word", "time"):
        return Token(kind, text, is_glued=glued)
    if kind == "stop":
        mark = {"+": ",", "&": ",", "\\": "/"}.get(text, text)
        return Token(mark if mark in STOPS else ".", text, is_glued=glued)
    if kind == "end":
        return Token("\n", text)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return replace(_numeric_date(kind, text, numbers), is_glued=glued)


def _numeric_date(kind, text, numbers):
    """A token of a date typed in digits; «не дата» when there is no such day."""
    if kind == "dm":
        return _day_and_month(text, *numbers)
    if kind in ("my", "ym"):
        month, year = numbers if kind == "my" else numbers[::-1]
        is_month = 1 <= month <= 12 and 1900 <= year < 2100
        return Token("месяц-имя" if is_month else "не дата", text, month, year=year)
    day, month, year = numbers if kind == "dmy" else numbers[::-1]
    return _checked(Token("дата-знак", text, day, month, year if year > 99 else 2000 + year))


def _day_and_month(text, left, right):
    """«15.09», or else «09.23» (a month of a year), or else «15.30» (a time of day)."""
    if 1 <= left <= 31 and 1 <= right <= 12:
        return _checked(Token("дата-знак", text, left, right))
    if 1 <= left <= 12 and 20 <= right <= 29:
        doubt = doubts.read_as(text, f"{left:02}.20{right}")
        return Token("месяц-имя", text, left, year=2000 + right, doubt=doubt)
    return Token("time" if left < 24 and right < 60 else "не дата", text)


def _checked(token):
    """The date, or the last day of its month instead of the 31st of a shorter one."""
    if not (1 <= token.month <= 12 and 1 <= token.value <= 31 and (token.year or 2000) >= 1900):
        return Token("не дата", token.text)
    # Of February without a year, the 29th is possible.
    last = monthrange(token.year or 2000, token.month)[1]
    if token.value <= last:
        return token
    return replace(token, value=last, doubt=doubts.no_such_day(token.text))


def _whole_words(tokens):
    """Words that a line end, a stray blank or spaced letters have torn are put together."""
    found = []
    for token in tokens:
        found.append(token)
        if token.notion == "word":
            _join_last(found)
    return found


def _join_last(found):
    """«сен-⏎тябрь», «ежеме сячно»: joined when the whole is a word and a part is not."""
    last = found[-1].text
    for count in range(2, 9):
        if len(found) < count:
            return
        first = found[-count]
        between = {token.notion for token in found[-count + 1 : -1]}
        parts = [token.text for token in found[-count:] if token.notion == "word"]
        if first.notion == "word" and between <= {"-", "\n", "word"}:
            whole = "".join(parts)
            if whole in WHOLE and not (known(parts[0]) and known(last)):
                found[-count:] = [replace(first, text=whole)]
                return


def _parted_words(tokens):
    """«учебногогода»: two words that were typed without a blank, with a doubt."""
    found = []
    for token in tokens:
        cut = _cut(token.text) if token.notion == "word" and not known(token.text) else 0
        if not cut:
            found.append(token)
            continue
        left, right = token.text[:cut], token.text[cut:]
        doubt = doubts.read_as(token.text, f"{left} {right}")
        found += [replace(token, text=left, doubt=doubt), Token("word", right)]
    return found


def _cut(word):
    spots = range(4, len(word) - 3)
    return next((at for at in spots if word[:at] in EXACT and word[at:] in EXACT), 0)


def _without_labels(tokens):
    """«1) сентябрь; 2) май», «1. Сентябрь»: numbers of a list are not days."""
    found, at = [], 0
    while at < len(tokens):
        texts = [token.text for token in tokens[at : at + 3]]
        is_first = not found or found[-1].text in (";", "\n", ".")
        is_label = is_first and tokens[at].notion == "число-знак" and len(texts) == 3
        if is_label and (texts[1] == ")" or (texts[1] == "." and texts[2] in NOMINATIVES)):
            at += 2
            continue
        found.append(tokens[at])
        at += 1
    return found


def _named(token):
    """The token with the notion of its word."""
    if token.notion != "word":
        return token
    if token.text in ROMAN:
        return replace(token, notion="порядок", value=ROMAN.index(token.text) + 1)
    word = look_up(token.text)
    doubt = doubts.read_as(token.text, word.meant) if word.meant else ""
    return replace(token, notion=word.notion, value=word.value, doubt=doubt or token.doubt)


def _without_endings(tokens):
    """«1-й», «2я», «15-го», «I-ое»: the ending goes, the number becomes ordinal."""
    found = []
    for token in tokens:
        tail = [before.notion for before in found[-2:]]
        is_ending = token.is_glued and token.text in ORDINAL_ENDINGS
        if is_ending and tail[-1:] and tail[-1] in ("число-знак", "порядок"):
            found[-1] = replace(found[-1], notion="порядок", is_many=token.text == "х")
        elif is_ending and tail[-1:] == ["-"] and tail[0] in ("число-знак", "порядок"):
            found[-2:] = [replace(found[-2], notion="порядок", is_many=token.text == "х")]
        else:
            found.append(token)
    return found


def _compounds(tokens):
    """«план-график» is one word, «с.г.» and «т. г.» are «текущего года»."""
    found = []
    for token in tokens:
        tail = [before.notion for before in found[-2:]]
        texts = [before.text for before in found[-2:]]
        if token.notion == "график" and tail == ["план", "-"]:
            found[-2:] = [token]
        elif token.text == "г" and texts in (["с", "."], ["т", "."]):
            found[-2:] = [replace(token, notion="текущий"), token]
        elif token.text == "г" and texts == ["п", "/"]:
            found[-2:] = [replace(token, notion="полугодие")]
        else:
            found.append(token)
    return found


def _without_soft_ends(tokens):
    """A line end stays only after a year or a date; elsewhere it is where the cell was narrow."""
    found = []
    for token, after in zip_longest(tokens, tokens[1:]):
        is_over = found and (found[-1].notion in ("год", "дата-знак") or found[-1].value >= 1900)
        goes_on = after is None or after.notion in ("год", "учебный", "-", "/")
        if token.notion != "\n" or (is_over and not goes_on):
            found.append(token)
    return found


def _roman_slips(tokens):
    """«П квартал», «1У кв.», «I-Ш кварталы»: read as Roman numerals, with a doubt."""
    found = []
    for at, token in enumerate(tokens):
        glued = token.is_glued and found and found[-1].notion in ("число-знак", "порядок")
        spelling = (found[-1].text if glued else "") + token.text
        value = ROMAN_SLIPS.get(spelling)
        if value and _counts_quarters(tokens[at + 1 : at + 7]):
            if glued:
                found.pop()
            doubt = doubts.read_as(spelling, ROMAN[value - 1].upper())
            token = Token("порядок", spelling, value, doubt=doubt)
        found.append(token)
    return found


def _counts_quarters(following):
    """Only numbers and stops stand between here and «квартал» or the like."""
    for token in following:
        if token.notion in QUARTERS:
            return True
        if token.notion not in BETWEEN_NUMBERS and token.text not in ROMAN_SLIPS:
            return False
    return False
