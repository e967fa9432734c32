"""The upload gate: what a file is, or why it is not taken. No database, no parser, no network.

Extension, signature and inner structure must agree (reliability.md C1–C5, C7). What is let in is
well-formed enough to be kept and given back. Its content is read in the jail alone (files.jail).
"""

from pathlib import PurePosixPath

from files.gate import appearance, office, pdf, signature
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
    "Принимаются только PDF, Word (.docx) и Excel (.xlsx). "
    "Сохраните документ в одном из этих форматов; фотографию или скан сохраните как PDF."
)


def inspect(name, stream):
    """Kind of the file in the seekable binary stream, rewound afterwards; raises Refused."""
    kind = _kind_by_extension(name)
    size = _size(stream)
    if not size:
        raise Refused(EMPTY)
    if size > MAX_FILE:
        raise Refused(TOO_BIG)
    if kind == FileKind.SIGNATURE:
        signature.check(stream, size)
        stream.seek(0)
        return kind
    appearance.require(kind, stream)
    if kind == FileKind.PDF:
        pdf.check(stream, size)
    else:
        office.check(stream, size, kind)
    stream.seek(0)
    return kind


def _kind_by_extension(name):
    extension = PurePosixPath(clean_name(name)).suffix.lower()
    for kind in FileKind:
        if extension in kind.extensions:
            return kind
    raise Refused(OTHER_EXTENSIONS.get(extension, NOT_TAKEN))


def _size(stream):
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    return size
