"""Tokens → pieces: moments with their signs, repetitions, set phrases and what is left over."""

from roadmaps.deadlines import doubts, phrases
from roadmaps.deadlines.moments import Moment, Part, Size
from roadmaps.deadlines.month_parts import number_at
from roadmaps.deadlines.naming import PARTS, moment_at
from roadmaps.deadlines.pieces import Left, Mark, MonthPart, Rhythm, Sign, Stop
from roadmaps.deadlines.rhythms import month_part_at, rhythm_at
from roadmaps.deadlines.years import NUMBERS, notion, year_at

STOPS = {",": ",", ";": ",", ":": ",", "\n": "\n", "-": "-", "/": "/", "(": "(", ")": ")", "и": ","}
LEADS = {"в", "на", "за", "течение", "период", "весь", "круглый", "срок", "дата"}
# Leads that make a bare «год» the plan's year.
YEAR_LEADS = {"течение", "весь", "круглый", "на", "за"}
NOISE = {
    "сразу",
    "в",
    "на",
    "за",
    "срок",
    "дата",
    "включительно",
    "день недели",
    "time",
    "но",
    "не",
    "период",
}
LENGTHS = {"день", "неделя", "месяц", "час", "год"}
BARE_LENGTHS = {"день", "неделя", "месяц", "квартал", "полугодие", "четверть", "час"}
ANCHORS = {"после", "с", "от", "до", "перед"}
# Set phrases in the order in which they are tried, and whether words after them belong to them.
MARKS = (
    ("schedule", phrases.SCHEDULE, True),
    ("demand", phrases.DEMAND, True),
    ("agreed", phrases.AGREED, True),
    ("holidays", phrases.HOLIDAYS, False),
    ("endless", phrases.ENDLESS, False),
    ("sometimes", phrases.SOMETIMES, False),
    ("event", phrases.EVENT, True),
    ("onward", phrases.ONWARD, False),
    ("soon", phrases.SOON, False),
    ("once", phrases.ONCE, False),
    ("scope", phrases.SCOPE, True),
    ("exception", phrases.EXCEPTION, True),
    ("rough", phrases.ROUGH, False),
    ("alternative", phrases.ALTERNATIVE, False),
    ("same", phrases.SAME, True),
    ("empty", phrases.EMPTY, False),
)
DOUBTS = {
    "agreed": doubts.AGREED,
    "holidays": doubts.HOLIDAYS,
    "sometimes": doubts.ROUGH,
    "soon": doubts.SOON,
    "exception": doubts.EXCEPTION,
    "rough": doubts.ROUGH,
    "alternative": doubts.ALTERNATIVE,
    "same": doubts.SAME_AS_ABOVE,
}


def pieces_of(tokens):
    """The pieces of the deadline in their order."""
    found, at = [], 0
    while at < len(tokens):
        pieces, at = _next(tokens, at)
        found += pieces
    return found


def _next(tokens, at):
    """(pieces that begin here, where they end); always goes on by a token at least."""
    if notion(tokens, at) in STOPS:
        return [Stop(STOPS[notion(tokens, at)])], at + 1
    if found := rhythm_at(tokens, at):
        return [found[0]], found[1]
    for read in (_moment_or_month_part, _duration, _plan, _edge_of_unit, _mark, _towards):
        if found := read(tokens, at):
            return found
    return _leftover(tokens, at)


def _moment_or_month_part(tokens, at):
    """«5 числа каждого месяца» before the number 5 alone, «последний день мая» before a day."""
    moment, month_part = _signed_moment(tokens, at), month_part_at(tokens, at)
    if moment and month_part and moment[0][-1].size == Size.NUMBER:
        return month_part
    return moment or month_part


def _leftover(tokens, at):
    token = tokens[at]
    if token.notion in NOISE:
        return [], at + 1
    if token.notion in NUMBERS and notion(tokens, at + 1) == "этап":
        return [Mark("stage")], at + 2
    if token.notion == "не дата":
        return [Mark("bad", doubts.BAD_DATE)], at + 1
    return [Left(token.text)], at + 1


