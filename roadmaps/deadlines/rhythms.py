"""Tokens → repetitions: «ежемесячно», «не реже 2 раз в год», «до 20 числа каждого месяца»."""

from roadmaps.deadlines.moments import Part, PartKind
from roadmaps.deadlines.month_parts import counted_part_at, number_at
from roadmaps.deadlines.pieces import MonthPart, Rhythm
from roadmaps.deadlines.years import NUMBERS, notion

ADVERBS = {
    "ежемесячно": "месяц",
    "ежеквартально": "квартал",
    "ежегодно": "год",
    "полугодно": "полугодие",
    "еженедельно": "неделя",
    "ежедневно": "день",
    "ежечетвертно": "четверть",
}
UNITS = {*ADVERBS.values(), "триместр"}
TIMES = {"дважды": 2, "трижды": 3}
EDGES = {"начало", "конец", "завершение", "итог", "течение", "середина"}
COUNTED = {"число-знак", "порядок", "число-имя"}


def rhythm_at(tokens, at):
    """(Rhythm, where it ends) of the repetition that begins here, or None."""
    name = notion(tokens, at)
    if name in ADVERBS:
        return Rhythm(ADVERBS[name]), at + 1
    return _by_units(tokens, at) or _every(tokens, at) or _times(tokens, at)


def _by_units(tokens, at):
    """«по кварталам», «по пятницам»."""
    unit = notion(tokens, at + 1)
    if notion(tokens, at) != "по" or not tokens[at + 1 : at + 2]:
        return None
    if unit == "день недели" and tokens[at + 1].text.endswith(("ам", "ям")):
        return Rhythm("неделя"), at + 2
    if unit in UNITS and tokens[at + 1].text.endswith(("ам", "ям")):
        return Rhythm(unit), at + 2
    return None


def _every(tokens, at):
    """«каждый месяц», «в конце каждого квартала», «каждые 3 месяца», «каждый вторник»."""
    if notion(tokens, at) in ("в", "на", "по", "к", "до", "за", "с"):
        at += 1
    at += notion(tokens, at) in EDGES
    if notion(tokens, at) != "каждый":
        return None
    at += 1
    every = number_at(tokens, at, COUNTED)
    is_nth = notion(tokens, at) == "порядок" and notion(tokens, at + 1) in ("неделя", "день")
    if every and every > 0 and notion(tokens, at + 1) in UNITS and not is_nth:
        return Rhythm(notion(tokens, at + 1), every), at + 2
    at += notion(tokens, at) in ("учебный", "календарный", "рабочий", "отчетный")
    if notion(tokens, at) == "день недели":
        return Rhythm("неделя"), at + 1
    return (Rhythm(notion(tokens, at)), at + 1) if notion(tokens, at) in UNITS else None


def _times(tokens, at):
    """«1 раз в квартал», «не реже 2 раз в год», «дважды в месяц», «раз в 2 года»."""
    times, at = _count(tokens, _after(tokens, at, ("не", "реже", "чем")))
    if not times:
        return None
    start = at
    at = _after(tokens, at, ("в", "на", "за", "/", "течение", "весь", "каждый"))
    every = number_at(tokens, at, COUNTED)
    at += every is not None
    at = _after(tokens, at, ("учебный", "календарный"))
    if at == start or notion(tokens, at) not in UNITS:
        return None
    return Rhythm(notion(tokens, at), every or 1, times), at + 1


def _count(tokens, at):
    """(how many times, where it ends) of «раз», «2 раза», «1-2 раза», «дважды»; 0 for none."""
    if times := TIMES.get(notion(tokens, at)):
        return times, at + 1
    number = number_at(tokens, at, COUNTED)
    if number is None:
        return (1, at + 1) if notion(tokens, at) == "раз" else (0, at)
    at += 1
    if notion(tokens, at) == "-" and notion(tokens, at + 1) in COUNTED:
        at += 2
    return (number, at + 1) if notion(tokens, at) == "раз" else (0, at)


def _after(tokens, at, names):
    while notion(tokens, at) in names:
        at += 1
    return at


def month_part_at(tokens, at):
    """([MonthPart, perhaps a Rhythm], where it ends), or None."""
    start = at
    at = _after(tokens, at, ("в", "на", "не", "позднее", "до", "к", "по", "чем", "каждый", "срок"))
    is_until = any(notion(tokens, spot) in ("до", "к", "позднее") for spot in range(start, at))
    is_every = any(notion(tokens, spot) == "каждый" for spot in range(start, at))
    found = _day_number(tokens, at) or counted_part_at(tokens, at)
    if not found:
        return _month_of_quarter(tokens, at)
    part, at = found
    run, end = _of_which_month(tokens, at)
    if notion(tokens, end) == "месяц-имя":
        # «последняя пятница августа» is a moment.
        return None
    if part.kind == PartKind.HALF and not run:
        return None
    pieces = [MonthPart(part, _shift(run), is_until, is_named=bool(run))]
    if any(token.notion == "квартал" for token in run):
        pieces.append(Rhythm("квартал", is_implied=True))
    elif is_every or any(token.notion in ("каждый", "отчетный", "месяц") for token in run):
        pieces.append(Rhythm("месяц", is_implied=True))
    return pieces, end


def _month_of_quarter(tokens, at):
    """«последний месяц квартала», «первый месяц каждого квартала»."""
    number = number_at(tokens, at, ("порядок", "число-знак"))
    spot = at + 2 + (notion(tokens, at + 2) in ("каждый", "отчетный"))
    if not number or notion(tokens, at + 1) != "месяц" or notion(tokens, spot) != "квартал":
        return None
    shift = 0 if number < 0 else min(number, 3) - 3
    part = MonthPart(Part(PartKind.DAY, -1), shift, is_named=True)
    return [part, Rhythm("квартал", is_implied=True)], spot + 1


def _day_number(tokens, at):
    """«20 числа», «1-5 числа», «с 1 по 5 число»."""
    at += notion(tokens, at) == "с"
    day = number_at(tokens, at, NUMBERS)
    if notion(tokens, at + 1) in ("-", "по") and notion(tokens, at + 2) in NUMBERS:
        at += 2
        day = tokens[at].value
    if not day or not 1 <= day <= 31 or notion(tokens, at + 1) != "число":
        return None
    return Part(PartKind.DAY, day), at + 2


def _of_which_month(tokens, at):
    """(tokens, the end) of «каждого месяца», «месяца, следующего за отчётным кварталом»."""
    start = at
    names = {"каждый", "месяц", "следующий", "за", "отчетный", "период", "квартал", "последний"}
    names |= {"текущий", "порядок", "после"}
    while True:
        name = notion(tokens, at)
        is_comma = name == "," and notion(tokens, at + 1) == "следующий"
        if name == "порядок" and notion(tokens, at + 1) != "месяц":
            break
        if name == "каждый" and notion(tokens, at + 1) not in ("месяц", "квартал"):
            break
        if name not in names and not is_comma:
            break
        at += 1
    return tokens[start:at], at


def _shift(run):
    """Months between the end of the period that is reported and the day."""
    for token, after in zip(run, run[1:], strict=False):
        if token.notion == "порядок" and after.notion == "месяц":
            return token.value - 3
    names = {token.notion for token in run}
    return int("следующий" in names or "после" in names)
