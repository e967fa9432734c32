"""What stands before the plan's table: title, goals, tasks, results, passport, notes, period."""

import re
from dataclasses import dataclass, field
from datetime import date

from files.papers import Paragraph
from roadmaps.deadlines import Period
from roadmaps.importing.grid import grid_of
from roadmaps.importing.period import approval_in, period_in, period_of_deadline
from roadmaps.importing.plan import BlockReading
from roadmaps.importing.sections import names_section, number_and_title
from roadmaps.importing.titles import close_up, is_annex, is_title
from roadmaps.importing.wording import one_line

YEAR_END = re.compile(r"(?:\bгг?\.|\bгод[а-я]*\.|\d\.)$")
# Short lines of the title go on until a sentence or a heading of a text begins.
LONGEST_TITLE_LINE = 200
MOST_TITLE_LINES = 8
OF_PLAN = (
    r"(?: (?:от )?(?:реализации|выполнения|плана|программы|мероприятий|проекта|дорожной|карты"
    r"|«?дорожной карты»?))*"
)
MARKS = (
    ("goals", rf"(?:основн\w+ )?цел[ьи](?: и задачи)?{OF_PLAN}"),
    ("tasks", rf"(?:основные )?задачи{OF_PLAN}"),
    (
        "results",
        rf"(?:планируемые |основные |ожидаемые |конечные )*(?:ожидаем\w+ )?результат\w*{OF_PLAN}",
    ),
    ("note", r"пояснительная записка"),
)
MARKED = [
    (
        kind,
        re.compile(
            rf"(?:\d+\.?|[IVX]+\.?)?\s*(?P<label>{words})\s*(?P<colon>[:.])?\s*(?P<rest>.*)",
            re.IGNORECASE | re.DOTALL,
        ),
    )
    for kind, words in MARKS
]
CHAPTER = re.compile(r"(?:\d{1,2}|[IVX]{1,4})\.\s+[А-ЯЁ].{3,140}[^.;:,]$")
PASSPORT = re.compile(r"паспорт", re.IGNORECASE)
TERM = re.compile(r"\bсрок|период реализации|этапы", re.IGNORECASE)
TERM_LINE = re.compile(r"\W*(?:срок|сроки|период|этапы)\b[^:]{0,60}:", re.IGNORECASE)
LABEL_MOST = 120
SIGNATURE = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.")


@dataclass
class Preface:
    """The texts around the table and what they say of the whole plan."""

    title: str = ""
    blocks: list[BlockReading] = field(default_factory=list)
    approved: date | None = None
    period: Period | None = None
    period_source: str = ""


def read_preface(paper, table):
    """Preface of the plan; `table` is its PlanTable or None when there is no table."""
    first = table.blocks[0] if table else len(paper.blocks)
    before = list(paper.blocks[:first])
    if table:
        before += [Paragraph(text) for text in table.above]
    preface = Preface()
    texts = [block.text for block in before if isinstance(block, Paragraph) and block.text.strip()]
    preface.approved = approval_in(texts)
    own, head = own_texts(before)
    preface.title, rest = take_title(own)
    passport = [BlockReading("passport", *pair) for pair in table.pairs] if table else []
    preface.blocks = [*blocks_of(rest), *passport]
    find_period(preface, head, texts_of(own))
    return preface


def own_texts(before):
    """(blocks of the plan itself, texts of the act before it): an annex's mark divides them."""
    marks = [
        index
        for index, block in enumerate(before)
        if isinstance(block, Paragraph) and is_annex(block.text) and len(block.text) < 200
    ]
    if marks:
        return before[marks[-1] :], texts_of(before[: marks[-1]])
    titles = [
        i
        for i, block in enumerate(before)
        if isinstance(block, Paragraph)
        and is_title(block.text)
        and len(block.text) < LONGEST_TITLE_LINE
    ]
    signed = [
        i
        for i, block in enumerate(before)
        if isinstance(block, Paragraph) and len(block.text) < 60 and SIGNATURE.search(block.text)
    ]
    after = [i for i in titles if not signed or i > signed[-1]]
    start = (after or titles or [0])[0]
    return before[start:], texts_of(before[:start])


