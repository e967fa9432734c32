"""Cells of the tables of a paper: those of the plan stand at their measures."""

from roadmaps.checking.document import Place, Text
from roadmaps.checking.faults import quoted
from roadmaps.checking.plans import squeezed, words_of

HEAD = 25
HEADER_ROWS = 3
LONGEST_LABEL = 80


class TableReader:
    """Texts of tables; what the reading of the plan has said already is not said again."""

    def __init__(self, plan, reading):
        self.count, self.has_begun = 0, False
        measures = plan.measures if plan else []
        self.starts = {
            squeezed(action.text)[:HEAD]: measure.place
            for measure in measures
            for action in measure.words.actions
            if action.text.strip()
        }
        words = [squeezed(text) for one in measures for text in words_of(one.words)]
        titles = [
            squeezed(f"{section.words.number}{section.words.title}")
            for section in (plan.sections if plan else ())
        ]
        self.known = set(words) | set(titles)
        self.all_words = "\n".join(self.known)
        self.headings = {squeezed(column.heading) for column in reading.columns} if plan else set()

    def begins_plan(self, table):
        """True for the first of the plan's tables."""
        if self.has_begun or not any(self.start_of(row) for row in table.rows):
            return False
        self.has_begun = True
        return True

    def start_of(self, row):
        """Place of the measure that begins in the row, or None."""
        for cell in row.cells:
            if place := self.starts.get(squeezed(cell.text)[:HEAD]):
                return place
        return None

    def texts(self, table):
        """Texts of the cells, without those of the plan's rows that were read well."""
        self.count += 1
        rows = [(row, self.start_of(row)) for row in table.rows]
        is_plan = any(place for _, place in rows)
        place, texts = None, []
        for index, (row, start) in enumerate(rows):
            place = start or place
            cells = [cell.text for cell in row.cells if cell.text.strip() and not cell.continues]
            name = f"лист «{table.name}»" if table.name else f"таблица {self.count}"
            is_header = is_plan and not start and self.is_header(row, cells, index)
            for text in dict.fromkeys(cells):
                if is_plan and not is_header and self.is_known(text):
                    continue
                texts.append(
                    Text(
                        text,
                        self.place(name, row, cells, place if is_plan and not is_header else None),
                        is_cell=True,
                        group=f"row {self.count}.{index}" if is_plan else f"table {self.count}",
                        is_column=is_header,
                    )
                )
        return texts

    def is_header(self, row, cells, index):
        if row.is_header or any(squeezed(text) in self.headings for text in cells):
            return True
        return index < HEADER_ROWS and not any(self.is_known(text) for text in cells)

    def is_known(self, text):
        """Said by the reading: a whole cell, or a piece of one that was torn."""
        words = squeezed(text)
        return words in self.known or words in self.all_words

    def place(self, name, row, cells, measure):
        """Of the plan's row its measure, of a passport's the label, else the number of the row."""
        if measure:
            return measure
        if len(cells) == 2 and len(cells[0]) <= LONGEST_LABEL:
            return Place(f"{name}, {quoted(cells[0], 50)}")
        return Place(f"{name}, строка {row.number}")
