"""Files made to harm whoever reads them: name, words of the reason to refuse them, bytes."""

import random

from tests.files.readers.excel import cells, excel_file
from tests.files.readers.word import p, r, tbl, tc, word_file
from tests.files.samples import (
    content_types,
    docx_parts,
    make_docx,
    make_ole,
    make_pdf,
    make_xlsx,
    make_zip,
    relationships,
)

MEGABYTE = 1024 * 1024
MACRO_ENABLED = "application/vnd.ms-word.document.macroEnabled.main+xml"
OUTSIDE = relationships(("attachedTemplate", "http://127.0.0.1:9/x.dotm", "External"))
SVG = b'<?xml version="1.0"?><svg onload="alert(1)"/>'
ROW = "<w:tr><w:tc><w:p><w:r><w:t>#</w:t></w:r></w:p></w:tc></w:tr>"
EMPTY_ROW = '<row a="#"/>'
WIDE_SPAN = '<w:gridSpan w:val="1000000"/>'
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
RELS = "word/_rels/document.xml.rels"
_random = random.Random(1)


def noise():
    """Eight digits that pack badly, so that the file does not look like a zip bomb."""
    return f"{_random.getrandbits(32):08x}"


def many(markup, count):
    """The markup repeated, each time with other noise in place of «#»."""
    return "".join(markup.replace("#", noise()) for _ in range(count))


def document(prolog="", body=""):
    return f'<?xml version="1.0"?>{prolog}<document>{body}</document>'


def share_bytes(entries):
    for entry in entries[1:]:
        entry.header_offset = entries[0].header_offset


def encrypt(entries):
    entries[-1].flag_bits |= 1


def corner(place):
    return f'<sheetData><row><c r="A1"><v>1</v></c><c r="{place}"><v>1</v></c></row></sheetData>'


def merges(count):
    rows = (_random.randrange(1, 1_000_000) for _ in range(count))
    ranges = "".join(f'<mergeCell ref="A{row}:B{row + 1}"/>' for row in rows)
    return f"<mergeCells>{ranges}</mergeCells>"


def deep(count):
    return many('<w:a b="#">', count) + "</w:a>" * count


def sheet_of_cells(count):
    return cells(*[many("<c><v>0.#</v></c>", 100) for _ in range(count // 100)])


def part(data):
    """A document whose main part is the data."""
    return make_docx(**{"word/document.xml": data})


DOCX, XLSX = "План.docx", "План.xlsx"
# The classes that need no parser to be seen.
GATE = {
    "zip bomb": (DOCX, "слишком велик", lambda: make_docx(**{"a.xml": bytes(15 * MEGABYTE)})),
    "overlap": (DOCX, "устроен не так", lambda: make_zip(docx_parts(), share_bytes)),
    "60 000 parts": (
        DOCX,
        "много частей",
        lambda: make_zip(docx_parts() | {f"word/{number}": b"" for number in range(60_000)}),
    ),
    "1.5 MB of nested XML": (DOCX, "слишком велик", lambda: word_file("<a>" * 500_000)),
    "external entity": (DOCX, "DTD", lambda: part(document(ENTITY))),
    "entities in entities": (DOCX, "DTD", lambda: part(document(LAUGHS))),
    "external relation": (DOCX, "Шаблон", lambda: make_docx(**{RELS: OUTSIDE})),
    "macro": (
        DOCX,
        "макросы",
        lambda: make_docx(**{"[Content_Types].xml": content_types(main=MACRO_ENABLED)}),
    ),
    "macro by name": ("План.docm", "макросами", make_docx),
    "encrypted": (DOCX, "паролем", lambda: make_ole("EncryptedPackage")),
    "encrypted part": (DOCX, "зашифрован", lambda: make_zip(docx_parts(), encrypt)),
    "legacy .doc": ("План.doc", "старый формат", lambda: make_ole("WordDocument")),
    "legacy .doc in disguise": (DOCX, "старый формат", lambda: make_ole("WordDocument")),
    "HTML in disguise": (DOCX, "веб-страница", lambda: b"<html><table><tr><td>1"),
    "SVG in disguise": (XLSX, "рисунок SVG", lambda: SVG),
    "truncated": (DOCX, "повреждён", lambda: make_docx()[:-200]),
    "wrong extension": (DOCX, "Переименуйте", make_xlsx),
    "PDF in disguise": (DOCX, "а внутри PDF", make_pdf),
    "empty": (DOCX, "пустой", lambda: b""),
    "path out of the archive": (
        DOCX,
        "устроен не так",
        lambda: make_docx(**{"../../etc/cron.d/x": "<a/>"}),
    ),
}
# What the gate lets in, because only a parser can see it; named by the limit that stops it.
READER = {
    "MAX_DEPTH": (DOCX, "вложены одна в другую", lambda: word_file(deep(90_000))),
    "MAX_ELEMENTS": (
        XLSX,
        "слишком велик",
        lambda: excel_file(f"<sheetData>{many(EMPTY_ROW, 610_000)}</sheetData>"),
    ),
    "MAX_PARAGRAPHS": (DOCX, "абзацев", lambda: word_file(many('<w:p a="#"/>', 300_000))),
    "MAX_ROWS": (DOCX, "строк", lambda: word_file(f"<w:tbl>{many(ROW, 20_001)}</w:tbl>")),
    "MAX_COLUMNS": (DOCX, "200 столбцов", lambda: word_file(tbl(["1"] * 201))),
    "MAX_COLUMNS of a span": (
        DOCX,
        "200 столбцов",
        lambda: word_file(tbl([tc("1", properties=WIDE_SPAN)])),
    ),
    "MAX_COLUMNS of a cell": (
        XLSX,
        "ячейка XFD1048576",
        lambda: excel_file(corner("XFD1048576")),
    ),
    "MAX_CELLS": (XLSX, "60 000 ячеек", lambda: excel_file(sheet_of_cells(65_000))),
    "MAX_CELLS of far corners": (XLSX, "60 000 ячеек", lambda: excel_file(corner("CV700"))),
    "MAX_TEXT": (DOCX, "много текста", lambda: word_file(p(r(many("#", 400_000))))),
    "MAX_TEXT of one string": (
        XLSX,
        "много текста",
        lambda: excel_file(
            cells('<c t="s"><v>0</v></c>' * 150), strings=f"<si><t>{many('#', 4000)}</t></si>"
        ),
    ),
    "MAX_MERGES": (
        XLSX,
        "объединённых ячеек",
        lambda: excel_file(cells("<c><v>1</v></c>") + merges(300_000)),
    ),
    "MAX_TOKEN": (DOCX, "слишком велик", lambda: word_file(f'<w:p a="{many("#", 800_000)}"/>')),
    "MAX_NAMES": (DOCX, "устроен не так", lambda: word_file(many("<a#/>", 20_000))),
}