def texts_of(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.text.strip()]


def take_title(blocks):
    """(title by lines, the blocks after it)."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            return "", blocks
        if is_title(block.text) and len(block.text) < LONGEST_TITLE_LINE:
            lines = title_lines(blocks[index:])
            return "\n".join(lines), blocks[index + len(lines) :]
    return "", blocks


def title_lines(blocks):
    """Lines of the title from its first one on."""
    lines = []
    for block in blocks[:MOST_TITLE_LINES]:
        text = close_up(one_line(block.text)) if isinstance(block, Paragraph) else ""
        if not text or (lines and ends_title(text)):
            break
        lines.append(text)
    return lines


def ends_title(text):
    """True for what cannot be a line of a title any more."""
    return (
        len(text) > LONGEST_TITLE_LINE
        or marked(text) is not None
        or bool(PASSPORT.match(text) or CHAPTER.match(text) or TERM.match(text))
        or text.startswith(("-", "–", "•"))
        or (text.endswith((";", ".")) and not YEAR_END.search(text))
        or names_section(text)
        or bool(number_and_title(text)[0])
    )


def marked(text):
    """(kind, label, rest) when the text begins with «Цели:», «Задачи:» and the like."""
    for kind, pattern in MARKED:
        found = pattern.fullmatch(one_line(text))
        if found and (found["colon"] or not found["rest"]) and len(found["label"]) < LABEL_MOST:
            return kind, one_line(found["label"]), text_after(text, found)
    return None


def text_after(text, found):
    """What stands behind the mark, its line breaks kept."""
    return text.split(found["colon"], 1)[1].strip() if found["colon"] and found["rest"] else ""


def blocks_of(blocks):
    """BlockReadings of the texts and passport tables, in their order."""
    readings, opened = [], None
    for block in blocks:
        if not isinstance(block, Paragraph):
            readings += passport_of(block)
            opened = None
            continue
        text = block.text.strip()
        if not text or is_annex(text) or PASSPORT.match(text):
            continue
        if found := marked(text):
            opened = BlockReading(*found)
            readings.append(opened)
        elif CHAPTER.match(one_line(text)):
            opened = BlockReading("text", one_line(text), "")
            readings.append(opened)
        elif opened is not None:
            opened.text = f"{opened.text}\n{text}".strip()
    return [reading for reading in readings if reading.text]


def passport_of(table):
    """Rows «label — text» of a table of two columns (three with a number)."""
    rows = []
    for row in grid_of(table, 0):
        texts = [text for text in row.texts if text]
        if len(texts) == 3 and len(texts[0]) < 5:
            texts = texts[1:]
        if len(texts) == 2 and len(texts[0]) < LABEL_MOST:
            rows.append(BlockReading("passport", one_line(texts[0]), texts[1]))
    return rows


def find_period(preface, head, own):
    """Put the period into the preface: of the passport, of the title, of the texts, of the act."""
    sources = [
        (
            "passport",
            [b.text for b in preface.blocks if b.kind == "passport" and TERM.search(b.title)],
        ),
        ("title", [preface.title]),
        ("text", [text for text in own if TERM_LINE.match(text)]),
        ("text", [f"{b.title} {b.text}" for b in preface.blocks if TERM.search(b.title)]),
        ("text", [text for text in head if TITLE_IN_ACT.search(text)][:3]),
    ]
    for source, texts in sources:
        for text in texts:
            is_term = source == "passport" or TERM_LINE.match(text)
            period = period_of_deadline(text) if is_term else period_in(text)
            if period:
                preface.period, preface.period_source = period, source
                return


TITLE_IN_ACT = re.compile(r"план|карт[аы]|карту|программ|поддержк", re.IGNORECASE)
