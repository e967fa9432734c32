"""How much a reader takes in. Who has more is told so, before it is built in memory."""

from files.jailed import Unreadable

MEGABYTE = 1024 * 1024

# reliability.md, section C: rows of a table or sheet, its columns, one unpacked part.
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_PART = 20 * MEGABYTE
# Ours. A plan of 300 rows has 2 000 cells and 150 000 characters; the web process has to hold
# the answer in 50 MB.
MAX_CELLS = 60_000
MAX_TEXT = 3_000_000  # characters
MAX_PARAGRAPHS = 60_000  # those in cells too
MAX_MERGES = 10_000
MAX_PIECES = 200_000  # tags, texts, tabs and line feeds of a pasted text
MAX_NESTED = 20  # tables one inside another
# Ours, of the markup: what Word and Excel write stays far below.
MAX_ELEMENTS = 300_000
MAX_DEPTH = 200
MAX_NAMES = 5_000  # different names of elements and attributes
MAX_TOKEN = MEGABYTE  # one tag or one comment

# Plans and tables of schools, people and results are read alike: the words fit all of them.
DIVIDE = "Оставьте только нужное или разделите файл на части и загрузите по одной."
TOO_MANY_ROWS = f"В таблице больше 20 000 строк. {DIVIDE}"
TOO_MANY_COLUMNS = f"В таблице больше 200 столбцов. {DIVIDE}"
TOO_MANY_CELLS = f"В таблицах больше 60 000 ячеек. {DIVIDE}"
TOO_MUCH_TEXT = f"Слишком много текста: больше 3 миллионов знаков. {DIVIDE}"
TOO_MANY_PARAGRAPHS = f"В документе больше 60 000 абзацев. {DIVIDE}"
TOO_LARGE = f"Файл слишком велик для чтения. {DIVIDE}"
TOO_MANY_PIECES = "Вставлено слишком много. Оставьте только нужное или вставляйте по частям."
TOO_NESTED = f"Таблицы вложены одна в другую больше 20 раз. {DIVIDE}"


class Budget:
    """What is left of the limits of one file; whoever builds something asks here first."""

    def __init__(self):
        self.rows = self.cells = self.text = self.paragraphs = 0

    def add_row(self):
        self.rows += 1
        _require(self.rows <= MAX_ROWS, TOO_MANY_ROWS)

    def add_cells(self, count=1):
        self.cells += count
        _require(self.cells <= MAX_CELLS, TOO_MANY_CELLS)

    def add_text(self, text):
        """The text itself, for chaining."""
        self.text += len(text)
        _require(self.text <= MAX_TEXT, TOO_MUCH_TEXT)
        return text

    def add_paragraph(self):
        self.paragraphs += 1
        _require(self.paragraphs <= MAX_PARAGRAPHS, TOO_MANY_PARAGRAPHS)


def require_cells(count):
    """Refuse a sheet with so many cells before they are put in rows."""
    _require(count <= MAX_CELLS, TOO_MANY_CELLS)


def require_columns(count):
    """The count of columns, when a table may have so many."""
    _require(count <= MAX_COLUMNS, TOO_MANY_COLUMNS)
    return count


def require_pieces(count):
    """Refuse a pasted text that falls into too many pieces."""
    _require(count <= MAX_PIECES, TOO_MANY_PIECES)


def require_depth(count):
    """The count of tables one inside another, when there may be so many."""
    _require(count <= MAX_NESTED, TOO_NESTED)
    return count


def _require(condition, reason):
    if not condition:
        raise Unreadable(reason)