def _signed_moment(tokens, at):
    """A moment with the words before it, unless it is the object of an event."""
    sign, after = _sign(tokens, at)
    spot, led = after, False
    while notion(tokens, spot) in LEADS:
        led |= notion(tokens, spot) in YEAR_LEADS
        spot += 1
    is_over = sign == "по" and notion(tokens, spot) == "завершение"
    if is_over:
        # «по окончании учебного года» is an event.
        return None
    if (plan := _plan(tokens, after)) and sign:
        return [Sign(sign), *plan[0]], plan[1]
    found = moment_at(tokens, spot, led=led)
    if not found or _is_count(found, tokens):
        return None
    moment, end = found
    return ([Sign(sign)] if sign else []) + [moment], end


def _is_count(found, tokens):
    """A number that counts something else: «10 дней», «20 числа»."""
    moment, end = found
    if moment.size != Size.NUMBER:
        return False
    if notion(tokens, end) == "-":
        # «10-дневный», «1-2 недели»
        end += 1 + (notion(tokens, end + 1) in NUMBERS)
        return notion(tokens, end) in LENGTHS | {"дневный"} and (
            notion(tokens, end + 1) != "месяц-имя"
        )
    others = {"число", "раз", "рабочий", "?", "день недели", "этап"}
    return notion(tokens, end) in LENGTHS | others


def _sign(tokens, at):
    """(«с», «до», «к», «по», «не позднее» or "", the end) of the words before a moment."""
    start = at
    at += notion(tokens, at) == "в" and notion(tokens, at + 1) == "срок"
    at += notion(tokens, at) in ("срок", "начиная")
    if notion(tokens, at) == "не" and notion(tokens, at + 1) == "позднее":
        at += 2
        at += notion(tokens, at) == "," and notion(tokens, at + 1) == "чем"
        at += notion(tokens, at) in ("чем", "до")
        return "не позднее", at
    if notion(tokens, at) == "не" and notion(tokens, at + 1) == "ранее":
        return "с", at + 2
    if notion(tokens, at) in ("с", "от") or _is_after_day(tokens, at):
        return "с", at + 1
    if notion(tokens, at) in ("до", "к", "по"):
        return notion(tokens, at), at + 1
    return "", start


def _is_after_day(tokens, at):
    """«после 15 мая» begins a time; after anything else comes an event."""
    found = moment_at(tokens, at + 1) if notion(tokens, at) == "после" else None
    return bool(found) and found[0].size == Size.DAY


def _plan(tokens, at):
    """The whole period of the plan, with the words that say whose it is."""
    if at == 0 and phrases.first_match(phrases.EMPTY, tokens, at):
        # «Срок исполнения: …» only announces the words that follow.
        return None
    kind = PARTS.get(notion(tokens, at))
    rows = phrases.PLAN + phrases.PLAN_AFTER_EDGE if kind else phrases.PLAN
    end = phrases.first_match(rows, tokens, at + bool(kind))
    if not end:
        return None
    return [Moment(Size.PLAN, part=kind and Part(kind))], tail_end(tokens, end)


def _edge_of_unit(tokens, at):
    """«в конце месяца», «в начале квартала»: of each, as it seems."""
    spot = at + (notion(tokens, at) in ("в", "на"))
    kind, unit = PARTS.get(notion(tokens, spot)), notion(tokens, spot + 1)
    if not kind or unit not in ("месяц", "квартал", "полугодие", "четверть"):
        return None
    part = [MonthPart(Part(kind), is_named=True)] if unit == "месяц" else []
    return [*part, Rhythm(unit), Mark("every", doubts.EVERY_SUPPOSED)], spot + 2


