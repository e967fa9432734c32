"""A Document of a file: its act, annexes, texts and tables, with the plan that was read of it."""

import re

from files.papers import Paragraph
from roadmaps.checking.acts import ActReader, kind_in
from roadmaps.checking.document import Document, Part, PartKind, Place, Text
from roadmaps.checking.faults import quoted
from roadmaps.checking.grifs import GRIF, kind_of
from roadmaps.checking.lists import ITEM
from roadmaps.checking.periods import statement_of_plan, statements_in, statements_of_act
from roadmaps.checking.plans import plan_facts, texts_of_plan
from roadmaps.checking.tables import TableReader

MARK = re.compile(
    r"\s*приложени[ея]\s*(?:(?:№|N)\s*)?(?P<number>\d{1,2})?\s*(?:$|[.,]?\s*\n|[.,]\s|к\s)",
    re.IGNORECASE,
)
# «Приложение 1 к Положению …» belongs to the annex above it.
OF_ANNEX = re.compile(
    r"(?:\s*приложени[ея]\s*(?:№|N)?\s*\d*\s*)?к\s+(?:положени|порядк|план|программ|дорожн|протокол"
    r"|регламент|соглашени|методик)",
    re.IGNORECASE,
)
LONGEST_MARK = 250
MARK_LINES, TITLE_LINES = 12, 7
LONGEST_TITLE_LINE = 200
KIND_WORDS = 5
HEAD_BLOCKS, HEAD_ROWS = 80, 4
END_OF_TITLE = re.compile(
    r"(?:паспорт|цел[ьи]\b|задачи|ожидаем|№|срок|пояснительная|\d+[.)]|[-–—•])", re.IGNORECASE
)
OF_ACT = re.compile(
    r"\s*(?:к\s|от\s|№|приказ|распоряжени|постановлени|утвержд|\(?в редакции|[«\"]?_|администраци)",
    re.IGNORECASE,
)


def document_of_paper(paper, reading=None, *, title="", municipality=None):
    """Document of the Paper and of the PlanReading that was made of it, if any."""
    return Builder(paper, reading, title, municipality).document()


