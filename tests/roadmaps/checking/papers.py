"""Papers for the tests of the checker: paragraphs and tables as a reader would hand them over."""

import itertools

from files.papers import Cell, Paper, Paragraph, Row, Table
from roadmaps.checking import check
from roadmaps.checking.papers import document_of_paper
from roadmaps.importing.understanding import understand

HEADING = ["№ п/п", "Мероприятие", "Срок", "Ответственный", "Ожидаемый результат"]


def table(*rows):
    """A table of rows of texts; a row of one text is a section over the whole width."""
    width = max(len(row) for row in rows)
    return Table(
        [
            Row(
                [Cell(text, colspan=width if len(row) == 1 else 1) for text in row],
                number=number,
            )
            for number, row in enumerate(rows, start=1)
        ]
    )


def paper(*blocks):
    """A Word document: texts are paragraphs by lines, tables stay tables."""
    found = []
    for block in blocks:
        if isinstance(block, str):
            lines = [line.strip() for line in block.strip().splitlines()]
            found += [Paragraph(line) for line in lines if line]
        else:
            found.append(block)
    return Paper("docx", found)


def document(*blocks, **options):
    """Document of the blocks, with the plan that is understood of them."""
    source = paper(*blocks)
    return document_of_paper(source, understand(source), **options)


def findings(*blocks, **options):
    return check(document(*blocks, **options))


def codes(*blocks, **options):
    """Codes of all findings, in order."""
    return [finding.code for finding in findings(*blocks, **options)]


def of(code, *blocks, **options):
    """[(where, text)] of the findings of one rule."""
    return [(f.where, f.text) for f in findings(*blocks, **options) if f.code == code]


def rows(*measures):
    """A table of measures given as {column: text} over a faultless row."""
    whole = {
        "number": "",
        "title": "Провести семинар для учителей",
        "deadline": "март 2024 года",
        "responsible": "Методический кабинет",
        "result": "Программа семинара",
    }
    count = itertools.count(1)
    return table(
        HEADING,
        *(
            [one]
            if isinstance(one, str)
            else list((whole | {"number": str(next(count))} | one).values())
            for one in measures
        ),
    )


PLAN_2024 = "План мероприятий на 2024 год"


def plan(*measures):
    """Blocks of a plan of 2024 whose measures differ from a faultless one in what is said."""
    named = [
        one if isinstance(one, str) else {"title": f"Провести семинар {word}"} | one
        for one, word in zip(measures, WORDS, strict=False)
    ]
    return PLAN_2024, rows(*named)


WORDS = "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый".split()


def act(*clauses, title="О мерах поддержки школ", tail=""):
    """An order with the clauses, signed, and what follows it."""
    head = f"ПРИКАЗ\n12.01.2024\n№ 14-ОД\n{title}\nВ целях повышения качества\nПРИКАЗЫВАЮ:\n"
    return "\n".join([head, *clauses, "Начальник управления", "Л.М. Соболева", tail])


CONTROL = "Контроль за исполнением приказа оставляю за собой."
