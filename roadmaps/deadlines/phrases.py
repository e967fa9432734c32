"""Set phrases as data, and the matcher that finds them among tokens.

A phrase is a row of notions: «a|b» is either, «a?» may be absent, «~» is up to four words that
only describe («по ~ план» finds «по утверждённому годовому плану»), «…» is any one unknown word,
«=» asks for the very word.
"""

from typing import NamedTuple

from roadmaps.deadlines.years import notion

DESCRIBING = {"?", "отдельный", "дорожный", "учебный", "постоянно", "календарный", "совещание"}
DESCRIBING |= {"мероприятие", "текущий", "следующий", "и", "рабочем", "весь"}


class Slot(NamedTuple):
    """One place of a phrase."""

    notions: frozenset
    is_optional: bool
    # How many describing words may stand here instead.
    describing: int = 0
    is_literal: bool = False


def phrase(text):
    """The slots of a phrase written as text."""
    return tuple(_slot(part) for part in text.split())


def _slot(part):
    if part == "~":
        return Slot(frozenset(), True, describing=4)
    if part.startswith("…"):
        return Slot(frozenset({"?"}), part.endswith("?"))
    names = part.rstrip("?").lstrip("=").split("|")
    names = ["?" if name == "…" else name for name in names]
    return Slot(frozenset(names), part.endswith("?"), is_literal=part.startswith("="))


def match(slots, tokens, at):
    """Where the phrase that begins here ends, or None."""
    if not slots:
        return at
    slot, rest = slots[0], slots[1:]
    if slot.describing:
        return _match_describing(rest, tokens, at, slot.describing)
    word = tokens[at].text if slot.is_literal and at < len(tokens) else notion(tokens, at)
    if word in slot.notions:
        end = match(rest, tokens, at + 1)
        if end is not None:
            return end
    return match(rest, tokens, at) if slot.is_optional else None


def _match_describing(rest, tokens, at, count):
    for end in range(at, at + count + 1):
        found = match(rest, tokens, end)
        if found is not None:
            return found
        if notion(tokens, end) not in DESCRIBING:
            return None
    return None


def phrases(*texts):
    """(words that may open the phrase, its slots) of each text."""
    return tuple((_openings(row), row) for row in map(phrase, texts))


def _openings(slots):
    """Notions, and of a literal slot words, one of which the phrase begins with."""
    found = set()
    for slot in slots:
        found |= DESCRIBING if slot.describing else slot.notions
        if not slot.is_optional:
            break
    return frozenset(found)


def first_match(rows, tokens, at):
    """Where the first of the phrases that fits here ends, or None."""
    if at >= len(tokens):
        return None
    opening = {tokens[at].notion, tokens[at].text}
    ends = (match(row, tokens, at) for openings, row in rows if openings & opening)
    return next((end for end in ends if end is not None and end > at), None)


PLAN = phrases(
    "в|на? течение весь период|срок реализация|план|документ|проект",
    "в|на? течение весь? период|срок реализация|план|документ|проект",
    "в|на? течение весь? период|срок",
    "в|на|за? весь период|срок",
    "в|на|за? период|срок реализация",
    "в|на|за? период|срок ~ план|документ|проект",
    "в|на? течение|ход|рамки весь? реализация",
    "в? течение весь? ~ план|документ|проект",
    "весь время реализация",
    "реализация план|документ|проект",
)
PLAN_AFTER_EDGE = phrases("реализация", "период|срок реализация", "~ план|документ|проект")
SCHEDULE = phrases(
    "по|согласно с? ~ план|график|документ",
    "в? соответствие с? ~ план|график|документ",
    "на? основание ~ план|график|документ",
    "в рамки ~ план|график",
    "в|по|согласно ~ срок ,? ~ отдельный",
    "в|по|согласно отдельный ~ срок",
    "согласно срок",
    "в? соответствие с? ~ срок",
    "по срок",
    "=график|графики|расписание|циклограмма|план-график",
    "отдельный =график|план|графики|планы",
    "=план",
)
DEMAND = phrases(
    "по мера необходимость|возникновение|запрос",
    "по мера готовность запрос",
    "по ~ запрос|необходимость",
    "при ~ необходимость|запрос|возникновение",
    "при готовность запрос|необходимость",
    "в|на случай? необходимость|запрос|возникновение",
    "на основание ~ запрос",
    "по|при индивидуальный? запрос",
)
AGREED = phrases("по ~ согласование", "на согласование", "согласно согласование")
HOLIDAYS = phrases(
    "в|на? период|время|день? …? сезон? каникулы период|время?",
    "к сезон? каникулы",
    "каникулы (? сезон )?",
    "в|на? сезон ,|и? сезон ,|и? сезон? ,|и? сезон? каникулы",
)
EVENT = phrases(
    "по мера",
    "по ~ итог|факт|завершение|готовность",
    "по возникновение",
    "после",
    "в? перед",
    "в рамки|ход|момент",
    "в время",
    "в случай",
    "в|на|за? период готовность",
    "в|на|за период …",
    "в? день ~ готовность",
    "в день",
    "с момент|дата|день",
    "от дата|день",
    "на момент",
    "через",
    "до|к|на|в ~ совещание",
    "до|к|при ~ готовность|реализация|возникновение|мероприятие",
    "на ~ мероприятие",
    "на|к|до|после|перед? каждый совещание|мероприятие|…",
    "в|на срок готовность",
    "при …",
    "итог",
)
ENDLESS = phrases(
    "в|на? постоянно режим",
    "в рабочем режим",
    "постоянно",
    "=круглогодично|круглогодичный",
    "в? течение? весь время",
)
SOMETIMES = phrases("порой")
ONWARD = phrases("и? в? далее", "и по текущий время", "по текущий время")
SOON = phrases("срочно")
ONCE = phrases("единожды", "число-имя|число-знак раз")
SCOPE = phrases("для")
EXCEPTION = phrases("за? кроме")
ROUGH = phrases("примерно")
ALTERNATIVE = phrases("или")
# Words that say nothing about the time.
EMPTY = phrases("по состояние на?", "срок реализация :|-")
SAME = phrases("прежний", "то же", "=тоже")
