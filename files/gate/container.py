"""A zip container, judged from its directory before anything in it is unpacked."""

import re
import struct
import zipfile

from files.gate.limits import (
    MAX_DIRECTORY,
    MAX_PART,
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_COUNTS_FROM,
)
from files.gate.refusal import Refused

SAVE_AGAIN = "Откройте его в Word или Excel, сохраните под новым именем и загрузите снова."
DAMAGED = f"Файл повреждён или передан не полностью. {SAVE_AGAIN}"
TOO_COMPLEX = f"Внутри файла слишком много частей. {SAVE_AGAIN}"
TOO_LARGE_INSIDE = (
    "Файл слишком велик в развёрнутом виде. Уберите лишние листы, строки и рисунки "
    "или сохраните документ как PDF."
)
ENCRYPTED = "Файл зашифрован. Снимите защиту паролем и загрузите снова."
STRANGE = f"Файл устроен не так, как документы Word и Excel. {SAVE_AGAIN}"

END = struct.Struct("<4s4H2LH")
LOCAL = struct.Struct("<4s22x2H")
ZIP64_LOCATOR_SIZE = 20
FLAG_ENCRYPTED = 0x1 | 0x40 | 0x2000


def open_container(stream, size):
    """Zip reader of a container that keeps the limits. Whoever looks into the file uses this
    reader, so nobody sees other parts than those that were judged."""
    _check_end(stream, size)
    archive = zipfile.ZipFile(stream)
    entries = archive.infolist()
    if len(entries) > MAX_PARTS:
        raise Refused(TOO_COMPLEX)
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(TOO_LARGE_INSIDE)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Refused(STRANGE)
    _check_places(entries, stream, archive.start_dir)
    return archive


def _check_end(stream, size):
    """The directory must end the file exactly: nothing before, after or instead of it."""
    stream.seek(max(size - END.size - ZIP64_LOCATOR_SIZE, 0))
    tail = stream.read()
    signature, *_, count, length, start, comment = END.unpack(tail[-END.size :])
    if signature != b"PK\x05\x06" or comment:
        raise Refused(DAMAGED)
    if count > MAX_PARTS or length > MAX_DIRECTORY:
        raise Refused(TOO_COMPLEX)
    if start + length + END.size != size or tail.startswith(b"PK\x06\x07"):
        raise Refused(DAMAGED)


def _check_entry(entry):
    if entry.flag_bits & FLAG_ENCRYPTED:
        raise Refused(ENCRYPTED)
    if not _is_plain_name(entry.orig_filename):
        raise Refused(STRANGE)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(STRANGE)
    is_bomb = (
        entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * entry.compress_size
    )
    if is_bomb or entry.file_size > MAX_PART:
        raise Refused(TOO_LARGE_INSIDE)


def _is_plain_name(name):
    """A relative path with forward slashes that stays inside."""
    if name.startswith("/") or re.search(r"[\x00-\x1f\\:]", name):
        return False
    return ".." not in name.split("/")


def _check_places(entries, stream, directory_at):
    """No two parts may share bytes: zipfile of older Python reads such bombs (CVE-2024-0450)."""
    free_from = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < free_from:
            raise Refused(STRANGE)
        stream.seek(entry.header_offset)
        signature, name_length, extra_length = LOCAL.unpack(stream.read(LOCAL.size))
        if signature != b"PK\x03\x04":
            raise Refused(DAMAGED)
        data_at = entry.header_offset + LOCAL.size + name_length + extra_length
        free_from = data_at + entry.compress_size
    if free_from > directory_at:
        raise Refused(DAMAGED)
