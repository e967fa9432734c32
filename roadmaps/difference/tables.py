"""Tables of an amending order: rows in the columns of the plan, and old beside new."""

from dataclasses import dataclass
from typing import NamedTuple

from roadmaps.models import ColumnKind

EMPTY = "—"


class TableColumn(NamedTuple):
    """A column of a printed table; `width` is per cent of the sheet."""

    heading: str
    width: int
    kind: str = ""


@dataclass(frozen=True)
class TableRow:
    """Texts of the cells; or the heading of a section, all across the table."""

    cells: tuple = ()
    heading: str = ""


@dataclass(frozen=True)
class AmendingTable:
    """A table after a clause or in an annex; printed by print/_amendment_table.html."""

    columns: tuple
    rows: tuple

    def cells_of(self, row):
        """Pairs (kind of the column, text) of a row."""
        return [(c.kind, text) for c, text in zip(self.columns, row.cells, strict=True)]


def plan_columns(text):
    """Columns of the plan as TableColumns."""
    return tuple(
        TableColumn(column.title, int(column.text("width")), column.kind) for column in text.columns
    )


def plan_row(text, row):
    """The row as it stands in the columns of the plan."""
    return TableRow(
        cells=tuple(
            row.number if column.kind == ColumnKind.NUMBER else row.text(column.lineage)
            for column in text.columns
        )
    )


def rows_table(text, rows):
    """The rows in the columns of the plan."""
    return AmendingTable(plan_columns(text), tuple(plan_row(text, row) for row in rows))


def section_table(text, sections):
    """The sections whole: heading and rows of each."""
    found = []
    for section in sections:
        heading = " ".join(filter(None, (section.number, section.title)))
        if heading and text.shows_sections:
            found.append(TableRow(heading=heading))
        found += [plan_row(text, row) for row in text.rows_of(section)]
    return AmendingTable(plan_columns(text), tuple(found))


def comparison_table(difference, names):
    """«Сравнительная таблица»: what changes, how it reads now, how it will read.

    `names` are the Names of the old and of the new edition.
    """
    columns = (
        TableColumn("Что изменяется", 20),
        TableColumn("Действующая редакция", 40),
        TableColumn("Новая редакция", 40),
    )
    return AmendingTable(columns, tuple(_comparison_rows(difference, *names)))


def _comparison_rows(difference, old_names, new_names):
    for change in difference.facts:
        if change.key == "heading":
            yield TableRow((change.label, change.old, change.new))
    for changes, name in (
        (difference.columns, lambda item, names: f"Графа «{item.title}»"),
        (difference.blocks, lambda item, names: f"«{item.title}»"),
        (difference.sections, lambda item, names: _capital(names.section(item, "nom"))),
        (difference.rows, lambda item, names: _capital(names.row(item, "nom"))),
    ):
        yield from _removed_and_changed(changes, name, old_names)
        for place in changes.added:
            yield TableRow((name(place.item, new_names), EMPTY, _whole(place.item)))
        for old, new in changes.renumbered:
            yield TableRow((name(old, old_names), f"№ {old.number}", f"№ {new.number}"))
    for place in difference.rows.moved:
        row = _capital(old_names.row(difference.old_row(place.item), "nom"))
        yield TableRow((row, EMPTY, f"Переносится {old_names.place(place)}"))


def _removed_and_changed(changes, name, names):
    for item in changes.removed:
        yield TableRow((name(item, names), _whole(item), "Исключается"))
    for change in changes.changed:
        for cell in change.words:
            if cell.key not in ("width", "level"):
                label = f"{name(change.old, names)}. {cell.label}"
                yield TableRow((label, cell.old or EMPTY, cell.new or EMPTY))


def _whole(item):
    """Every text of the item, each in a line of its own."""
    hidden = ("width", "level")
    texts = {key: words for key, words in item.words.items() if key not in hidden and words.text}
    if len(texts) == 1:
        return next(iter(texts.values())).text
    return "\n".join(f"{words.label}: {words.text}" for words in texts.values()) or EMPTY


def _capital(words):
    return words[:1].upper() + words[1:]
