"""For which years the plan is, as the order, the title and the passport say (peers.md a.1: S2)."""

import re

from roadmaps.checking.document import PeriodStatement
from roadmaps.checking.faults import Fault, quoted
from roadmaps.importing.period import period_in

PLAN = r"план|дорожн\w+\W+карт|комплекс\w*\s+мер"
# «на 2024–2025 годы», «на период с 2024 по 2026 год», «(2024–2026 гг.)»
SPAN = r"20\d\d(?:\s*(?:[-–—/]|по)\s*(?:20)?\d\d)?\s*-?(?:г|уч|й|\))[\w.]*(?:\s*уч\w*)?"
YEARS = rf"(?P<years>(?:\b(?:на|в)\s+(?:период\s+)?(?:с\s+)?|\bс\s+|\(\s*){SPAN})"
OF_PLAN = re.compile(rf"(?:{PLAN})[^;]*?{YEARS}", re.IGNORECASE)
# Years after the name of another act are of that act.
OTHER_ACT = re.compile(
    r"(?<!настоящим )(?<!настоящего )\b(?:приказ|распоряжени|постановлени|закон|федеральн"
    r"|государственн\w+ прог|национальн\w+ проект|учебн\w+ план)",
    re.IGNORECASE,
)
TERM_HEADING = re.compile(
    r"(?:\d+\.?\s*)?(?:срок|период)\w*(?:\s+и\s+\w+)?\s+"
    r"(?:(?:реализац|действи)\w+|(?:выполнени|исполнени)\w+\s+(?:план|программ|дорожн|мероприяти)\w*)"
    r"(?:\s+[а-яё«»]+){0,4}\s*(?:[:.–—-]+\s*(?P<rest>.*))?",
    re.IGNORECASE | re.DOTALL,
)
IN_TEXT = re.compile(r"рассчитан[аоы]?\s+на\s+(?P<years>[^.;]{4,40})", re.IGNORECASE)
YEAR = re.compile(r"\b20\d\d\b")
LONGEST_WORDS = 120
LONGEST_CLAUSE = 1000
# A clause about other plans («разработать школьные планы на 2025 год») is not about this one.
APPROVES = re.compile(
    rf"\W*(?:утверд|ввести\s+в\s+действие|(?:(?:муниципальн|прилагаем|районн|городск)\w+\W+)*(?:{PLAN}))",
    re.IGNORECASE,
)


def statements_of_act(title, clauses, place):
    """Statements of the act's title and of the clauses that approve the plan."""
    found = [statement_of_plan(title, place)]
    found += [statement_of_plan(c.text, c.place) for c in clauses if APPROVES.match(c.text)]
    return [one for one in found if one]


def statement_of_plan(text, place):
    """PeriodStatement of «… план мероприятий … на 2020–2022 годы», or None."""
    text = text[:LONGEST_CLAUSE]
    found = OF_PLAN.search(text)
    if not found or OTHER_ACT.search(text, 0, found.start("years")):
        return None
    # «Об итогах плана в 2022 году и о плане на 2023 год»
    later = None if found["years"].startswith("на") else OF_PLAN.search(text, found.end())
    return statement((later or found)["years"], place)


def statement(words, place):
    """PeriodStatement of words that name years, or None; stages make up one period."""
    period = period_in(words)
    years = {int(year) for year in YEAR.findall(words)}
    years |= {period.start.year, period.end.year} if period else set()
    if not years:
        return None
    return PeriodStatement(min(years), max(years), quoted(words.strip(" ."), 60), place)


def statements_in(texts):
    """Statements of the chapters and of the passport: what stands at «Срок реализации»."""
    is_expected = False
    for text in texts:
        if text.is_column:
            continue
        heading = TERM_HEADING.fullmatch(text.text.strip())
        words = text.text if is_expected else (heading and heading["rest"]) or ""
        if found := IN_TEXT.search(text.text):
            words = f"на {found['years']}"
        if words and len(words) <= LONGEST_WORDS:
            yield from filter(None, [statement(words, text.place)])
        is_expected = bool(heading and not heading["rest"])


def conflicts(document):
    """The order says 2020–2022 and the passport 2021–2024."""
    told = {}
    for one in document.periods:
        told.setdefault((one.first, one.last), one)
    if len(told) > 1:
        where = "; ".join(f"{one.place.where} — {one.words}" for one in told.values())
        yield Fault(
            list(told.values())[1].place,
            f"Период плана назван по-разному: {where}.",
            "Оставьте один период во всём документе.",
        )
