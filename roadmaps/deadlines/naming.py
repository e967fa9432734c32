"""Tokens → moments: days, months, quarters, years and parts of them, as they are named."""

from calendar import monthrange
from dataclasses import replace

from roadmaps.deadlines import doubts
from roadmaps.deadlines.moments import (
    TERMS_OF_SCHOOL,
    Moment,
    Part,
    PartKind,
    Size,
)
from roadmaps.deadlines.month_parts import counted_part_at, number_at
from roadmaps.deadlines.years import NUMBERS, hint_at, is_short_year, notion, year_at

UNITS = {
    "квартал": (Size.QUARTER, 4),
    "полугодие": (Size.HALF, 2),
    "четверть": (Size.TERM, 4),
    "триместр": (Size.TRIMESTER, 3),
    "половина": (Size.HALF, 2),
}
PARTS = {
    "начало": PartKind.START,
    "середина": PartKind.MIDDLE,
    "конец": PartKind.END,
    "завершение": PartKind.END,
}
# Moments that are counted by school years where one is named.
SCHOOLED = {Size.HALF, *TERMS_OF_SCHOOL}


def moment_at(tokens, at, *, led=False):
    """(Moment, where it ends) of the moment that begins here, or None.

    `led` says that words such as «в течение» stand before it.
    """
    readers = (_part, _date, _day, _month, _unit, _season, _school_year, _year, _bare_year)
    for reader in readers:
        if found := reader(tokens, at):
            return found
    return _plan_year(tokens, at, led) or _number(tokens, at)


def _part(tokens, at):
    """«конец августа 2023», «первая половина мая», «начало учебного года»."""
    name = notion(tokens, at)
    if name in PARTS:
        part, after = Part(PARTS[name]), at + 1
    elif found := counted_part_at(tokens, at):
        part, after = found
    else:
        return None
    if notion(tokens, after) in PARTS or counted_part_at(tokens, after):
        # A part of a part is not reckoned, and rows of such words must not cost time.
        return None
    inner = _shared(tokens, after) or moment_at(tokens, after, led=True)
    if not inner or inner[0].part or inner[0].size in (Size.NUMBER, Size.DAY):
        return None
    moment, end = inner
    if part.kind == PartKind.HALF and moment.size in (Size.YEAR, Size.SCHOOL_YEAR):
        # «вторая половина учебного года» is its second half-year.
        is_school = moment.size == Size.SCHOOL_YEAR
        number = 1 if part.number == 1 else 2
        return replace(moment, size=Size.HALF, number=number, is_school=is_school), end
    fits_any = name in PARTS or part.kind in (PartKind.HALF, PartKind.DAY)
    if moment.size != Size.MONTH and not fits_any:
        return None
    return replace(moment, part=part), end


def _shared(tokens, at):
    """The noun of «начало и конец учебного года», for the first of the two; it ends here."""
    if notion(tokens, at) not in ("и", ",", "-"):
        return None
    spot = at + 1 + (notion(tokens, at + 1) in ("в", "на", "к"))
    other = _part(tokens, spot) if notion(tokens, spot) in PARTS else None
    return other and (replace(other[0], part=None), at)


def _date(tokens, at):
    if notion(tokens, at) != "дата-знак":
        return None
    token = tokens[at]
    moment = Moment(Size.DAY, token.month, token.value, token.year)
    if token.year:
        return moment, at + 1 + (notion(tokens, at + 1) == "год")
    return with_year(moment, tokens, at + 1)


def _day(tokens, at):
    """«15 мая 2023 г.», «15 числа мая»."""
    day = number_at(tokens, at, NUMBERS)
    if day and tokens[at].is_many:
        return None
    at += 1 + (notion(tokens, at + 1) == "число")
    if not day or not 1 <= day <= 31 or notion(tokens, at) != "месяц-имя" or tokens[at].year:
        return None
    token = tokens[at]
    moment = Moment(Size.DAY, token.value, day)
    moment, end = with_year(moment, tokens, at + 1)
    last = monthrange(moment.year or 2000, token.value)[1]
    if day > last:
        # Not a day of this month: the last one is taken.
        written = f"{day} {token.text}"
        moment = replace(moment, day=last, doubts=(*moment.doubts, doubts.no_such_day(written)))
    return moment, end


def _month(tokens, at):
    if notion(tokens, at) != "месяц-имя":
        return None
    token = tokens[at]
    moment = Moment(Size.MONTH, token.value, year=token.year, is_digital=bool(token.year))
    if token.year:
        return moment, at + 1 + (notion(tokens, at + 1) == "год")
    return with_year(moment, tokens, at + 1 + (notion(tokens, at + 1) == "месяц"))


def _unit(tokens, at):
    """«IV квартал 2023», «квартал 4», «второе полугодие учебного года»."""
    number, name = number_at(tokens, at), notion(tokens, at + 1)
    if notion(tokens, at) in UNITS and number_at(tokens, at + 1, NUMBERS):
        number, name = tokens[at + 1].value, notion(tokens, at)
    size, most = UNITS.get(name, (None, 0))
    if not size or not number or not (1 <= number <= most or number == -1):
        return None
    if name == "половина" and notion(tokens, at + 2) not in ("год", "учебный"):
        return None
    number = most if number == -1 else number
    return with_year(Moment(size, number), tokens, at + 2)


