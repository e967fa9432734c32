"""The act at the head of a paper: its kind, date, title, preamble and clauses (domain.md 1.3)."""

import re

from roadmaps.checking.document import Clause, OrderFacts, Place
from roadmaps.checking.names import mentions_in
from roadmaps.importing.period import parse_day

KINDS = {"приказ": "приказ", "распоряжение": "распоряжение", "постановление": "постановление"}
# «П Р И К А З», «РАСПОРЯЖЕНИЕ АДМИНИСТРАЦИИ», but not «ПРИКАЗЫВАЮ» and not «ПРИКАЗОМ».
KIND = re.compile(r"(ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ)(?!ЫВ|ОМ|М|У|А\b)")
VERB = re.compile(
    r"\b(?:приказываю|постановляю|постановляет|обязываю|распоряжаюсь)\b", re.IGNORECASE
)
SPACED = re.compile(r"(?:\b\w\s+){4,}\w?")
KIND_LINES = 40
# «Приказ № 14 от 12.01.2024»
SMALL_KIND = re.compile(r"(Приказ|Распоряжение|Постановление)\s*(?:№|от\s)")
SMALL_KIND_LINES = 12
TITLE = re.compile(r"[«\"]?(?:О|Об|ОБ|Обо|ОБО)\s+[А-ЯЁа-яё]")
PREAMBLE = re.compile(
    r"(?:на основании|в соответствии|во исполнение|в целях|с целью|в связи|руководствуясь|по итогам"
    r"|для |согласно|в рамках|по результатам)",
    re.IGNORECASE,
)
# «1.», «2.1», «- 2.1.»
CLAUSE = re.compile(
    r"\s*(?P<number>\d{1,2}\.(?:\d{1,2}\.)*(?:\d{1,2})?)\s*(?=[^\d\s.]|$)"
    r"|[\s\-–—]*(?P<deep>\d{1,2}(?:\.\d{1,2})+\.?)\s*(?=[^\d\s.])"
)
# «1) Утвердить …»: of an act that numbers so from the first clause on.
BRACKETED = re.compile(r"\s*(?P<number>\d{1,2}\))\s*(?=[^\d\s.])")
NUMBER = re.compile(r"№\s*(?P<number>\w[\w/.\-]*)")
SIGNER = re.compile(
    r"(?:начальник|заведующ(?:ий|ая)|глава|директор|председатель|руководитель|заместитель|министр"
    r"|и\.?\s?о\.?|врио|исполняющ(?:ий|ая)|первый заместитель)\b",
    re.IGNORECASE,
)
LONGEST_SIGNATURE = 90
SIGNATURE_ROWS = 4


def kind_in(lines):
    """(index of the line, kind of the act) or None."""
    for index, line in enumerate(lines[:KIND_LINES]):
        joined = re.sub(r"\s", "", line)
        if joined.casefold() in KINDS:
            return index, KINDS[joined.casefold()]
        found = KIND.match(joined)
        if found or index < SMALL_KIND_LINES and (found := SMALL_KIND.match(line)):
            return index, found[1].casefold()
    for index, line in enumerate(lines[:KIND_LINES]):
        if VERB.search(unspaced(line)):
            return index, "приказ"
    return None


def unspaced(line):
    """«п р и к а з ы в а ю :» → «приказываю:»."""
    return SPACED.sub(lambda found: re.sub(r"\s", "", found[0]), line)


def clause_number(line):
    """Printed number that the line begins with, as of a clause, or «»."""
    found = CLAUSE.match(line)
    return (found["number"] or found["deep"]) if found else ""


def is_signature(line):
    """True for «Начальник управления», «Глава района С.В. Пономарев», «С. В. Датченко»."""
    line = line.strip()
    if len(line) > LONGEST_SIGNATURE or not line or line.endswith((":", ";")) and len(line) < 20:
        return False
    if SIGNER.match(line) and line[0].isupper():
        return True
    names = mentions_in(line)
    return len(names) == 1 and len(re.sub(r"[\s_.]", "", line)) <= len(names[0].label) + 2


class ActReader:
    """Reads the lines of the act one by one; says at which place each stands."""

    def __init__(self, kind, lines, kind_index):
        self.place = Place(kind)
        self.facts = OrderFacts(kind=kind, place=self.place)
        self.is_signed = False
        head = lines[:kind_index]
        for line in lines[kind_index:KIND_LINES]:
            if TITLE.match(line) or PREAMBLE.match(line) or clause_number(line):
                break
            head.append(line)
        self.facts.head = "\n".join(head)
        # A title in a table is not met again among the paragraphs.
        self.table_title = next(
            (line for line in lines[kind_index:KIND_LINES] if TITLE.match(line)), ""
        )
        self.facts.day = next((day for line in head if (day := parse_day(line))), None)
        found = NUMBER.search(self.facts.head)
        self.facts.number = found["number"] if found else ""
        self.state = "head"
        self.has_brackets = False
        self.number = ""
        self.clause_lines = []

    def read_all(self, text):
        """Place of the paragraph: that of its first line."""
        places = [self.read(line) for line in text.split("\n") if line.strip()]
        return places[0] if places else self.place

    def read(self, line):
        """Place of the line."""
        if self.is_signed:
            return self.place
        number = self._clause_number(line)
        if number and (self.state != "head" or self.facts.title or self.facts.preamble):
            self._close_clause()
            self.state, self.number = "clauses", number
            self.clause_lines = [(BRACKETED if ")" in number else CLAUSE).sub("", line, count=1)]
        elif self.state == "clauses":
            if is_signature(line):
                self._close_clause()
                self.is_signed = True
                return self.place
            self.clause_lines.append(line)
        else:
            self._read_head(line)
            return self.place
        return Place(f"пункт {self.number.rstrip('.')}")

    def _clause_number(self, line):
        found = BRACKETED.match(line)
        if found and (self.has_brackets or self.state != "clauses"):
            self.has_brackets = True
            return found["number"]
        return clause_number(line)

    def _read_head(self, line):
        if PREAMBLE.match(line) or self.state == "preamble":
            self.state = "preamble"
            self.facts.preamble = f"{self.facts.preamble}\n{line}".strip()
        elif VERB.search(unspaced(line)):
            self.state = "preamble"
        elif TITLE.match(line) or self.state == "title":
            self.state = "title"
            self.facts.title = f"{self.facts.title} {line}".strip()

    def _close_clause(self):
        if self.number:
            text = "\n".join(self.clause_lines).strip()
            place = Place(f"пункт {self.number.rstrip('.')}")
            self.facts.clauses.append(Clause(self.number, text, place))
        self.number, self.clause_lines = "", []

    def read_table(self, table):
        """A small table under the clauses holds the signature: the post and the name."""
        if self.state == "clauses" and len(table.rows) <= SIGNATURE_ROWS:
            rows = (" ".join(cell.text for cell in row.cells) for row in table.rows)
            if any(is_signature(" ".join(row.split())) for row in rows):
                self._close_clause()
                self.is_signed = True

    def close(self):
        """OrderFacts when the lines are over."""
        self._close_clause()
        self.facts.title = self.facts.title or self.table_title
        return self.facts
