"""PDF: whole, not encrypted, without scripts and without starting programs.

Judged by its words, not by a parser: a full parse of a hostile file is a risk of its own. Names
are compared with their #-escapes, and packed objects are unpacked within a limit, because scripts
hide there.
"""

import re
import zlib

from files.gate.limits import MAX_OBJECT_STREAMS, MAX_OBJECTS, MAX_TRAILER
from files.gate.reading import CARRY, CHUNK, find, pieces
from files.gate.refusal import Refused

PRINT_AGAIN = "Откройте документ и сохраните его заново: «Печать — Сохранить как PDF»."
DAMAGED = (
    "PDF повреждён или передан не полностью. Загрузите его ещё раз; если не поможет: "
    + PRINT_AGAIN[0].lower()
    + PRINT_AGAIN[1:]
)
ENCRYPTED = "PDF защищён паролем или запретом на изменение. " + PRINT_AGAIN
SCRIPT = "В PDF есть сценарий (JavaScript), такие файлы не принимаются. " + PRINT_AGAIN
LAUNCH = "PDF запускает другую программу, такие файлы не принимаются. " + PRINT_AGAIN
TOO_COMPLEX = "PDF устроен слишком сложно. " + PRINT_AGAIN

TAIL = 2048  # Acrobat looks for %%EOF in the last 1024 bytes; room for «startxref» before it
PADDING = b"\0\t\n\f\r\x1a "
DICTIONARY = 4096
PACKED = 16 * 1024


def _name(word):
    """Pattern of a PDF name after its slash, each letter as itself or as its #-escape."""
    letters = (f"(?:{char}|#(?i:{ord(char):02x}))" for char in word)
    return "".join(letters) + r"(?=[\s\0()<>\[\]{}/%])"


ENCRYPT = re.compile(f"/{_name('Encrypt')}".encode())
ROOT = re.compile(f"/{_name('Root')}".encode())
# The common slash and the guard after it make it many times faster on large scans.
NAMES = re.compile(
    (
        "/(?=#|J[aS#]|L[a#]|O[b#])(?:"
        f"(?P<script>{_name('JavaScript')})"
        f"|(?P<launch>{_name('Launch')})"
        f"|(?P<objects>{_name('ObjStm')})"
        # Random bytes often hold «/JS», so it counts only before what can be a script.
        rf"|(?P<action>{_name('JS')}[\s\0]{{0,16}}"
        r"(?:\((?:[\t\n\r -~]{8}|\xfe\xff)|<[0-9A-Fa-f\s]{4}|\d{1,10}\s\d)))"
    ).encode()
)
REASONS = {"script": SCRIPT, "action": SCRIPT, "launch": LAUNCH}


def check(stream, size):
    """Refuse anything but a whole, open, passive PDF."""
    trailer = _trailer(stream, _table_position(stream, size))
    if ENCRYPT.search(trailer):
        raise Refused(ENCRYPTED)
    if not ROOT.search(trailer):
        raise Refused(DAMAGED)
    object_streams = set()
    for position, piece in pieces(stream):
        object_streams.update(position + at for at in _object_streams(piece))
        if len(object_streams) > MAX_OBJECT_STREAMS:
            raise Refused(TOO_COMPLEX)
    _check_packed(stream, sorted(object_streams))


def _table_position(stream, size):
    """Where the last cross-reference table begins, as the end of the file says."""
    stream.seek(max(size - TAIL, 0))
    tail = stream.read().rstrip(PADDING)
    found = re.search(rb"startxref\s+(\d{1,10})\s*%%EOF\Z", tail)
    if not found or int(found[1]) >= size:
        raise Refused(DAMAGED)
    return int(found[1])


def _trailer(stream, at):
    """Dictionary of the table at the position: a classic one or a cross-reference stream."""
    stream.seek(at)
    head = stream.read(MAX_TRAILER)
    end = -1
    if re.match(rb"\s*xref\s", head):
        stream.seek(max(find(stream, b"trailer", at), at))
        head = stream.read(MAX_TRAILER)
        end = head.find(b"startxref") if head.startswith(b"trailer") else -1
    elif re.match(rb"\s*\d+\s+\d+\s+obj\b", head) and b"/XRef" in head:
        end = head.find(b"stream")
    if end < 0:
        raise Refused(DAMAGED)
    return head[:end]


def _object_streams(piece):
    """Places of object streams in the piece; refuses what acts by itself."""
    for match in NAMES.finditer(piece):
        if match.lastgroup in REASONS:
            raise Refused(REASONS[match.lastgroup])
        yield match.start()


def _check_packed(stream, positions):
    """Look for the same names in packed objects."""
    unpacked = 0
    for position in positions:
        carried = b""
        for piece in _unpack(stream, position):
            unpacked += len(piece)
            if unpacked > MAX_OBJECTS:
                raise Refused(TOO_COMPLEX)
            # An object stream may not lie in another one: what is only named there is text.
            list(_object_streams(carried + piece))
            carried = (carried + piece)[-CARRY:]


def _unpack(stream, position):
    """Pieces of the object stream in whose dictionary the position lies."""
    start = max(position - DICTIONARY, 0)
    stream.seek(start)
    window = stream.read(2 * DICTIONARY)
    begin = max(window.rfind(b"obj", 0, position - start), 0)
    end = window.find(b"stream", position - start)
    if end < 0:
        raise Refused(TOO_COMPLEX)
    if not _is_packed(window[begin:end]):
        return
    stream.seek(start + end + len(b"stream"))
    unpacker = zlib.decompressobj()
    data = stream.read(PACKED).lstrip(b"\r\n")
    try:
        while data and not unpacker.eof:
            yield unpacker.decompress(data, CHUNK)
            data = unpacker.unconsumed_tail or stream.read(PACKED)
    except zlib.error:
        raise Refused(DAMAGED) from None


def _is_packed(dictionary):
    """True for the one packing in common use; False when the objects lie open and were read."""
    filters = re.findall(rb"/(?:Filter|Predictor|\w+Decode)\b|#", dictionary)
    if filters and sorted(filters) != [b"/Filter", b"/FlateDecode"]:
        raise Refused(TOO_COMPLEX)
    return bool(filters)