def _season(tokens, at):
    if notion(tokens, at) != "сезон":
        return None
    value = tokens[at].value
    at += 1
    spot = at
    while notion(tokens, spot) in (",", "и", "сезон"):
        spot += 1
    if notion(tokens, spot) == "каникулы" and (value != 2 or spot > at):
        # Each school sets its own autumn, winter and spring holidays.
        return None
    while notion(tokens, at) in ("период", "время", "месяц", "каникулы"):
        at += 1
    return with_year(Moment(Size.SEASON, value), tokens, at)


def _school_year(tokens, at):
    """«учебного года», «текущего учебного года», «учебный год 2023/2024»."""
    hint = None
    at += notion(tokens, at) == "новый"
    if found := hint_at(tokens, at):
        hint, is_school, end = found
        if not is_school:
            return None
    elif notion(tokens, at) == "учебный" and notion(tokens, at + 1) == "год":
        end = at + 2
    else:
        return None
    said = year_at(tokens, end)
    if said and said[0].last and hint is None:
        return _years_moment(said[0]._replace(is_school=True)), said[1]
    return Moment(Size.SCHOOL_YEAR, year_hint=hint), end


def _year(tokens, at):
    found = year_at(tokens, at)
    return found and (_years_moment(found[0]), found[1])


def _years_moment(said):
    if said.is_school and said.last:
        return Moment(
            Size.SCHOOL_YEAR,
            year=said.first,
            last_year=said.last,
            year_word=said.word,
            doubts=said.doubts,
        )
    if said.is_school:
        # «2023 учебный год»: which of the two is not said.
        doubt = (*said.doubts, doubts.WHICH_SCHOOL_YEAR)
        return Moment(Size.SCHOOL_YEAR, year=said.first, year_word=said.word, doubts=doubt)
    size = Size.YEARS if said.last else Size.YEAR
    return Moment(
        size, year=said.first, last_year=said.last, year_word=said.word, doubts=said.doubts
    )


def _bare_year(tokens, at):
    """«текущего года», «следующего года»."""
    found = hint_at(tokens, at)
    return found and (Moment(Size.YEAR, year_hint=found[0]), found[2])


def _plan_year(tokens, at, led):
    """A bare «года» after «в течение», «весь» and the like."""
    if notion(tokens, at) == "новый" and notion(tokens, at + 1) == "год":
        # «до нового года»
        return Moment(Size.DAY, 12, 31), at + 2
    at += notion(tokens, at) == "календарный"
    if led and notion(tokens, at) == "год" and tokens[at].text not in ("г", "гг", "лет"):
        return Moment(Size.YEAR), at + 1
    return None


def _number(tokens, at):
    """A number alone: «1» of «1 и 3 квартал», «10» of «10, 20 мая»."""
    if notion(tokens, at) in NUMBERS and 1 <= tokens[at].value <= 31:
        return Moment(Size.NUMBER, tokens[at].value), at + 1
    return None


def with_year(moment, tokens, at):
    """(the moment with the year that follows it, where it ends); the year may be absent."""
    if found := hint_at(tokens, at):
        hint, is_school, end = found
        return replace(moment, year_hint=hint, is_school=_schooled(moment, is_school)), end
    if notion(tokens, at) == "учебный" and notion(tokens, at + 1) == "год":
        return replace(moment, is_school=_schooled(moment, True)), at + 2
    found = year_at(tokens, at)
    if not found and notion(tokens, at) in (",", "-"):
        # «Февраль, 2019 г.», «сентябрь – 2023»
        found = year_at(tokens, at + 1)
        if found and found[0].last and notion(tokens, at) == "-":
            found = None
    if not found:
        return _with_short_year(moment, tokens, at)
    said, end = found
    if said.last and not said.is_school and moment.size in (Size.DAY, Size.MONTH):
        # «Январь 2020-2021» is not one moment.
        return moment, at
    year, is_school, more = _year_of(moment, said)
    found = (*moment.doubts, *said.doubts, *more)
    last_year = said.last and said.first + 1
    return replace(moment, year=year, last_year=last_year, is_school=is_school, doubts=found), end


def _schooled(moment, is_school):
    return is_school and moment.size in SCHOOLED


def _with_short_year(moment, tokens, at):
    """«сентябрь 23»: two digits that no noun follows."""
    following = notion(tokens, at + 1)
    if is_short_year(tokens, at) and following in ("", ",", "-", "\n", ";", ")"):
        year = 2000 + tokens[at].value
        doubt = doubts.read_as(tokens[at].text, year)
        return replace(moment, year=year, doubts=(*moment.doubts, doubt)), at + 1
    return moment, at


def _year_of(moment, said):
    """(year, the moment is counted by school years, doubts) of a moment and the years after it."""
    if moment.size in TERMS_OF_SCHOOL and not said.last:
        return said.first - (moment.number > 2), True, ()
    if not said.last:
        return said.first, _schooled(moment, said.is_school), ()
    if moment.size in SCHOOLED:
        return said.first, True, ()
    year = year_in_school_year(moment, said.first)
    # August belongs to the end of a school year and is often meant as the eve of it.
    is_august = moment.size in (Size.DAY, Size.MONTH) and moment.number == 8
    return year, False, (doubts.WHICH_YEAR,) * is_august


def year_in_school_year(moment, first):
    """The calendar year of a moment of the school year that began in the given one."""
    month = {Size.QUARTER: 3 * moment.number, Size.SEASON: 3 * moment.number % 12}.get(
        moment.size, moment.number
    )
    is_first = moment.size in SCHOOLED or month >= 9
    return first if is_first else first + 1
