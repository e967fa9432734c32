"""From the words of a deadline to its meaning."""

import re

from roadmaps.deadlines import doubts
from roadmaps.deadlines.cutting import pieces_of
from roadmaps.deadlines.deadline import Deadline, Period
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.meaning import meaning_of
from roadmaps.deadlines.moments import Moment, Size
from roadmaps.deadlines.outcome import MOST_DATES, Outcome
from roadmaps.deadlines.tokens import tokens_of
from roadmaps.deadlines.writing import plain

# A cell of deadlines holds no more; longer texts belong to another column.
LONGEST = 300
INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|\b[А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.")


def read_deadline(text, plan=None, approved=None):
    """The Deadline of the words, resolved against the plan's period and the date of approval.

    `plan` is a pair of dates or None; nothing is guessed silently: whatever is doubtful is told in
    `reason`, and words that name no time at all are of the kind «другое».
    """
    text = text or ""
    plan = Period(*plan) if plan and all(map(_is_of_our_time, plan)) else None
    plan = plan if plan and plan.start <= plan.end else None
    approved = approved if _is_of_our_time(approved) else None
    outcome = _outcome(text, plan, approved)
    reasons = list(dict.fromkeys(outcome.doubts))
    return Deadline(
        text,
        outcome.kind,
        outcome.start,
        outcome.end,
        tuple(outcome.control_dates[:MOST_DATES]),
        bool(reasons),
        "; ".join(reasons),
    )


def _is_of_our_time(day):
    """A plan of other centuries is a slip; and years before 1 cannot be reckoned with."""
    return bool(day) and 1900 < day.year < 2100


def _outcome(text, plan, approved):
    if len("".join(text.split())) > LONGEST:
        return Outcome(DeadlineKind.OTHER, doubts=[doubts.TOO_LONG])
    if INITIALS.search(text):  # a person: a cell of another column
        return Outcome(DeadlineKind.OTHER, doubts=[doubts.UNKNOWN])
    tokens = tokens_of(plain(text))
    if not any(char.isalnum() for char in text):
        return Outcome(DeadlineKind.OTHER, doubts=[doubts.EMPTY])
    pieces = pieces_of(tokens)
    if _is_bare_year(tokens, pieces):
        return _bare_year(pieces[0], plan, approved)
    outcome = meaning_of(pieces, plan, approved)
    outcome.doubts = [token.doubt for token in tokens if token.doubt] + outcome.doubts
    return outcome


def _is_bare_year(tokens, pieces):
    """«2020» or «2020 года» alone: more often the torn end of «сентябрь 2020 года»."""
    return (
        len(tokens) <= 2
        and len(pieces) == 1
        and isinstance(pieces[0], Moment)
        and pieces[0].size == Size.YEAR
        and pieces[0].year
        and pieces[0].year_word in ("", "года")
    )


def _bare_year(moment, plan, approved):
    """The year itself only in a plan of whole calendar years to which it belongs."""
    is_calendar = plan and (plan.start.month, plan.end.month) == (1, 12)
    if is_calendar and plan.start.year <= moment.year <= plan.end.year:
        outcome = meaning_of([moment], plan, approved)
        outcome.doubts.append(doubts.ONLY_YEAR)
        return outcome
    return Outcome(DeadlineKind.OTHER, doubts=[doubts.ONLY_YEAR])
