"""Deadlines against the plan's period and the day of its approval (peers.md a.1, domain.md 3.3)."""

import re
from datetime import timedelta

from rapidfuzz.distance import OSA

from lib.dates import MONTH_NAMES, dotted_date
from lib.dates import MONTHS as GENITIVE_MONTHS
from roadmaps.checking.faults import Fault, quoted
from roadmaps.deadlines import DeadlineKind

# Kinds that name their own days; the others are resolved against the plan itself.
DATED = frozenset(
    {
        DeadlineKind.DATE,
        DeadlineKind.MONTH,
        DeadlineKind.MONTHS_LIST,
        DeadlineKind.RANGE,
        DeadlineKind.UNTIL_DATE,
        DeadlineKind.CALENDAR_YEAR,
    }
)
REPORT_GRACE = timedelta(days=31)
WHOLE_YEARS = frozenset({DeadlineKind.CALENDAR_YEAR, DeadlineKind.SCHOOL_YEAR})
YEAR = re.compile(r"20\d\d")
FAR = timedelta(days=180)
FEWEST_DATED = 5
GREATEST_SHARE = 0.1
MONTHS = (
    "январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая "
    "июнь июня июне июль июля июле август августа августе сентябрь сентября сентябре октябрь "
    "октября октябре ноябрь ноября ноябре декабрь декабря декабре"
).split()
WORD = re.compile(r"[а-яё]{5,}")
GLUED = re.compile(r"\d+(?:" + "|".join(month for month in MONTHS if month[-1] in "ая") + r")\b")


def dated_measures(plan):
    """[(measure, first day, last day)] of the measures whose deadlines name their own days."""
    for measure in plan.measures:
        deadline = measure.words.deadline
        if deadline is None or not names_its_days(deadline):
            continue
        days = [day for day in (deadline.start, deadline.end, *deadline.control_dates) if day]
        if days:
            yield measure, min(days), max(days)


def names_its_days(deadline):
    """True unless the days follow from the plan's period or from the day of approval."""
    return deadline.kind in DATED or (
        deadline.kind == DeadlineKind.SCHOOL_YEAR and bool(YEAR.search(deadline.text))
    )


def days_outside(start, end, days):
    """Days before the beginning or after the end of the period."""
    return [day for day in days if not start <= day <= end]


def reports_outside(start, end, days):
    """Control dates before the period or later than a report on its last month may be due.

    «Ежемесячно» is reported on by the 10th, «постоянно» by 20 January after (peers.md a.4).
    """
    return days_outside(start, end + REPORT_GRACE, days)


def outside_plan(document):
    """«февраль-апрель 2024 г.» in a plan of 2023; a control date that was set outside it."""
    for plan in document.plans:
        if not is_period_stated(plan):
            continue
        period = f"выходит за период плана ({dotted_date(plan.start)} – {dotted_date(plan.end)})."
        advice = "Проверьте год. Если срок верен, измените период плана."
        told = set()
        for measure, first, last in dated_measures(plan):
            if is_outside(measure.words.deadline.kind, plan, first, last):
                told.add(measure.place)
                text = f"Срок {quoted(measure.words.deadline_text)} {period}"
                yield Fault(measure.place, text, advice)
        for measure in plan.measures:
            days = reports_outside(plan.start, plan.end, measure.control_dates or ())
            if days and measure.place not in told:
                text = f"Контрольная дата {dotted_date(days[0])} {period}"
                yield Fault(measure.place, text, advice)


def is_outside(kind, plan, first, last):
    """A day lies outside the plan; of a whole year, all of it: it says «in that year» only."""
    if kind in WHOLE_YEARS:
        return last < plan.start or first > plan.end
    return bool(days_outside(plan.start, plan.end, (first, last)))


def is_period_stated(plan):
    """The period is said by the paper, not put together from the deadlines themselves."""
    return bool(plan.start and plan.end) and plan.period_source not in ("deadlines", "")


