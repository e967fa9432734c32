"""Word and Excel documents: bombs, macros, external links, DTD, damage."""

import io
import struct
import time
import zipfile

import pytest

from files import gate
from files.kinds import FileKind
from tests.files.samples import (
    DOCUMENT,
    DOCX_TYPE,
    OFFICE,
    content_types,
    docx_parts,
    make_docx,
    make_zip,
    relationships,
)

MEGABYTE = 1024 * 1024
RELS = "word/_rels/document.xml.rels"


def reason_of(data, name="План.docx"):
    with pytest.raises(gate.Refused) as refusal:
        gate.inspect(name, io.BytesIO(data))
    return refusal.value.reason


def is_taken(data):
    return gate.inspect("План.docx", io.BytesIO(data)) == FileKind.DOCX


def falsify(data, **values):
    """Overwrite fields of the end record of the zip."""
    fields = ["count_here", "count", "length", "start", "comment"]
    old = dict(zip(fields, struct.unpack("<2H2LH", data[-14:]), strict=True)) | values
    return data[:-14] + struct.pack("<2H2LH", *old.values())


def claim(size):
    """Falsifier of the directory: every part is said to unpack to the size."""

    def spoil(entries):
        for entry in entries:
            entry.file_size = size

    return spoil


def share_bytes(entries):
    for entry in entries[1:]:
        entry.header_offset = entries[0].header_offset


def encrypt(entries):
    entries[-1].flag_bits |= 1


def noise(size):
    return bytes((i * i * 7919 >> 5) & 0xFF for i in range(size))


PARTS_OVER_LIMIT = docx_parts(**{f"word/{number}.xml": "<a/>" for number in range(2000)})
BOMBS = {
    "2003 parts": (make_zip(PARTS_OVER_LIMIT), "слишком много частей"),
    "directory over the limit": (falsify(make_docx(), length=800_000), "слишком много частей"),
    "part that unpacks 1 : 1000": (make_docx(**{"a.xml": bytes(15 * MEGABYTE)}), "слишком велик"),
    "part over 20 MB": (make_zip(docx_parts(), claim(21 * MEGABYTE)), "слишком велик"),
    "80 MB in sum": (
        make_zip({f"{n}.bin": noise(100_000) for n in range(5)}, claim(19 * MEGABYTE)),
        "слишком велик",
    ),
    "parts that share bytes": (make_zip(docx_parts(), share_bytes), "устроен не так"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_is_refused_before_it_is_unpacked(bomb, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args: pytest.fail("unpacked"))
    data, words = BOMBS[bomb]
    started = time.perf_counter()
    assert words in reason_of(data)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "word/../../evil.xml",
        "/etc/passwd",
        "C:evil.xml",
        "word\\evil.xml",
        "a\nb.xml",
    ],
)
def test_part_with_a_path_outside_is_refused(name):
    assert "устроен не так" in reason_of(make_docx(**{name: "<a/>"}))


def test_same_part_twice_is_refused():
    assert "устроен не так" in reason_of(make_docx(**{"WORD/document.xml": DOCUMENT}))


def test_encrypted_part_is_refused():
    assert "зашифрован" in reason_of(make_zip(docx_parts(), encrypt))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method):
    def spoil(entries):
        entries[-1].compress_type = method

    assert "устроен не так" in reason_of(make_zip(docx_parts(), spoil))


GOOD = make_docx()
DAMAGED = {
    "cut in the middle": GOOD[: len(GOOD) // 2],
    "cut by one byte": GOOD[:-1],
    "something before": b"PK\3\4" + GOOD,
    "something after": GOOD + b"<script>",
    "comment in the end record": falsify(GOOD, comment=3) + b"abc",
    "directory elsewhere": falsify(GOOD, start=0),
    "zip64 locator": GOOD[:-42] + b"PK\6\7" + GOOD[-38:],
    "part that unpacks to more than it says": make_zip(docx_parts(), claim(3)),
    "flipped bits in a part": GOOD.replace(GOOD[60:70], bytes(10)),
    "no relationships": make_docx(**{"_rels/.rels": None}),
    "broken relationships": make_docx(**{"_rels/.rels": "<Relationships><a"}),
    "no main part": make_docx(**{"word/document.xml": None}),
    "main part that is not XML": make_docx(**{"word/document.xml": "просто текст"}),
    "only the first bytes": b"PK\3\4",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_damaged_document_is_refused(damage):
    assert "повреждён или передан не полностью" in reason_of(DAMAGED[damage])


MACRO_ENABLED = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA_BY_EXTENSION = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
SHEET_MACROS = ("/xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml")


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"\0"},
        {"word/VBAPROJECT.BIN": b"\0"},
        {"[Content_Types].xml": content_types(main=MACRO_ENABLED)},
        {"[Content_Types].xml": content_types(SHEET_MACROS)},
        {"[Content_Types].xml": content_types(defaults=VBA_BY_EXTENSION)},
    ],
)
def test_macros_are_refused(parts):
    assert "макросы" in reason_of(make_docx(**parts))


