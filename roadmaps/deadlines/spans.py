"""Pieces → spans: ranges are put together, and numbers and years that are said once are shared."""

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from roadmaps.deadlines import doubts
from roadmaps.deadlines.moments import FINE, MOST_PARTS, Moment, Size, whole
from roadmaps.deadlines.naming import SCHOOLED, year_in_school_year
from roadmaps.deadlines.pieces import Sign, Span, Stop

WINTER = 4
RANGE_WORDS = ("по", "до", "не позднее")


@dataclass
class Draft:
    """Spans on the way to dates, with what is doubtful of them."""

    spans: list[Span]
    doubts: list[str]
    # Numbers that belong to no noun.
    loose: list[Moment]


def draft_of(pieces, plan, *, is_yearly=False):
    """The spans of the pieces; marks and repetitions are skipped."""
    draft = Draft(_assembled(pieces), [], [])
    _share_numbers(draft)
    _join_years(draft)
    _share_years(draft, plan, goes_on=not is_yearly)
    for span in draft.spans:
        for moment in span.moments:
            draft.doubts += moment.doubts
    return draft


def _assembled(pieces):
    spans, sign, joint = [], "", ""
    for piece in pieces:
        if isinstance(piece, Stop):
            # A dash after other words («II этап – март») divides, it does not make a range.
            is_range = joint in ("", "-", "\n")
            joint = _stronger(joint, piece.mark if is_range or piece.mark != "-" else ",")
        elif isinstance(piece, Sign):
            sign = piece.word
        elif isinstance(piece, Moment):
            _add(spans, piece, sign, joint)
            sign, joint = "", ""
        else:
            joint = {"": "mark", "-": ","}.get(joint, joint)
    return spans


def _stronger(joint, mark):
    """The stop that decides among several: a dash or bracket wins over a comma and a line end."""
    if mark == ")":
        return mark
    order = ["", "mark", "\n", ")", ",", "/", "(", "-"]
    return max(joint, mark, key=order.index)


def _add(spans, moment, sign, joint):
    """Either the end of the range that is being built, or a span of its own."""
    before = spans[-1] if spans else None
    joins = before and joint in ("", "-", "\n", ",") and sign in RANGE_WORDS
    if joins and joint == ",":
        # «с сентября, по май», but not «15 мая, до 20 июня».
        joins = before.sign == "с"
    if before and not before.last and before.sign in ("", "с"):
        if joins or (joint == "-" and not sign):
            spans[-1] = replace(before, last=moment, last_sign=sign)
            return
    elif before and before.sign and not before.last and joint == "-" and not sign:
        # «до 20–25 мая»: by the later day.
        spans[-1] = replace(before, first=replace(moment, doubts=(*moment.doubts, doubts.ROUGH)))
        return
    elif before and before.last and joint == "-" and not sign:
        # «сентябрь – октябрь – ноябрь»
        spans[-1] = replace(before, last=moment)
        return
    if before and before.is_limit and joint == "," and moment.size == Size.DAY and not sign:
        # «до 1 октября, 1 февраля»
        sign = before.sign if before.first.size in (Size.DAY, Size.NUMBER) else ""
    spans.append(Span(moment, sign=sign, joint=joint))


def _flat(spans):
    """(place of the span, name of the field, moment) of all moments in their order."""
    for at, span in enumerate(spans):
        yield at, "first", span.first
        if span.last:
            yield at, "last", span.last


def _put(spans, at, field, moment):
    spans[at] = replace(spans[at], **{field: moment})


def _share_numbers(draft):
    """«1 и 3 квартал», «10, 20 мая»: a number takes the noun of the next moment."""
    places, following = list(_flat(draft.spans)), None
    for at, field, moment in reversed(places):
        if moment.size != Size.NUMBER:
            following = moment
        elif taken := _with_number(following, moment):
            _put(draft.spans, at, field, taken)
            following = taken
    rest = [span for span in draft.spans if any(m.size == Size.NUMBER for m in span.moments)]
    draft.loose = [moment for span in rest for moment in span.moments if moment.size == Size.NUMBER]
    # «10-октября»: what is no range still names its month.
    kept = [_without_numbers(span) for span in draft.spans]
    draft.spans = [span for span in kept if span]


def _without_numbers(span):
    """The span with that of its moments which is no bare number, or None."""
    named = [moment for moment in span.moments if moment.size != Size.NUMBER]
    if len(named) == len(span.moments):
        return span
    return replace(span, first=named[0], last=None) if named else None


