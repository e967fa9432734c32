"""Numbers of measures, sections and clauses (peers.md a.1, domain.md 3.7)."""

import re
from collections import defaultdict
from dataclasses import dataclass

from roadmaps.checking.document import Place
from roadmaps.checking.faults import Fault, quoted
from roadmaps.checking.sequences import in_words, parts_of, steps

WORD = re.compile(r"[А-Яа-яЁё]{2}")
FIX_GAP = "Верните пропавшую строку или исправьте нумерацию."
FIX_REPEAT = "Исправьте один из номеров и ссылки на него."
# «23» among numbers with dots: the odd ones are few, the others many.
FEWEST_DOTTED, GREATEST_SHARE = 3, 0.25


@dataclass(frozen=True)
class Noun:
    """What is numbered, in the forms that the messages need."""

    one: str
    of: str
    many: str


MEASURE = Noun("мероприятие", "мероприятия", "мероприятий")
SECTION = Noun("раздел", "раздела", "разделов")
CLAUSE = Noun("пункт", "пункта", "пунктов")


@dataclass(frozen=True)
class Numbered:
    """A row with a number: printed, in figures, and what it says."""

    noun: Noun
    printed: str
    parts: tuple[int, ...]
    title: str
    place: Place

    @property
    def label(self):
        """«2.8», «IV»; of «Раздел 2.» and «II этап» the figures alone."""
        if WORD.search(self.printed):
            return ".".join(map(str, self.parts))
        return self.printed.strip().rstrip(".)")


def numbered_rows(document):
    """[rows] that are numbered together: sections, measures and clauses, each in its order."""
    for plan in document.plans:
        yield from _runs_of_sections(plan)
        yield from _runs_of_measures(plan)
    if document.order:
        yield [
            Numbered(CLAUSE, c.number, parts_of(c.number), c.text, c.place)
            for c in document.order.clauses
        ]


def _runs_of_sections(plan):
    """All sections together; when some are roman, the arabic ones under each begin anew."""
    rows = [
        Numbered(SECTION, s.words.number, parts_of(s.words.number), s.words.title, s.place)
        for s in plan.sections
    ]
    romans = [row for row in rows if row.parts and not any(map(str.isdigit, row.printed))]
    runs = [[]]
    for row in rows:
        if row in romans:
            runs.append([])
        else:
            runs[-1].append(row)
    yield from [romans, *runs] if romans else [rows]


def _runs_of_measures(plan):
    """Measures that are numbered through, or those of each section when it begins anew."""
    sections = [
        [_measure_row(measure) for measure in section.measures]
        for section in plan.sections
        if section.measures
    ]
    after_first = [rows[0].parts for rows in sections[1:]]
    if sum(parts == (1,) for parts in after_first) * 2 > len(after_first):
        yield from sections
    else:
        yield [row for rows in sections for row in rows]


def _measure_row(measure):
    words = measure.words
    return Numbered(MEASURE, words.number, parts_of(words.number), words.title, measure.place)


def groups(document):
    """[rows with the same beginning of the number]; 2.10 stands with 2.9, not with 2.1."""
    for rows in numbered_rows(document):
        if not any(row.parts for row in rows):
            continue
        by_prefix = defaultdict(list)
        for row in rows:
            by_prefix[row.parts[:-1]].append(row)
        yield from by_prefix.values()


def _steps(document, kind):
    for rows in groups(document):
        for step in steps([row.parts[-1] if row.parts else None for row in rows]):
            if step.kind == kind:
                yield rows, step


def gaps(document):
    """1, 2, 3, 4, 6."""
    for rows, step in _steps(document, "gap"):
        row = rows[step.index]
        before = next((r for r in reversed(rows[: step.index]) if r.parts), None)
        prefix = ".".join(map(str, row.parts[:-1]))
        lost = in_words(step.missing) if not prefix else _with_prefix(prefix, step.missing)
        noun = row.noun
        if before:
            text = f"После {noun.of} {before.label} идёт {noun.one} {row.label}: номера {lost} нет."
        else:
            text = f"Нумерация {noun.many} начинается с {row.label}: номера {lost} нет."
        yield Fault(row.place, text, FIX_GAP)


def _with_prefix(prefix, numbers):
    return ", ".join(f"{prefix}.{number}" for number in numbers)


def repeats(document):
    """1, 2, 3, 4, 2, 3: one finding for all that is repeated together."""
    for rows in groups(document):
        values = [row.parts[-1] if row.parts else None for row in rows]
        found = [rows[step.index] for step in steps(values) if step.kind == "repeat"]
        if not found:
            continue
        first = found[0]
        if len({row.parts for row in found}) == 1:
            twins = [row for row in rows if row.parts == first.parts]
            titles = " и ".join(quoted(row.title, 50) for row in twins[:3])
            text = f"Номер {first.label} стоит {_times(len(twins))}: {titles}."
        else:
            labels = ", ".join(dict.fromkeys(row.label for row in found))
            order = ", ".join(row.label or "без номера" for row in rows[:15])
            text = f"Номера {labels} повторяются: {order}{'…' if len(rows) > 15 else ''}."
        yield Fault(first.place, text, FIX_REPEAT)


def _times(count):
    return "дважды" if count == 2 else f"{count} раза" if count < 5 else f"{count} раз"


def out_of_order(document):
    """1, 2, 4, 3."""
    for rows, step in _steps(document, "order"):
        row = rows[step.index]
        before = next(r for r in reversed(rows[: step.index]) if r.parts)
        text = f"{row.noun.one.capitalize()} {row.label} стоит после {row.noun.of} {before.label}."
        yield Fault(row.place, text, "Переставьте строки или исправьте номера.")


def absent(document):
    """A row without a number among numbered ones."""
    for rows in numbered_rows(document):
        numbered = sum(bool(row.parts) for row in rows)
        if numbered <= len(rows) / 2:
            continue
        for row in rows:
            if not row.parts:
                text = f"{row.noun.one.capitalize()} {quoted(row.title, 50)} стоит без номера."
                yield Fault(row.place, text, "Поставьте номер: у остальных строк он есть.")


def foreign_prefix(document):
    """Measure 3.1 in section 2."""
    for plan in document.plans:
        for section in plan.sections:
            own = parts_of(section.words.number)
            for measure in section.measures:
                parts = parts_of(measure.words.number)
                if own and len(parts) > 1 and parts[0] != own[0]:
                    text = f"Мероприятие {measure.words.number} стоит в разделе {own[0]}."
                    advice = "Исправьте номер или перенесите мероприятие в его раздел."
                    yield Fault(measure.place, text, advice)


def dots(document):
    """«23» after «22.»; a document without dots at all is right too."""
    for rows in numbered_rows(document):
        by_depth = defaultdict(list)
        for row in rows:
            if row.parts:
                by_depth[len(row.parts)].append(row)
        for level in by_depth.values():
            bare = [row for row in level if row.printed.strip()[-1].isalnum()]
            dotted = len(level) - len(bare)
            if bare and dotted >= FEWEST_DOTTED and len(bare) <= len(level) * GREATEST_SHARE:
                labels = ", ".join(f"«{row.label}»" for row in bare)
                text = f"После номера {labels} нет точки, а у остальных она есть."
                yield Fault(bare[0].place, text, "Поставьте точку, как у остальных.")
