"""Spoilt copies of good files: always a verdict, never another error (reliability.md C1)."""

import io
import random
import time
import zipfile

import pytest

from files import gate
from tests.files.photographs import make_jpeg, make_png, make_webp
from tests.files.samples import make_docx, make_modern_pdf, make_pdf, make_xlsx, packed_objects

GOOD = {
    "a.docx": make_docx(),
    "a.xlsx": make_xlsx(),
    "a.pdf": make_pdf(packed_objects(b"<< /Type /Font >>")),
    "b.pdf": make_modern_pdf(),
    # These are read whole only when they are drawn anew (readers/test_photo.py).
    "a.jpg": make_jpeg(),
    "a.png": make_png(),
    "a.webp": make_webp(),
}
PIECES = [
    b"PK\1\2",
    b"PK\5\6",
    b"\xff\xff\xff\xff",
    b"\0\0",
    b"<!DOCTYPE",
    b"%%EOF",
    b"startxref 9",
]


def flip(data, chance):
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(data, chance):
    return data[: chance.randrange(1, len(data))]


def insert(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(PIECES) + data[at:]


def overwrite(data, chance):
    piece, at = chance.choice(PIECES), chance.randrange(len(data))
    return data[:at] + piece + data[at + len(piece) :]


def splice(data, chance):
    other = chance.choice(list(GOOD.values()))
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def verdict(name, data):
    try:
        return gate.inspect(name, io.BytesIO(data))
    except gate.Refused:
        return None


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("spoil", [flip, cut, insert, overwrite, splice])
def test_spoilt_file_gets_a_verdict(name, spoil):
    chance = random.Random(f"{name} {spoil.__name__}")  # noqa: S311 (the same files in every run)
    started = time.perf_counter()
    for _ in range(100):
        data = spoil(GOOD[name], chance)
        # What is let in is whole: every part of an Office document can be read.
        if verdict(name, data) and name.endswith((".docx", ".xlsx")):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert time.perf_counter() - started < 20
