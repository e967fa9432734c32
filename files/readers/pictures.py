"""Whether a picture is a picture from its first byte to its last. Runs in the jail (files.jail).

The decoders forgive what stands behind the picture and, some of them, that it has no end; so a
file might be a photograph for us and an archive or a page for another program.
"""

import re
import struct
import zlib

from files.jailed import Unreadable

DAMAGED = (
    "Снимок повреждён или передан не полностью. Загрузите его ещё раз; если не поможет, сделайте "
    "снимок экрана с ним на телефоне и загрузите его."
)
ANIMATED = "Рисунок движется. Загрузите обычный снимок: сделайте снимок экрана с нужным кадром."
SOMETHING_BEHIND = (
    "За снимком в файле записано что-то ещё, такие файлы не принимаются. Откройте снимок, сделайте "
    "снимок экрана с ним и загрузите его."
)

# JPEG: the picture ends with EOI; SOS begins its points, in which FF is followed by 0 or a restart.
SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
STANDALONE = {0x01, *range(0xD0, 0xD8)}
AFTER_POINTS = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")

PNG_HEAD = 8
PNG_CHUNK = struct.Struct(">I4s")
PNG_SUM = struct.Struct(">I")
WEBP_HEAD = struct.Struct("<4sI4s")
WEBP_CHUNK = struct.Struct("<4sI")
# Far more than any camera writes; each costs time.
MAX_PIECES = 20_000

# Telephones write more behind a JPEG: the second picture of a bright screen, the film of a moving
# photograph, notes of their own. It is left there and dropped; what another program would open or
# run is refused. Short marks count only where such a file begins, long ones anywhere.
BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
MARKS = re.compile(
    rb"<(?:script|html|\?php|iframe|!doctype|svg[\s>])|<\?xml[^>]*>\s*<svg|%PDF-", re.IGNORECASE
)
PLAIN_TEXT = re.compile(rb"[\t\n\f\r -~]+")
# Programs look for the directory of an archive at the end of the file, before its remark.
ARCHIVE_END, ARCHIVE_TAIL = b"PK\x05\x06", 66 * 1024


def check_jpeg(data):
    """Refuse a JPEG that is cut or has something else behind it."""
    rest = data[_end_of_jpeg(data) :].strip(b"\0\r\n")
    if (
        rest.startswith(BEGINNINGS)
        or MARKS.search(rest)
        or PLAIN_TEXT.fullmatch(rest)
        or ARCHIVE_END in rest[-ARCHIVE_TAIL:]
    ):
        raise Unreadable(SOMETHING_BEHIND)


def _end_of_jpeg(data):
    """Where the first picture ends."""
    at = 2
    for _ in range(MAX_PIECES):
        kind, at = _marker(data, at)
        if kind == EOI:
            return at
        if kind in STANDALONE:
            continue
        if kind == SOI or at + 2 > len(data):
            break
        at += int.from_bytes(data[at : at + 2])
        if kind == SOS:
            following = AFTER_POINTS.search(data, at)
            at = following.start() if following else len(data)
    raise Unreadable(DAMAGED)


def _marker(data, at):
    """(kind, place behind it) of the marker; any number of FF may stand before the kind."""
    begin = at
    while data[at : at + 1] == b"\xff":
        at += 1
    if at == begin or at >= len(data):
        raise Unreadable(DAMAGED)
    return data[at], at + 1


def check_png(data):
    """Refuse a PNG that is cut, damaged or animated or has anything behind it."""
    at = PNG_HEAD
    for _ in range(MAX_PIECES):
        if at + PNG_CHUNK.size > len(data):
            break
        length, name = PNG_CHUNK.unpack_from(data, at)
        end = at + PNG_CHUNK.size + length
        if end + PNG_SUM.size > len(data):
            break
        if PNG_SUM.unpack_from(data, end)[0] != zlib.crc32(memoryview(data)[at + 4 : end]):
            break
        if name == b"acTL":
            raise Unreadable(ANIMATED)
        at = end + PNG_SUM.size
        if name == b"IEND":
            return _require_nothing(data[at:])
    raise Unreadable(DAMAGED)


def check_webp(data):
    """Refuse a WebP that is cut or animated or has anything behind it."""
    end = WEBP_HEAD.unpack_from(data)[1] + 8
    if end > len(data):
        raise Unreadable(DAMAGED)
    at = WEBP_HEAD.size
    for _ in range(MAX_PIECES):
        if at >= end:
            return _require_nothing(data[end:])
        if at + WEBP_CHUNK.size > end:
            break
        name, length = WEBP_CHUNK.unpack_from(data, at)
        if name in (b"ANIM", b"ANMF"):
            raise Unreadable(ANIMATED)
        at += WEBP_CHUNK.size + length + length % 2
    raise Unreadable(DAMAGED)


def _require_nothing(rest):
    if rest.strip(b"\0"):
        raise Unreadable(SOMETHING_BEHIND)