@pytest.mark.parametrize(
    "main",
    [
        f"{OFFICE}.wordprocessingml.template.main+xml",
        f"{OFFICE}.presentationml.presentation.main+xml",
        "application/xml",
        "text/html",
    ],
)
def test_other_office_document_is_refused(main):
    assert "не документ Word" in reason_of(
        make_docx(**{"[Content_Types].xml": content_types(main=main)})
    )


def test_main_type_may_be_declared_by_extension():
    """EPPlus and some other programs write it so."""
    types = f'<Types><Default Extension="xml" ContentType="{DOCX_TYPE}"/></Types>'
    assert is_taken(make_docx(**{"[Content_Types].xml": types}))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("attachedTemplate", "Шаблон документа"),
        ("image", "Рисунок"),
        ("externalLinkPath", "Разорвать связь"),
        ("oleObject", "Разорвите связи"),
        ("frame", "Разорвите связи"),
    ],
)
def test_external_content_is_refused_with_advice(kind, words):
    rels = relationships((kind, "file:///C:/secret.txt", "External"))
    assert words in reason_of(make_docx(**{RELS: rels}))


@pytest.mark.parametrize(
    "rels",
    [
        relationships(("image", "a")).replace('Target="a"', "Target = 'a' TargetMode = 'External'"),
        relationships(("image", "a", "Ex&#116;ernal")),
        relationships(("image", "a", "EXTERNAL")),
        relationships(("image", "http://127.0.0.1:8000/a.png")),
        relationships(("image", "a>b", "External")),
        "<r:a xmlns:r='x'><r:Relationship Type='x/image' TargetMode='External'/></r:a>",
    ],
)
def test_external_content_cannot_hide_in_spelling(rels):
    assert "Рисунок" in reason_of(make_docx(**{RELS: rels}))


def test_hyperlinks_are_let_through():
    rels = relationships(
        ("hyperlink", "https://minobr.example/", "External"), ("styles", "styles.xml")
    )
    assert is_taken(make_docx(**{RELS: rels}))


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("word/document.xml", ENTITY),
        ("word/document.xml", '<?xml version="1.0"?>\n' + ENTITY),
        ("word/document.xml", "<!-- <w:document> -->" + ENTITY),
        ("word/document.xml", "<!--><w:document>-->" + ENTITY),
        ("word/document.xml", "<?a <w:document> ?>" + ENTITY),
        ("word/document.xml", "<!--" + " " * 8000 + "-->" + ENTITY),
        ("[Content_Types].xml", ENTITY),
        (RELS, ENTITY),
        ("word/media/image1.svg", ENTITY),
        ("word/data.bin", "\ufeff " + ENTITY),
    ],
)
def test_dtd_is_refused_in_any_part(part, text):
    reason = reason_of(make_docx(**{part: text}))
    assert "DTD" in reason
    assert part in reason


@pytest.mark.parametrize("part", ["word/document.xml", "word/data.bin"])
@pytest.mark.parametrize("prolog", ["<!--" + " " * 9000 + "-->", "<?a " + " " * 9000 + "?>"])
def test_dtd_cannot_hide_behind_a_long_prolog(part, prolog):
    assert "повреждён" in reason_of(make_docx(**{part: prolog + ENTITY}))


def test_picture_that_begins_like_markup_is_let_through():
    assert is_taken(make_docx(**{"word/media/image1.bin": b"<\x80\x01picture"}))


def test_prologs_of_comments_are_read_quickly():
    started = time.perf_counter()
    comments = "<!---->" * 1000 + "<a/>"
    assert is_taken(make_docx(**{f"word/{number}.xml": comments for number in range(1900)}))
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "data",
    [
        ENTITY.encode("utf-16"),
        ENTITY.encode("utf-16-be"),
        ENTITY.encode("utf-16-le"),
        b'<?xml version="1.0" encoding="UTF-16"?><a/>',
        b"<?xml version='1.0' encoding='cp037'?><a/>",
    ],
)
def test_encoding_other_than_utf_8_is_refused(data):
    assert "кодировке" in reason_of(make_docx(**{"customXml/item1.xml": data}))


def test_too_much_markup_for_the_gate_is_refused():
    rels = relationships(*[("hyperlink", "https://a.example/", "External")] * 15_000)
    assert "слишком много частей" in reason_of(make_docx(**{RELS: rels}))
