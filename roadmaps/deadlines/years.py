"""Years in a deadline: «2023 г.», «2023/24 уч. г.», «2021–2024 гг.», «23 г.», «текущего года»."""

from typing import NamedTuple

from roadmaps.deadlines import doubts

NUMBERS = {"число-знак", "порядок"}
HINTS = {"текущий": 0, "следующий": 1, "прошлый": -1}


class Said(NamedTuple):
    """Years as they are said; `word` is the noun after them, empty for bare digits."""

    first: int
    last: int | None = None
    is_school: bool = False
    word: str = ""
    doubts: tuple[str, ...] = ()


def notion(tokens, at):
    """The notion of the token, empty outside the text."""
    return tokens[at].notion if 0 <= at < len(tokens) else ""


def is_full_year(tokens, at):
    return notion(tokens, at) in NUMBERS and 1900 <= tokens[at].value < 2100


def is_short_year(tokens, at):
    """«23» of «23 г.»: two digits of the twenties or thirties."""
    return (
        notion(tokens, at) == "число-знак"
        and len(tokens[at].text) == 2
        and 18 <= tokens[at].value < 40
    )


def year_at(tokens, at):
    """(Said, where it ends), or None."""
    said, after = _pair(tokens, at) or _single(tokens, at) or (None, at)
    if not said:
        return None
    school, word, after = _noun(tokens, after)
    if not is_full_year(tokens, at) and not (word or said.is_school):
        return None
    return said._replace(is_school=said.is_school or school, word=word), after


def _single(tokens, at):
    if is_full_year(tokens, at):
        return Said(tokens[at].value), at + 1
    if is_short_year(tokens, at):
        return Said(2000 + tokens[at].value), at + 1
    return None


def _pair(tokens, at):
    """«2023-2024», «2023/24», «23/24»: a slash is the school year's."""
    mark = notion(tokens, at + 1)
    if mark not in ("-", "/") or notion(tokens, at + 2) not in NUMBERS:
        return None
    first, last = tokens[at].value, tokens[at + 2].value
    if is_full_year(tokens, at):
        if is_full_year(tokens, at + 2):
            return _said_pair(first, last, mark), at + 3
        follows = len(tokens[at + 2].text) == 2 and last == (first + 1) % 100
        if follows and notion(tokens, at + 3) != "месяц-имя":
            return _said_pair(first, first + 1, mark), at + 3
    elif is_short_year(tokens, at) and is_short_year(tokens, at + 2) and last == first + 1:
        is_school = mark == "/" or notion(tokens, at + 3) == "учебный"
        if is_school or notion(tokens, at + 3) == "год":
            return Said(2000 + first, 2000 + last, is_school), at + 3
    return None


def _said_pair(first, last, mark):
    if last < first:
        return Said(last, first, doubts=(doubts.REVERSED,))
    if last == first:
        return Said(first)
    is_school = mark == "/" and last == first + 1
    return Said(
        first, last, is_school, doubts=(doubts.TWO_YEARS,) * (mark == "/" and not is_school)
    )


def _noun(tokens, at):
    """(it is a school year, the noun, where it ends) of «уч. года», «г.г.», «календарного года»."""
    is_school, word = False, ""
    while notion(tokens, at) in ("учебный", "календарный", "год"):
        is_school |= notion(tokens, at) == "учебный"
        if notion(tokens, at) == "год":
            word = tokens[at].text if not word else "гг"
        at += 1
    return is_school, word, at


def hint_at(tokens, at):
    """(0 for «текущего года», 1 for «следующего», it is a school year, the end), or None."""
    hint = HINTS.get(notion(tokens, at))
    if hint is None:
        return None
    is_school = notion(tokens, at + 1) == "учебный"
    end = at + 1 + is_school + (notion(tokens, at + 1) == "календарный")
    return (hint, is_school, end + 1) if notion(tokens, end) == "год" else None
