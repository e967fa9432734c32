"""Styles of our papers in Word: the looks that print.css gives to the PDF.

Names are those that a person sees in the list of styles. tests/documents/word/test_looks.py
compares the looks with print.css.
"""

from dataclasses import dataclass, replace

from docx.oxml.ns import qn

from documents.word.markup import add, half_points, twips

FONT = "Times New Roman"
LANGUAGE = "ru-RU"
# Height of a line of this font in single spacing, in its own size; CSS counts lines in sizes.
NATURAL_LINE = 1.149
TEXT_LINE, TABLE_LINE = 1.25, 1.15
WIDE = "Wide"


@dataclass(frozen=True)
class Style:
    """A paragraph style; lengths in mm, sizes in points (0: the size of the text)."""

    name: str
    base: str = "Normal"
    align: str = "left"
    indent: float = 0
    size: float = 0
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = TEXT_LINE
    spaced: float = 0  # letter spacing, in sizes
    width: float = 0  # of the text, from the left edge
    width_at_right: float = 0  # the same, at the right edge
    has_right_tab: bool = False
    keeps_next: bool = False
    hyphens: bool = False
    at_foot: bool = False  # stands at the foot of the sheet: see converter.py

    @property
    def follows_the_sheet(self):
        """On a sheet of another width its indents are others."""
        return bool(self.width or self.width_at_right or self.has_right_tab)


STYLES = {
    "Draft": Style("Отметка проекта", align="right", bold=True, after=3),
    "Emblem": Style("Герб", align="center", after=2, keeps_next=True),
    "Letterhead": Style("Наименование организации", align="center", size=13, bold=True),
    "Kind": Style(
        "Вид документа", "Heading1", "center", size=16, bold=True, before=7, keeps_next=True
    ),
    "KindSpaced": Style(
        "Вид документа вразрядку",
        "Heading1",
        "center",
        size=16,
        bold=True,
        before=7,
        spaced=0.3,
        keeps_next=True,
    ),
    "Registered": Style("Дата и номер", before=7, has_right_tab=True),
    "MadeAt": Style("Место составления", align="center", before=2),
    "Title": Style("Заголовок к тексту", "Heading2", before=7, after=7, width=105, keeps_next=True),
    "Text": Style("Текст документа", align="both", indent=12.5),
    "Operative": Style("Распорядительное слово", align="both", before=3, after=3, keeps_next=True),
    "Clause1": Style("Пункт", align="both", indent=12.5),
    "Clause2": Style("Подпункт", align="both", indent=20),
    "Clause3": Style("Подпункт третьего уровня", align="both", indent=27.5),
    "Clause4": Style("Подпункт четвёртого уровня", align="both", indent=35),
    "Deadline": Style("Срок исполнения", align="right"),
    "Post": Style("Должность в подписи"),
    "Signatory": Style("Расшифровка подписи", align="right"),
    "Agreed": Style("Слово «СОГЛАСОВАНО»", keeps_next=True),
    "CertifiedOn": Style("Дата заверения", before=5),
    "Executor": Style("Отметка об исполнителе", size=12, at_foot=True),
    "Code": Style("Код для проверки", align="right", size=10, before=6),
    "Made": Style("Кем составлено", size=10, before=3),
    "ReportTitle": Style(
        "Заголовок отчёта", "Heading1", "center", bold=True, before=3, after=3, keeps_next=True
    ),
    "AnnexMark": Style("Отметка о приложении", after=7, width_at_right=80),
    "Grif": Style("Гриф утверждения", after=7, width_at_right=80),
    "Subheading": Style("Подзаголовок списка", before=4, keeps_next=True),
    "AnnexHeading": Style(
        "Заголовок приложения", "Heading1", "center", bold=True, after=5, keeps_next=True
    ),
    "Block": Style(
        "Заголовок части", "Heading2", indent=12.5, bold=True, before=4, keeps_next=True
    ),
    "BlockCentred": Style(
        "Заголовок части по центру",
        "Heading2",
        "center",
        bold=True,
        before=4,
        after=2,
        keeps_next=True,
    ),
    "PassportHeading": Style(
        "Заголовок паспорта", "Heading2", "center", bold=True, after=2, keeps_next=True
    ),
    "TableHead": Style(
        "Шапка таблицы", align="center", size=12, bold=True, line=TABLE_LINE, keeps_next=True
    ),
    "TableSection": Style(
        "Раздел таблицы", align="center", size=12, bold=True, line=TABLE_LINE, keeps_next=True
    ),
    "TableText": Style("Текст таблицы", size=12, line=TABLE_LINE, hyphens=True),
    "TableWhole": Style("Текст таблицы без переносов", size=12, line=TABLE_LINE),
    "TableRowHead": Style("Заголовок строки таблицы", size=12, bold=True, line=TABLE_LINE),
    "TableNumber": Style("Номер в таблице", align="center", size=12, line=TABLE_LINE),
    "SmallTableHead": Style(
        "Шапка таблицы отчёта", align="center", size=10, bold=True, line=TABLE_LINE, keeps_next=True
    ),
    "SmallTableSection": Style(
        "Раздел таблицы отчёта", size=10, bold=True, line=TABLE_LINE, keeps_next=True
    ),
    "SmallTableText": Style("Текст таблицы отчёта", size=10, line=TABLE_LINE, hyphens=True),
    "SmallTableNumber": Style("Число в таблице отчёта", align="center", size=10, line=TABLE_LINE),
    "PageNumber": Style("Номер страницы", align="center", size=12, line=NATURAL_LINE),
}
# Word's own names: its navigation and its lists of contents know them.
HEADINGS = {"Heading1": "heading 1", "Heading2": "heading 2"}
# A paragraph that only holds a section or parts two tables.
EMPTY, EMPTY_NAME = "Edge", "Граница раздела"
FRAMED, UNFRAMED = "FramedTable", "SideBySide"
SIGNATURE_BEFORE = 13
CELL_FIELDS = {"top": 0.8, "left": 1.5, "bottom": 0.8, "right": 1.5}
BORDER = {"val": "single", "sz": 4, "space": 0, "color": "000000"}


