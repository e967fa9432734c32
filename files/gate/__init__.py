"""The upload gate: what a file is, or why it is not taken. No database, no parser, no network.

Extension, signature and inner structure must agree (reliability.md C1–C5, C7). What is let in is
well-formed enough to be kept and given back. Its content is read in the jail alone (files.jail).
"""

from pathlib import PurePosixPath

from files.gate import appearance, office, pdf, photo, signature
from files.gate.limits import MAX_FILE, MAX_FILE_LABEL
from files.gate.refusal import Refused
from files.kinds import FileKind
from files.names import clean_name

__all__ = ["MAX_FILE", "MAX_FILE_LABEL", "Refused", "inspect"]

EMPTY = "Файл пустой. Проверьте, тот ли файл выбран."
TOO_BIG = (
    f"Файл больше {MAX_FILE_LABEL}. Сожмите рисунки («Сжать рисунки» в Word и Excel, меньшее "
    "разрешение при сканировании) или разделите документ на части."
)
SAVE_AS = "Откройте файл и сохраните его как «{}», затем загрузите новый файл."
WORD, EXCEL = "Документ Word (.docx)", "Книга Excel (.xlsx)"
OTHER_EXTENSIONS = {
    ".doc": "Это старый формат Word (.doc). " + SAVE_AS.format(WORD),
    ".xls": "Это старый формат Excel (.xls). " + SAVE_AS.format(EXCEL),
    ".docm": "Это документ Word с макросами. " + SAVE_AS.format(WORD),
    ".xlsm": "Это книга Excel с макросами. " + SAVE_AS.format(EXCEL),
    ".xlsb": "Это двоичная книга Excel (.xlsb). " + SAVE_AS.format(EXCEL),
    ".dotx": "Это шаблон Word. " + SAVE_AS.format(WORD),
    ".xltx": "Это шаблон Excel. " + SAVE_AS.format(EXCEL),
    ".rtf": "Это RTF. " + SAVE_AS.format(WORD),
    ".odt": "Это документ LibreOffice (.odt). " + SAVE_AS.format(WORD),
    ".ods": "Это таблица LibreOffice (.ods). " + SAVE_AS.format(EXCEL),
    ".csv": "Это CSV. " + SAVE_AS.format(EXCEL),
}
NOT_TAKEN = (
    "Принимаются только PDF, Word (.docx) и Excel (.xlsx), а где об этом сказано — и фотографии "
    "(.jpg, .png). Сохраните документ в одном из этих форматов; скан сохраните как PDF."
)


def inspect(name, stream):
    """Kind of the file in the seekable binary stream, rewound afterwards; raises Refused."""
    kind = _kind_by_name(name, stream)
    size = _size(stream)
    if not size:
        raise Refused(EMPTY)
    if size > MAX_FILE and kind != FileKind.PHOTO:  # its limit is lower and has its own words
        raise Refused(TOO_BIG)
    _check(kind, stream, size)
    stream.seek(0)
    return kind


def _check(kind, stream, size):
    if kind == FileKind.SIGNATURE:
        return signature.check(stream, size)
    if kind == FileKind.PHOTO:
        return photo.check(stream, size)
    appearance.require(kind, stream)
    if kind == FileKind.PDF:
        return pdf.check(stream, size)
    return office.check(stream, size, kind)


def _kind_by_name(name, stream):
    """Kind that the name tells; telephones give photographs without an extension too."""
    extension = PurePosixPath(clean_name(name)).suffix.lower()
    if extension in photo.NAMES or (not extension and photo.is_photo(_head(stream))):
        return FileKind.PHOTO
    for kind in FileKind:
        if extension in kind.extensions:
            return kind
    raise Refused(OTHER_EXTENSIONS.get(extension, NOT_TAKEN))


def _head(stream):
    stream.seek(0)
    return stream.read(16)


def _size(stream):
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    return size
