"""What a file looks like from its first bytes, said in words its owner knows."""

from files.gate.reading import find
from files.gate.refusal import Refused
from files.kinds import FileKind

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = {FileKind.PDF: PDF, FileKind.DOCX: ZIP, FileKind.XLSX: ZIP}

IMAGE = "рисунок. Сохраните его как PDF"
IMAGE_OR_FILM = "снимок или видео с телефона. Сохраните снимок как PDF"
ARCHIVE = "архив. Распакуйте его и загрузите документы по одному"
PROGRAM = "программа, а не документ"
PAGE = "веб-страница (HTML). Откройте её и сохраните как PDF или документ"
OTHERS = {
    PDF: "PDF. Переименуйте файл в .pdf или выберите другой",
    ZIP: "документ Office или архив, а не PDF. Сохраните документ как PDF",
    b"PK\x05\x06": "пустой архив",
    b"MZ": PROGRAM,
    b"\x7fELF": PROGRAM,
    b"#!": PROGRAM,
    b"{\\rtf": "RTF. Откройте файл в Word и сохраните как «Документ Word (.docx)»",
    b"\x89PNG": IMAGE,
    b"\xff\xd8\xff": IMAGE,
    b"GIF8": IMAGE,
    b"BM": IMAGE,
    b"II*\0": IMAGE,
    b"MM\0*": IMAGE,
    b"RIFF": IMAGE,
    b"Rar!": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"\x1f\x8b": ARCHIVE,
}
MARKUP = {
    b"<svg": "рисунок SVG. Сохраните его как PDF",
    b"<!doctype html": PAGE,
    b"<html": PAGE,
    b"<head": PAGE,
    b"<body": PAGE,
    b"<script": PAGE,
    b"<table": PAGE,
    b"<": "XML. Откройте файл в Word или Excel и сохраните в нужном формате",
}
UNKNOWN = "неизвестный формат. Откройте документ в программе, где он сделан, и сохраните заново"

# Streams of an OLE container, in its directory; the first that is found says what it is.
OLE_STREAMS = {
    "EncryptedPackage": (
        "Файл защищён паролем. Снимите пароль («Файл — Сведения — Защита») и загрузите снова."
    ),
    "WordDocument": (
        "Внутри старый формат Word (.doc). Откройте файл в Word и сохраните как "
        "«Документ Word (.docx)»."
    ),
    "Workbook": (
        "Внутри старый формат Excel (.xls). Откройте файл в Excel и сохраните как "
        "«Книга Excel (.xlsx)»."
    ),
}
OLE_OTHER = (
    "Внутри старый формат Office. Откройте файл и сохраните его в современном формате "
    "(.docx, .xlsx) или как PDF."
)


def require(kind, stream):
    """Refuse a file whose first bytes do not belong to the kind that its name tells."""
    head = stream.read(1024)
    if head.startswith(SIGNATURES[kind]):
        return
    if head.startswith(OLE):
        raise Refused(_old_office(stream))
    raise Refused(f"Имя файла заканчивается на {kind.extension}, а внутри {describe(head)}.")


def describe(head):
    """What a file with these first bytes is, in words that say what to do with it."""
    if head[4:8] == b"ftyp":  # HEIC of a telephone, MP4
        return IMAGE_OR_FILM
    for signature, words in OTHERS.items():
        if head.startswith(signature):
            return words
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<?xml") and b"<svg" in text:
        return MARKUP[b"<svg"]
    for beginning, words in MARKUP.items():
        if text.startswith(beginning):
            return words
    return UNKNOWN


def _old_office(stream):
    for name, reason in OLE_STREAMS.items():
        if find(stream, name.encode("utf-16-le")) >= 0:
            return reason
    return OLE_OTHER