def write_styles(root, sheet):
    """Put the styles of papers on the sheet into the empty w:styles."""
    write_defaults(root, sheet)
    normal = start_style(root, "Normal", "Normal", default=1)
    add(add(normal, "pPr"), "suppressAutoHyphens")
    for level, (code, name) in enumerate(HEADINGS.items()):
        heading = start_style(root, code, name, based_on="Normal")
        properties = add(heading, "pPr")
        add(properties, "keepNext")
        add(properties, "outlineLvl", level)
    for code, style in STYLES.items():
        if style.width_at_right:
            style = replace(style, width_at_right=sheet.corner)
        write_style(root, code, style, sheet)
        if style.follows_the_sheet:
            write_wide(root, code, style, sheet)
    edge = start_style(root, EMPTY, EMPTY_NAME, based_on="Normal")
    add(add(edge, "pPr"), "spacing", before=0, after=0, line=20, lineRule="exact")
    add_sizes(add(edge, "rPr"), 1)
    write_table_styles(root)


def write_defaults(root, sheet):
    defaults = add(root, "docDefaults")
    run = add(add(defaults, "rPrDefault"), "rPr")
    add(run, "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    add_sizes(run, sheet.size)
    add(run, "lang", LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    paragraph = add(add(defaults, "pPrDefault"), "pPr")
    add(paragraph, "widowControl")
    add_spacing(paragraph, 0, 0, TEXT_LINE)
    # Word's own styles that we do not use stay out of the list.
    add(
        root,
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def start_style(root, code, name, *, kind="paragraph", based_on="", default=None):
    """A style with its head; ready for w:pPr."""
    style = add(root, "style", type=kind, styleId=code)
    if default:
        style.set(qn("w:default"), "1")
    if code not in {"Normal", *HEADINGS}:
        style.set(qn("w:customStyle"), "1")
    add(style, "name", name)
    if based_on:
        add(style, "basedOn", based_on)
    add(style, "qFormat")
    return style


def write_style(root, code, style, sheet):
    properties = start_style(root, code, style.name, based_on=style.base)
    paragraph = add(properties, "pPr")
    if style.keeps_next:
        add(paragraph, "keepNext")
    if style.has_right_tab:
        add_right_tab(paragraph, sheet.text_width)
    if style.hyphens:
        add(paragraph, "suppressAutoHyphens", 0)
    add_spacing(paragraph, style.before, style.after, style.line)
    add_indents(paragraph, style, sheet.text_width)
    add(paragraph, "jc", style.align)
    run = add(properties, "rPr")
    if style.bold:
        add(run, "b")
        add(run, "bCs")
    size = style.size or sheet.size
    if style.spaced:
        add(run, "spacing", round(size * style.spaced * 20))
    if style.size:
        add_sizes(run, size)


def write_wide(root, code, style, sheet):
    """The same style on a sheet that lies."""
    name = f"{style.name} (альбомный лист)"
    properties = start_style(root, code + WIDE, name, based_on=code)
    paragraph = add(properties, "pPr")
    if style.has_right_tab:
        add_right_tab(paragraph, sheet.wide_text_width, instead_of=sheet.text_width)
    add_indents(paragraph, style, sheet.wide_text_width)


def write_table_styles(root):
    framed = start_style(root, FRAMED, "Таблица с рамкой", kind="table")
    properties = add(framed, "tblPr")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, **BORDER)
    add_fields(properties, "tblCellMar", CELL_FIELDS)
    unframed = start_style(root, UNFRAMED, "Подпись", kind="table")
    fields = dict.fromkeys(CELL_FIELDS, 0) | {"top": SIGNATURE_BEFORE}
    add_fields(add(unframed, "tblPr"), "tblCellMar", fields)


def add_fields(parent, name, fields):
    """Fields of cells, in mm."""
    margins = add(parent, name)
    for side, mm in fields.items():
        add(margins, side, w=twips(mm), type="dxa")


def add_sizes(run, pt):
    add(run, "sz", half_points(pt))
    add(run, "szCs", half_points(pt))


def add_spacing(paragraph, before, after, line):
    """Lines in shares of the font's own height, so that another size keeps the proportion."""
    lines = round(240 * line / NATURAL_LINE)
    spacing = {"line": lines, "lineRule": "auto"}
    add(paragraph, "spacing", before=twips(before), after=twips(after), **spacing)


def add_indents(paragraph, style, text_width):
    left = twips(text_width - style.width_at_right) if style.width_at_right else 0
    right = twips(text_width - style.width) if style.width else 0
    add(paragraph, "ind", left=left, right=right, firstLine=twips(style.indent))


def add_right_tab(paragraph, at, *, instead_of=None):
    tabs = add(paragraph, "tabs")
    if instead_of:
        add(tabs, "tab", "clear", pos=twips(instead_of))
    add(tabs, "tab", "right", pos=twips(at))
