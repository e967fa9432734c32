"""Excel books put together from their markup, or by openpyxl."""

import io

from openpyxl import Workbook

from files.papers import Paper
from files.readers import xlsx
from tests.files.samples import RELATIONSHIPS, XLSX_TYPE, content_types, make_zip, relationships

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def excel_file(sheet, *, strings="", styles="", book="", namespace=S):
    """Bytes of a book of one sheet; the arguments are insides of their parts."""
    types = content_types(("/xl/workbook.xml", XLSX_TYPE)).replace(
        "/word/document.xml", "/none.xml"
    )
    sheets = '<sheets><sheet name="План" sheetId="1" r:id="rId1"/></sheets>'
    return make_zip(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONSHIPS}">{book}{sheets}</workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relationships(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}">{sheet}</worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
        }
    )


def cells(*rows):
    """sheetData of rows of cells, each its markup."""
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>"


def read_bytes(tmp_path, data):
    """Paper that the reader makes of the bytes."""
    path = tmp_path / "План.xlsx"
    path.write_bytes(data)
    return Paper.from_json(xlsx.read(path))


def read_book(tmp_path, fill):
    """Paper of a book that `fill(book)` has filled by means of openpyxl."""
    book, target = Workbook(), io.BytesIO()
    fill(book)
    book.save(target)
    return read_bytes(tmp_path, target.getvalue())
