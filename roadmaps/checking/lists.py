"""Numbered lists and chapters in running text: goals, a regulation, a note (peers.md a.1).

Lists stand inside chapters and begin anew, so the numbers of a text are several sequences one
inside another. What continues none of the open ones is a doubt only when it is clear whose.
"""

import re
from dataclasses import dataclass, field

from roadmaps.checking.document import PartKind, Text
from roadmaps.checking.faults import Fault, quoted
from roadmaps.checking.sequences import in_words

ITEM = re.compile(
    r"[\s\-–—•]*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<mark>[.)])?(?=\s+\S|[.)]\s*[А-ЯЁ])"
)
LONGEST_GAP = 3
FAR_AHEAD = 60
LONGEST_CHAPTER = 120
FIX = "Исправьте нумерацию или верните пропавшее."


@dataclass
class Item:
    """A line that begins with a number."""

    parts: tuple[int, ...]
    mark: str
    is_chapter: bool
    line: str
    text: Text

    @property
    def label(self):
        return ".".join(map(str, self.parts))


@dataclass(eq=False)
class Run:
    """An open sequence: its last number and how its lines look."""

    last: int
    mark: str
    is_chapter: bool


@dataclass
class Reading:
    """Doubts about one text, found in one pass."""

    faults: list[tuple[str, Fault]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    # Last numbers of the deeper levels, {(2,): 3}: «2.3» was the last one under 2.
    under: dict = field(default_factory=dict)
    unnumbered: list[str] = field(default_factory=list)

    def add(self, item, following):
        """Take the item; the items that follow it tell a chapter from the end of a list."""
        if len(item.parts) > 1:
            self._add_deep(item)
        else:
            self._add_flat(item, following)
        self.unnumbered = []

    def _add_flat(self, item, following):
        number = item.parts[0]
        run = self._continued(item)
        if run and run.is_chapter != item.is_chapter:
            run = self._broken_outer(item, following) or run
        if run is None and number == 1:
            self.runs.append(Run(1, item.mark, item.is_chapter))
            self._forget(number)
            return
        if run is None and (run := self._doubtful(item)) is None:
            return
        if run.last + 1 < number <= run.last + 1 + LONGEST_GAP:
            self._gap(item, range(run.last + 1, number))
        elif number <= run.last:
            self._repeat(item)
        del self.runs[self.runs.index(run) + 1 :]
        run.last = number
        self._forget(number)

    def _continued(self, item):
        """The innermost open sequence that the item goes on with."""
        rows = (r for r in reversed(self.runs) if r.mark == item.mark)
        return next((run for run in rows if run.last + 1 == item.parts[0]), None)

    def _broken_outer(self, item, following):
        """The sequence of chapters that goes on with the item, though a number is lost.

        «4. Результаты» after a list of three goals: the next chapter is 5 and there is no 3.
        """
        runs = [run for run in self.runs[:-1] if run.is_chapter == item.is_chapter]
        run, number = (runs[-1], item.parts[0]) if runs else (None, 0)
        if run is None or not item.is_chapter or not run.last < number <= run.last + LONGEST_GAP:
            return None
        chapters = [one.parts[0] for one in following if one.is_chapter and len(one.parts) == 1]
        return run if number + 1 in chapters and run.last + 1 not in chapters else None

    def _doubtful(self, item):
        """The sequence that the item breaks, when there is no doubt whose it is."""
        runs = [run for run in self.runs if run.mark == item.mark]
        if len(runs) > 1:
            runs = [run for run in runs if run.is_chapter == item.is_chapter]
        run = runs[-1] if runs else None
        return run if run and item.parts[0] <= run.last + 1 + LONGEST_GAP else None

    def _forget(self, number):
        """Under a chapter that begins, numbers begin anew."""
        for prefix in [prefix for prefix in self.under if prefix[0] == number]:
            del self.under[prefix]

    def _add_deep(self, item):
        prefix, number = item.parts[:-1], item.parts[-1]
        last = self.under.get(prefix, 0)
        if number <= last:
            self._repeat(item)
        elif last + 1 < number <= last + 1 + LONGEST_GAP:
            self._gap(item, range(last + 1, number))
        self.under[prefix] = number

    def _gap(self, item, missing):
        if len(missing) <= len(self.unnumbered):
            lost = quoted(self.unnumbered[-len(missing)], 50)
            text = f"Перед пунктом {item.label} строка без номера: {lost}."
            fault = Fault(item.text.place, text, "Поставьте пропущенный номер.")
            self.faults.append(("absent", fault))
            return
        numbers = [".".join(map(str, (*item.parts[:-1], n))) for n in missing]
        lost = in_words(missing) if len(item.parts) == 1 else ", ".join(numbers)
        text = f"Перед пунктом {quoted(item.line, 50)} нет номера {lost}."
        self.faults.append(("gap", Fault(item.text.place, text, FIX)))

    def _repeat(self, item):
        text = f"Номер {item.label} повторяется: {quoted(item.line, 50)}."
        self.faults.append(("repeat", Fault(item.text.place, text, FIX)))


def read(lines):
    """Doubts about the lines [(line, its Text)] as (kind, Fault)."""
    reading = Reading()
    bold = sum(text.is_strong for _, text in lines)
    # A paper that is all bold says nothing by it.
    trusts_bold = 0 < bold <= len(lines) / 2
    items = [item_of(line, text, trusts_bold) for line, text in lines]
    for index, item in enumerate(items):
        if item:
            following = filter(None, items[index + 1 : index + 1 + FAR_AHEAD])
            reading.add(item, following)
        else:
            reading.unnumbered.append(lines[index][0])
    return reading.faults


def item_of(line, text, trusts_bold):
    """The Item that the line is, or None."""
    found = ITEM.match(line)
    parts = tuple(map(int, found["number"].split("."))) if found else ()
    if not parts or not found["mark"] and len(parts) == 1 or 0 in parts:
        return None
    is_short = len(line) <= LONGEST_CHAPTER
    is_chapter = is_short and (
        text.is_strong if trusts_bold else not line.rstrip().endswith((".", ";", ",", ":"))
    )
    return Item(parts, found["mark"] or ".", is_chapter, line, text)


def _doubts(document, kind):
    for lines in texts_with_lists(document):
        for found, fault in read(lines):
            if found == kind:
                yield fault


def texts_with_lists(document):
    """[(line, Text)] of every text that may hold lists: a part of the paper, a cell with lines.

    The clauses of an act are numbered by rules of their own.
    """
    for part in document.parts:
        own = [(line, text) for text in part.paragraphs for line in text.lines]
        if part.kind == PartKind.ORDER:
            own = [(line, text) for line, text in own if re.match(r"\s*\d+\)", line)]
        yield own
        for text in part.texts:
            if text.is_cell and not text.is_column and "\n" in text.text:
                yield [(line, text) for line in text.lines]


def gaps(document):
    """Chapters 2 and 4 without 3."""
    return _doubts(document, "gap")


def repeats(document):
    return _doubts(document, "repeat")


def absent(document):
    """1, 2, 3, a line without a number, 5."""
    return _doubts(document, "absent")