def _duration(tokens, at):
    """«в течение 10 дней после …», «за 2 недели до …», «в трёхдневный срок»."""
    spot, is_led = at, False
    while notion(tokens, spot) in ("в", "течение", "через", "за", "не", "позднее", "чем", "на"):
        is_led |= notion(tokens, spot) in ("течение", "через", "за", "позднее")
        spot += 1
    end = _length_end(tokens, spot, is_led)
    if not end:
        return None
    if notion(tokens, end) in ANCHORS:
        return [Mark("event")], tail_end(tokens, end + 1)
    return (
        ([Mark("event", doubts.NO_ANCHOR)], end)
        if is_led or notion(tokens, end - 1) == "срок"
        else None
    )


def _length_end(tokens, at, is_led):
    """Where «10 рабочих дней», «1-2 недели», «месячный срок» end, or None."""
    number = number_at(tokens, at, ("число-знак", "число-имя", "порядок"))
    if number is None:
        if notion(tokens, at) == "дневный" and notion(tokens, at + 1) == "срок":
            return at + 2
        is_bare = notion(tokens, at) in BARE_LENGTHS and is_led
        return at + 1 if is_bare else None
    at += 1
    at += notion(tokens, at) == "-"
    if notion(tokens, at) == "дневный":
        return at + 1 + (notion(tokens, at + 1) == "срок")
    at += number_at(tokens, at, ("число-знак", "число-имя")) is not None
    at += notion(tokens, at) in ("рабочий", "календарный", "учебный")
    return at + 1 if notion(tokens, at) in LENGTHS else None


def _mark(tokens, at):
    for name, rows, has_tail in MARKS:
        end = phrases.first_match(rows, tokens, at)
        if not end:
            continue
        if name == "exception":
            return [Mark(name, DOUBTS[name])], _bracket_end(tokens, end)
        if name == "event":
            end = _object_end(tokens, end)
        if name == "holidays" and (said := year_at(tokens, end)):
            end = said[1]
        return [Mark(name, DOUBTS.get(name, ""))], tail_end(tokens, end) if has_tail else end
    return None


def _bracket_end(tokens, at):
    """Where the bracket is closed, or the end of the text."""
    while at < len(tokens) and notion(tokens, at) != ")":
        at += 1
    return at


def _object_end(tokens, at):
    """Where the moments that an event is about end: «по итогам I, II полугодий»."""
    spot = at
    while found := moment_at(tokens, spot, led=True):
        at = spot = found[1]
        while notion(tokens, spot) in (",", "и", "-"):
            spot += 1
        if found[0].size != Size.NUMBER:
            return at
    return at


def _towards(tokens, at):
    """«до ремонта», «к педсовету»: an event that no moment names."""
    if notion(tokens, at) in ("до", "к") and notion(tokens, at + 1) not in ("", *STOPS):
        return [Mark("event")], tail_end(tokens, at + 1)
    return None


def tail_end(tokens, at):
    """Where the words that belong to a phrase end: before a new condition or a date."""
    while at < len(tokens):
        spot = at
        while notion(tokens, spot) in STOPS:
            spot += 1
        if spot == len(tokens) or _begins(tokens, spot, is_after_stop=spot > at):
            return at
        # «приказом от 15.02.2024»: the day of a document.
        named = moment_at(tokens, spot + (notion(tokens, spot) == "от"))
        at = named[1] if named else spot + 1
    return at


def _begins(tokens, at, *, is_after_stop):
    """A new condition or date begins here, not one more word of the phrase before."""
    if notion(tokens, at) == "от":
        return False
    if notion(tokens, at) == "течение" or rhythm_at(tokens, at):
        return True
    if notion(tokens, at) in ("в", "на") and notion(tokens, at + 1) == "течение":
        return True
    sign, after = _sign(tokens, at)
    while notion(tokens, after) in LEADS:
        after += 1
    found = moment_at(tokens, after)
    if found and found[0].size in (Size.DAY, Size.MONTH):
        return True
    if not is_after_stop:
        return False
    is_moment = found and found[0].size != Size.NUMBER
    return bool(is_moment or _mark_begins(tokens, at))


def _mark_begins(tokens, at):
    return any(
        phrases.first_match(rows, tokens, at) for _, rows, _ in MARKS
    ) or phrases.first_match(phrases.PLAN, tokens, at)
