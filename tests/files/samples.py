"""Good files made by hand, and the means to spoil them."""

import io
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_TYPE = f"{OFFICE}.wordprocessingml.document.main+xml"
XLSX_TYPE = f"{OFFICE}.spreadsheetml.sheet.main+xml"
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD_NAMESPACE}"><w:body><w:p>'
    "<w:r><w:t>Приказ</w:t></w:r></w:p></w:body></w:document>"
)


def content_types(*overrides, main=DOCX_TYPE, defaults=""):
    parts = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{defaults}'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{parts}</Types>'
    )


def relationships(*links):
    """.rels part; each link is (kind, target) or (kind, target, mode)."""
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"/>' if mode else "/>")
        for number, (kind, target, *mode) in enumerate(links, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
        f'"http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'
    )


def docx_parts(**changes):
    """Parts of a small good document; None takes a part out."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": DOCUMENT,
    }
    return {name: data for name, data in (parts | changes).items() if data is not None}


def make_zip(parts, spoil=None):
    """Bytes of a zip; `spoil(entries)` may falsify the directory before it is written."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if spoil:
            spoil(archive.filelist)
    return target.getvalue()


def make_docx(**changes):
    return make_zip(docx_parts(**changes))


def make_xlsx():
    book = Workbook()
    book.active.append(["Школа", "Срок"])
    book.active.append(["МБОУ СОШ № 3", "15 апреля"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def make_pdf(*objects, trailer=b"", catalog=b""):
    """A whole PDF of one empty page with the extra objects, trailer and catalog entries."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *objects,
    ]
    pdf, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        pdf
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        % (
            len(bodies) + 1,
            table,
            len(bodies) + 1,
            trailer,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(pdf)
    )


def make_modern_pdf(entries=b""):
    """A PDF whose table is a cross-reference stream, as Word and Chrome write it."""
    pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    table = zlib.compress(b"\0" * 12)
    words = b"/Type /XRef /Size 3 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode " + entries
    return (
        pdf
        + b"2 0 obj\n<< %s /Length %d >>\n" % (words, len(table))
        + b"stream\n%s\nendstream\nendobj\n" % table
        + b"startxref\n%d\n%%%%EOF" % len(pdf)
    )


def packed_objects(body, entries=b"/Filter /FlateDecode", pack=zlib.compress):
    """An object stream with the body inside."""
    data = pack(b"4 0 " + body)
    return b"<< /Type /ObjStm /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (
        entries,
        len(data),
        data,
    )


def make_ole(*streams):
    """The beginning of an old Office file with the streams in its directory."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


def upload(name, data):
    return SimpleUploadedFile(name, data)


def make_png(size=(100, 120)):
    """A red picture."""
    content = io.BytesIO()
    Image.new("RGB", size, "red").save(content, "PNG")
    return content.getvalue()
