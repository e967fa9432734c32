"""Word documents put together from their markup."""

from files.papers import Paper
from files.readers import docx
from tests.files.samples import WORD_NAMESPACE, make_docx, relationships

W = (
    f'xmlns:w="{WORD_NAMESPACE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word_file(body, *, styles="", numbering="", **parts):
    """Bytes of a document with the body; styles and numbering are insides of their parts."""
    return make_docx(
        **{
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            "word/_rels/document.xml.rels": relationships(
                ("styles", "styles.xml"), ("numbering", "/word/numbering.xml")
            ),
            **parts,
        }
    )


def read_word(tmp_path, body, **parts):
    """Paper that the reader makes of the body."""
    path = tmp_path / "План.docx"
    path.write_bytes(word_file(body, **parts))
    return Paper.from_json(docx.read(path))


def p(*runs, properties=""):
    """A paragraph of texts or of ready markup."""
    runs = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{runs}</w:p>"


def r(text, properties=""):
    """A run of the text; markup stands as it is."""
    text = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}{text}</w:r>"


def tc(*blocks, properties=""):
    """A cell of paragraphs or of texts."""
    blocks = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks or p()}</w:tc>"


def tr(*cells, properties=""):
    cells = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{cells}</w:tr>"


def tbl(*rows, widths=()):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def in_list(list_id, level=0):
    """Properties of a paragraph of the list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def spans(table):
    """Of every cell «columns×rows», or «…» when it is covered from above."""
    return [
        ["…" if cell.continues else f"{cell.colspan}×{cell.rowspan}" for cell in row.cells]
        for row in table.rows
    ]
