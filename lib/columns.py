"""Tables that people fill in by a template: what stands in them, row by row, with every fault."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lib.cells import Wrong
from lib.sheets import Cell, SheetRow
from lib.text import count, fold

MAX_ROWS = 2000
# The heading stands here at the latest: titles and notes may stand above it.
LAST_HEADING_ROW = 15
FORMULA_FAULTS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
NO_HEADING = (
    "в файле нет строки с заголовками столбцов",
    "Скачайте шаблон и перенесите данные в него, не меняя заголовков.",
)
NO_ROWS = ("под заголовками нет ни одной строки", "Заполните таблицу.")
JOIN = "Перенесите их на один лист или загрузите каждый лист отдельным файлом."


@dataclass(frozen=True)
class Column:
    """A column of a template: its heading, how a cell is read, what a person should know."""

    key: str
    heading: str
    read: Callable[[Cell], object]
    help: str
    example: str = ""
    is_required: bool = False
    # What else people call it.
    also: tuple[str, ...] = ()
    width: int = 18
    # Texts to choose from, for the list in the cell.
    options: tuple[str, ...] = ()
    # Digits that are no number: leading zeros must stay.
    is_code: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong in the file: row (None of the whole file), column, what, what to do."""

    row: int | None
    column: str
    wrong: str
    advice: str


@dataclass(frozen=True)
class FilledRow:
    """A row that was read without faults: {key of a column: value, None of an empty cell}."""

    number: int
    values: dict


@dataclass
class Filled:
    """A filled table: its good rows, the faults of the others, and what was passed over."""

    rows: list[FilledRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_table(columns, book):
    """The Filled table of the sheet of the lib.sheets.Book that has the columns' heading.

    Rows that stand under the heading on two sheets are refused: of which row a fault tells would
    not be clear, and half of the data must not be left out without a word.
    """
    filled = Filled(notes=list(book.notes))
    tables = [table for sheet in book.sheets if (table := _table_of(columns, sheet))]
    if not tables:
        filled.faults.append(Fault(None, "", *NO_HEADING))
        return filled
    full = [table for table in tables if table.is_filled(columns)]
    if len(full) > 1:
        names = ", ".join(f"«{table.name}»" for table in full)
        filled.faults.append(Fault(None, "", f"строки стоят на нескольких листах: {names}", JOIN))
        return filled
    read = (full or tables)[0]
    filled.notes += [
        f"Лист «{table.name}» не читается: прочитан лист «{read.name}»."
        for table in tables
        if table is not read and table.rows
    ]
    _read_rows(filled, columns, read)
    return filled


@dataclass(frozen=True)
class _Table:
    """A sheet with a heading: {key: places of the cells}, the rows under it that are not empty."""

    name: str
    heading: SheetRow
    places: dict
    rows: list

    @property
    def at(self):
        """{key: place of the cell}."""
        return {key: found[0] for key, found in self.places.items()}

    def is_filled(self, columns):
        """Every required column is there, and a row that is not the example."""
        return all(column.key in self.places for column in columns if column.is_required) and any(
            not _is_example(columns, _cells_of(self.at, row)) for row in self.rows
        )


def _table_of(columns, sheet):
    """The _Table of the sheet, or None."""
    for index, row in enumerate(sheet.rows[:LAST_HEADING_ROW]):
        places = _places(columns, row)
        if len(places) >= min(2, len(columns)):
            below = sheet.rows[index + 1 :]
            rows = [row for row in below if any(cell.text.strip() for cell in row.cells)]
            return _Table(sheet.name, row, places, rows)
    return None


def _places(columns, row):
    """{key: places of the cells} of the headings that stand in the row."""
    names = {_plain(name): c.key for c in columns for name in (c.heading, *c.also)}
    found = {}
    for place, cell in enumerate(row.cells):
        if key := names.get(_plain(cell.text)):
            found.setdefault(key, []).append(place)
    return found


def _plain(heading):
    return fold(heading.replace("*", "")).strip(" :.")


def _read_rows(filled, columns, table):
    """Fill in the rows under the heading, or say why they cannot be read."""
    heading, places, rows = table.heading, table.places, table.rows
    known = {place for found in places.values() for place in found}
    strange = [
        cell.text for place, cell in enumerate(heading.cells) if place not in known and cell.text
    ]
    filled.notes += [f"Столбец «{text}» не из шаблона: он не читается." for text in strange]
    filled.faults += _faults_of_heading(columns, heading, places) or _faults_of_size(rows)
    if filled.faults:
        return
    for row in rows:
        _read_row(filled, columns, table.at, row)
    if not filled.rows and not filled.faults:
        filled.faults.append(Fault(None, "", *NO_ROWS))


def _faults_of_size(rows):
    if len(rows) <= MAX_ROWS:
        return []
    wrong = f"в таблице {count(len(rows), 'строка', 'строки', 'строк')}, это слишком много"
    return [Fault(None, "", wrong, f"Разделите её на части по {MAX_ROWS} строк.")]


def _faults_of_heading(columns, heading, places):
    faults = [
        Fault(heading.number, column.heading, "такого столбца нет", NO_HEADING[1])
        for column in columns
        if column.is_required and column.key not in places
    ]
    return faults + [
        Fault(heading.number, column.heading, "столбец стоит дважды", "Оставьте один.")
        for column in columns
        if len(places.get(column.key, ())) > 1
    ]


def _cells_of(at, row):
    """{key: Cell} of the row."""
    return {
        key: row.cells[place] if place < len(row.cells) else Cell() for key, place in at.items()
    }


def _read_row(filled, columns, at, row):
    """Add the row to the good ones, or its faults."""
    cells = _cells_of(at, row)
    if _is_example(columns, cells):
        filled.notes.append(f"Строка {row.number} — пример из шаблона, она не читается.")
        return
    values, faults = {}, []
    for column in columns:
        cell = cells.get(column.key, Cell())
        try:
            values[column.key] = _value(column, cell)
        except Wrong as wrong:
            faults.append(Fault(row.number, column.heading, wrong.wrong, wrong.advice))
    if faults:
        filled.faults += faults
    else:
        filled.rows.append(FilledRow(row.number, values))


def _value(column, cell):
    """Value of the cell; None of an empty one."""
    text = cell.text.strip()
    if cell.is_covered:
        raise Wrong("ячейка объединена с верхней", "Разъедините ячейки и заполните каждую строку.")
    if text.upper() in FORMULA_FAULTS:
        raise Wrong(f"в ячейке ошибка формулы {text}", "Впишите само значение.")
    if not text and column.is_required:
        raise Wrong("не заполнено", column.help)
    return column.read(cell) if text else None


def _is_example(columns, cells):
    """The row is the example of the template, left as it was in the columns that are left."""
    shown = [column for column in columns if column.example and column.key in cells]
    return bool(shown) and all(cells[column.key].text.strip() == column.example for column in shown)