def _with_number(noun, number):
    """The noun with the other number, or None where it cannot take one."""
    if noun and noun.is_digital and number.number <= 12:
        # «09–10.2023»
        return replace(noun, number=number.number)
    if noun and noun.size == Size.DAY:
        return replace(noun, day=number.number, doubts=())
    if noun and noun.part and noun.size == Size.MONTH:
        if not 1 <= number.number <= MOST_PARTS.get(noun.part.kind, 0):
            return None
        return replace(noun, part=noun.part._replace(number=number.number), doubts=())
    most = {Size.QUARTER: 4, Size.HALF: 2, Size.TERM: 4, Size.TRIMESTER: 3}
    if noun and number.number <= most.get(noun.size, 0):
        return replace(noun, number=number.number, doubts=())
    return None


def _join_years(draft):
    """«2023 г. – 2025 г.» and «с 2023 по 2025 год» are years from–to, as «2023–2025 гг.» is."""
    for at, span in enumerate(draft.spans):
        first, last = span.first, span.last
        if not last or {first.size, last.size} != {Size.YEAR} or not (first.year and last.year):
            continue
        if first.part or last.part:
            continue
        low, high = sorted((first.year, last.year))
        found = () if low == first.year else (doubts.REVERSED,)
        word = last.year_word if span.sign or not first.year_word else "гг"
        if span.sign and low < high:
            word = "гг"
        years = Moment(Size.YEARS, year=low, last_year=high, year_word=word, doubts=found)
        draft.spans[at] = Span(years, joint=span.joint)


def _share_years(draft, plan, *, goes_on):
    """A year said after several months belongs to all of them; one said before, to those after."""
    group, before = [], None
    for place in [place for place in _flat(draft.spans) if place[2].size in FINE]:
        moment = place[2]
        group.append(place)
        if moment.year is not None:
            _fill_back(draft, group, plan)
            group, before = [], moment
        elif moment.year_hint is not None:
            group = []
    if before and group and goes_on:
        _fill_on(draft, group, before)


def _key(moment):
    """The order of moments within a calendar year; winter is named after its January."""
    if moment.size == Size.SEASON and moment.number == WINTER:
        return (1, 1)
    start = whole(moment, 2000).start
    return (start.month, start.day)


def _fill_back(draft, group, plan):
    """The year of the last moment of the group goes to those before it."""
    final = group[-1][2]
    if final.last_year:
        # «сентябрь–май 2023/2024 учебного года»
        years = [year_in_school_year(place[2], final.last_year - 1) for place in group[:-1]]
        _put_years(draft, group[:-1], years, final.is_school)
        return
    keys = [_key(place[2]) for place in group]
    steps = [int(left > right) for left, right in pairwise(keys)]
    years = _rolled(final.year, steps)
    if sum(steps) and not final.is_school:
        draft.doubts.append(doubts.CROSSES_NEW_YEAR)
        years = _crossing(draft, group, years, plan)
    _put_years(draft, group, years, final.is_school)


def _rolled(year, steps):
    """Years from the given one on, each step over the New Year adding one."""
    return [year + done for done in accumulate(steps, initial=0)]


def _crossing(draft, group, forward, plan):
    """The years of «Декабрь–январь 2019»: 2019–2020, or 2018–2019 where the plan says so."""
    back = [year - (forward[-1] - forward[0]) for year in forward]
    if plan:
        fits = [
            all(_is_inside(place[2], year, plan) for place, year in zip(group, years, strict=True))
            for years in (forward, back)
        ]
        if fits[0] != fits[1]:
            return forward if fits[0] else back
    span = draft.spans[group[-1][0]]
    # A dash binds the two months and the year; after «по» or a comma the year is the last one's.
    return forward if span.last and not span.last_sign else back


def _is_inside(moment, year, plan):
    start, end = whole(moment, year)
    return (start.year, start.month) >= (plan.start.year, plan.start.month) and end <= plan.end


def _fill_on(draft, group, before):
    """«сентябрь 2023, май»: the months after go on from the year that was said."""
    keys = [_key(before), *(_key(place[2]) for place in group)]
    years = _rolled(before.year, [int(left > right) for left, right in pairwise(keys)])
    _put_years(draft, group, years[1:], before.is_school)


def _put_years(draft, group, years, is_school):
    for (at, field, moment), year in zip(group, years, strict=True):
        schooled = is_school and moment.size in SCHOOLED
        _put(draft.spans, at, field, replace(moment, year=year, is_school=schooled))