class Builder:
    """Walks over the blocks of the paper once."""

    def __init__(self, paper, reading, title, municipality):
        self.paper, self.title, self.municipality = paper, title, municipality
        self.has_plan = bool(reading and reading.measures)
        self.reading = reading
        self.plan = plan_facts(reading) if self.has_plan else None
        self.tables = TableReader(self.plan, reading)
        self.parts, self.act = [], None
        self.awaits_title = 0
        self.title_lines = 0

    def document(self):
        self.begin()
        for block in self.paper.blocks:
            if isinstance(block, Paragraph):
                if block.text.strip():
                    self.add_paragraph(block)
            else:
                self.add_table(block)
        order = self.act.close() if self.act else None
        approved = getattr(self.reading, "approved", None) or (order.day if order else None)
        document = Document(
            title=self.title,
            parts=self.parts,
            order=order,
            plans=[self.plan] if self.plan else [],
            approved=approved,
            municipality=self.municipality,
        )
        document.periods = list(periods_of(document))
        return document

    def begin(self):
        """The first part: the act, when there is one."""
        lines = head_lines(self.paper.blocks)
        marks = [index for index, line in enumerate(lines) if MARK.match(line) or GRIF.match(line)]
        found = kind_in(lines[: marks[0]] if marks else lines)
        if found:
            self.act = ActReader(found[1], lines, found[0])
            self.open(PartKind.ORDER, Place(found[1]))
        else:
            self.open(PartKind.BODY, Place("документ"))
            self.awaits_title = MARK_LINES

    def open(self, kind, place, number=""):
        self.parts.append(Part(kind=kind, place=place, number=number))
        self.title_lines = 0
        return self.parts[-1]

    @property
    def part(self):
        return self.parts[-1]

    def add_paragraph(self, block):
        if self.begins_annex(block.text):
            self.open_annex(block.text)
        elif self.begins_body(block.text):
            self.open(PartKind.BODY, Place(quoted(block.text, 40)))
            self.awaits_title = 1
        if self.awaits_title and self.take_mark(block.text):
            return
        place = self.place_of(block.text)
        is_strong = block.is_bold or block.is_heading
        group = f"part {len(self.parts)}"
        self.part.texts.append(Text(block.text, place, group=group, is_strong=is_strong))

    def begins_annex(self, text):
        if len(text) > LONGEST_MARK or OF_ANNEX.match(text):
            return False
        if MARK.match(text):
            return True
        is_in_mark = self.part.kind == PartKind.ANNEX and self.awaits_title
        return bool(GRIF.match(text)) and not is_in_mark

    def open_annex(self, text):
        found = MARK.match(text)
        number = (found["number"] or "") if found else ""
        self.open(PartKind.ANNEX, Place(f"приложение {number}".strip()), number)
        self.awaits_title = MARK_LINES

    def begins_body(self, text):
        """After the signature of the act: the title of what is approved, without any mark."""
        if self.part.kind != PartKind.ORDER or not self.act.is_signed:
            return False
        line = text.strip().split("\n")[0]
        return line[:1].isupper() and is_title(line) and not line.endswith((".", ":", ";"))

    def take_mark(self, text):
        """True when the paragraph belongs to the mark over the title."""
        self.awaits_title -= 1
        first = text.strip().split("\n")[0]
        if (
            not OF_ACT.match(first)
            and first[:1].isalpha()
            and first[0].isupper()
            and is_title(first)
        ):
            self.part.title, self.title_lines = text.strip(), TITLE_LINES
            self.awaits_title = 0
            return False
        if OF_ANNEX.match(text) and len(self.part.mark) == 1:
            self.part.kind = PartKind.BODY
        if self.part.kind != PartKind.ANNEX or len(text) > LONGEST_MARK:
            return False
        self.part.mark.append(Text(text, self.part.place))
        return True

    def place_of(self, text):
        """Where the paragraph stands: its clause, its number, or its first words."""
        line = text.strip().split("\n")[0]
        if self.part.kind == PartKind.ORDER:
            return self.act.read_all(text)
        if self.title_lines and self.part.title != text.strip():
            self.title_lines -= 1
            if END_OF_TITLE.match(line) or len(line) > LONGEST_TITLE_LINE or line.endswith("."):
                self.title_lines = 0
            else:
                self.part.title += f"\n{text.strip()}"
        found = ITEM.match(line)
        words = f"пункт {found['number']}" if found else quoted(line, 40)
        return Place(f"{self.part.place.where}, {words}")

    def add_table(self, table):
        mark = next((c.text for row in table.rows[:3] for c in row.cells if MARK.match(c.text)), "")
        if mark and len(table.rows) <= 3:
            self.open_annex(mark)
            self.part.mark.append(Text(mark, self.part.place))
            return
        if self.part.kind == PartKind.ORDER:
            self.act.read_table(table)
        is_first = self.tables.begins_plan(table)
        self.part.texts += self.tables.texts(table)
        if is_first:
            self.part.texts += texts_of_plan(self.plan)


def head_lines(blocks):
    """Lines of the beginning of the paper; a letterhead and a title may stand in small tables."""
    texts = []
    for block in blocks[:HEAD_BLOCKS]:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif len(block.rows) <= HEAD_ROWS:
            texts += [cell.text for row in block.rows for cell in row.cells]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def is_title(line):
    """The line begins with a kind of document: «План мероприятий», «Состав рабочей группы»."""
    words = " ".join(re.findall(r"[А-Яа-яЁё]+", line)[:KIND_WORDS])
    return len(line) <= LONGEST_TITLE_LINE and kind_of(words) is not None


def periods_of(document):
    """PeriodStatements: of the act's title and clauses, the plan's title, passport and chapters."""
    if order := document.order:
        yield from statements_of_act(order.title, order.clauses, order.place)
    for part in document.parts:
        if part.kind == PartKind.ORDER:
            continue
        if found := statement_of_plan(part.title, part.place):
            yield found
        yield from statements_in(text for text in part.texts if part.title or document.plans)
