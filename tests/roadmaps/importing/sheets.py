"""Papers written down in a test as they look: a line a row, cells between bars."""

from files.papers import Cell, Paper, Paragraph, Row, Table

DOWN = "^"  # covered by the cell above
WIDE = "<"  # covered by the cell on the left

PLAIN = """
№ п/п | Мероприятия | Сроки | Ответственные | Ожидаемый результат
1 | Создание рабочей группы | январь 2024 года | Отдел образования | Приказ
2 | Анализ результатов ВПР | март 2024 года | Методический кабинет | Справка
3 | Итоговое совещание | декабрь 2024 года | Отдел образования | Протокол
"""


def table(text, *, bold=()):
    """Table of lines «a | b | c»: «^» covered from above, «<» from the left, «⏎» a line break."""
    lines = [line.strip() for line in text.strip().splitlines()]
    rows = [cells_of(line) for line in lines]
    for place, cells in enumerate(rows):
        for cell in cells:
            cell.is_bold = place in bold
    measure_spans(rows)
    return Table([Row(cells, number=index) for index, cells in enumerate(rows, start=1)])


def cells_of(line):
    cells = []
    for words in (part.strip() for part in line.split("|")):
        if words == WIDE and cells:
            cells[-1].colspan += 1
        elif words == DOWN:
            cells.append(Cell(continues=True))
        else:
            cells.append(Cell(words.replace("⏎", "\n")))
    return cells


def measure_spans(rows):
    """Count the rows below that a cell covers."""
    above = {}
    for cells in rows:
        column = 0
        for cell in cells:
            if cell.continues:
                above[column].rowspan += 1
            else:
                above[column] = cell
            column += cell.colspan


def paper(*parts, kind="docx"):
    """Paper of texts (each line a paragraph) and tables."""
    blocks = []
    for part in parts:
        if isinstance(part, Table):
            blocks.append(part)
        else:
            blocks += [Paragraph(line.strip()) for line in part.strip().splitlines()]
    return Paper(kind, blocks)