def far_from_others(document):
    """«Январь 2019» when all the others begin in September 2019; of a plan without a period."""
    for plan in document.plans:
        if not is_period_stated(plan):
            dated = sorted(dated_measures(plan), key=lambda row: row[1])
            yield from _early(dated)
            yield from _late(dated)


def _early(dated):
    few = max(1, int(len(dated) * GREATEST_SHARE))
    for index in range(1, few + 1 if len(dated) >= FEWEST_DATED else 0):
        first = dated[index][1]
        if first - dated[index - 1][2] >= FAR:
            for measure, *_ in dated[:index]:
                yield _far(measure, f"намного раньше остальных: они начинаются с {_since(first)}")
            return


def _late(dated):
    dated = sorted(dated, key=lambda row: row[2], reverse=True)
    few = max(1, int(len(dated) * GREATEST_SHARE))
    for index in range(1, few + 1 if len(dated) >= FEWEST_DATED else 0):
        last = dated[index][2]
        if dated[index - 1][1] - last >= FAR:
            for measure, *_ in dated[:index]:
                yield _far(measure, f"намного позже остальных: последний из них — {_until(last)}")
            return


def _far(measure, words):
    text = f"Срок {quoted(measure.words.deadline_text)} {words}."
    return Fault(measure.place, text, "Проверьте год.")


def _since(day):
    return f"{GENITIVE_MONTHS[day.month - 1]} {day.year} года"


def _until(day):
    return f"{MONTH_NAMES[day.month - 1]} {day.year} года"


def before_approval(document):
    """«Февраль 2020» of a plan approved on 30.04.2020."""
    if not document.approved:
        return
    told = _places(document, outside_plan, far_from_others)
    for plan in document.plans:
        for measure, _, last in dated_measures(plan):
            if last < document.approved and measure.place not in told:
                yield Fault(
                    measure.place,
                    f"Срок {quoted(measure.words.deadline_text)} {_passed(document)}.",
                    "Если работа уже сделана, так и напишите; иначе назначьте новый срок.",
                )


def _passed(document):
    day = dotted_date(document.approved)
    if document.is_draft:
        return f"уже прошёл (сегодня {day}), а план ещё не утверждён"
    return f"проходит раньше утверждения плана ({day})"


def _places(document, *rules):
    """Places that the rules speak of: one measure need not be scolded twice for one deadline."""
    return {fault.place for rule in rules for fault in rule(document)}


def misspelt(document):
    """«Нябрь»."""
    for measure in document.measures:
        text = measure.words.deadline_text.casefold()
        for word in WORD.findall(text):
            if month := month_meant(word):
                yield Fault(
                    measure.place,
                    f"В сроке {quoted(measure.words.deadline_text)} опечатка: «{word}» — видимо, "
                    f"«{month}».",
                    "Исправьте слово.",
                )


def glued(document):
    """«15апреля»."""
    for measure in document.measures:
        words = measure.words.deadline_text
        if found := GLUED.search(words.casefold()):
            text = f"В сроке {quoted(words)} число и месяц слиты: «{found[0]}»."
            yield Fault(measure.place, text, "Поставьте пробел.")


def month_meant(word):
    """The month that the misspelt word means, or None for a month, and for any other word."""
    word = word.replace("ё", "е")
    if word in MONTHS:
        return None
    near = [m for m in MONTHS if m[0] == word[0] and OSA.distance(word, m, score_cutoff=1) == 1]
    return near[0] if near else None


def to_review(document):
    """Deadlines whose meaning is not sure, unless something else is said of them already."""
    told = _places(document, outside_plan, far_from_others, before_approval, misspelt)
    for measure in document.measures:
        deadline = measure.words.deadline
        if not deadline or not deadline.needs_review or not deadline.text.strip():
            continue
        if measure.place not in told:
            reason = deadline.reason.strip().rstrip(".")
            yield Fault(
                measure.place,
                f"Срок {quoted(deadline.text)} нужно уточнить{': ' if reason else ''}{reason}.",
                "Напишите срок точнее, чтобы по нему можно было спросить.",
            )
