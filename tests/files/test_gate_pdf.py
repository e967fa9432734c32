"""PDF: cut, encrypted, with scripts."""

import io
import time
import zlib

import pytest

from files import gate
from files.kinds import FileKind
from tests.files.samples import make_modern_pdf, make_pdf, packed_objects

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\('Hi'\\)) >>"
LAUNCH = b"<< /S /Launch /F (cmd.exe) >>"


def reason_of(data):
    with pytest.raises(gate.Refused) as refusal:
        gate.inspect("Скан.pdf", io.BytesIO(data))
    return refusal.value.reason


def is_taken(data):
    return gate.inspect("Скан.pdf", io.BytesIO(data)) == FileKind.PDF


GOOD = make_pdf()
DAMAGED = {
    "cut in the middle": GOOD[: len(GOOD) // 2],
    "cut end mark": GOOD[:-4],
    "only the header": b"%PDF-1.7\n",
    "something after the end": GOOD + b"<script>alert(1)</script>",
    "archive after the end": GOOD + b"PK\3\4" + bytes(30),
    "table past the end": GOOD.replace(b"startxref\n", b"startxref\n9"),
    "table elsewhere": GOOD.replace(b"startxref\n", b"startxref\n1 % "),
    "table that is an ordinary object": GOOD.replace(
        b"startxref\n%d" % GOOD.index(b"xref\n0"), b"startxref\n%d" % GOOD.index(b"2 0 obj")
    ),
    "no trailer": GOOD.replace(b"trailer", b"trailed"),
    "no catalog in the trailer": GOOD.replace(b"/Root", b"/Toor"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_damaged_pdf_is_refused(damage):
    assert "повреждён или передан не полностью" in reason_of(DAMAGED[damage])


@pytest.mark.parametrize("padding", [b"", b"\r\n\r\n", b"\n\0\0\0", b" " * 1000])
def test_blank_end_is_let_through(padding):
    assert is_taken(GOOD.rstrip() + padding)


@pytest.mark.parametrize(
    "data",
    [
        make_pdf(trailer=b"/Encrypt 4 0 R"),
        make_pdf(trailer=b"/Encrypt<< /Filter /Standard >>"),
        make_pdf(trailer=b"/Encr#79pt 4 0 R"),
        make_modern_pdf(b"/Encrypt 9 0 R"),
    ],
)
def test_encrypted_pdf_is_refused(data):
    assert "защищён паролем" in reason_of(data)


@pytest.mark.parametrize(
    "data",
    [
        make_pdf(catalog=b"/OpenAction " + SCRIPT),
        make_pdf(catalog=b"/Names << /JavaScript 4 0 R >>"),
        make_pdf(SCRIPT),
        make_pdf(b"<< /AA << /O 5 0 R >> >>", SCRIPT),
        make_pdf(b"<< /S /J#61va#53cript >>"),
        make_pdf(b"<< /S /Rendition /JS (app.beep\\(1\\)) >>"),
        make_pdf(b"<< /S /Rendition /JS 12 0 R >>"),
        make_pdf(b"<< /S /Rendition /J#53 <6170702E> >>"),
        make_pdf(packed_objects(SCRIPT)),
        make_pdf(packed_objects(b" " * 262_140 + SCRIPT)),
        make_pdf(packed_objects(SCRIPT, entries=b"", pack=bytes)),
    ],
)
def test_script_is_refused(data):
    assert "JavaScript" in reason_of(data)


def test_script_on_the_border_of_two_readings_is_seen():
    for shift in range(40):
        space = b" " * (256 * 1024 - 400 + shift * 8)
        assert "JavaScript" in reason_of(make_pdf(space + SCRIPT))


@pytest.mark.parametrize("data", [make_pdf(LAUNCH), make_pdf(packed_objects(LAUNCH))])
def test_start_of_a_program_is_refused(data):
    assert "запускает другую программу" in reason_of(data)


@pytest.mark.parametrize(
    "entries",
    [
        b"/Filter /LZWDecode",
        b"/Filter [/ASCIIHexDecode /FlateDecode]",
        b"/Filter 9 0 R",
        b"/Filter /Flate#44ecode",
        b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>",
        b"/Filter /FlateDecode" + b" " * 9000,
        b"/Filter /FlateDecode /Obj#53tm",
    ],
)
def test_objects_packed_in_an_unusual_way_are_refused(entries):
    assert "слишком сложно" in reason_of(make_pdf(packed_objects(SCRIPT, entries)))


def test_bomb_in_packed_objects_is_refused_quickly():
    started = time.perf_counter()
    assert "слишком сложно" in reason_of(make_pdf(packed_objects(bytes(60 * 1024 * 1024))))
    assert time.perf_counter() - started < 2


def test_thousands_of_object_streams_are_refused_quickly():
    started = time.perf_counter()
    assert "слишком сложно" in reason_of(make_pdf(b"/ObjStm " * 6000))
    assert time.perf_counter() - started < 2


def test_damaged_packed_objects_are_refused():
    assert "повреждён" in reason_of(make_pdf(packed_objects(b"not packed", pack=bytes)))


@pytest.mark.parametrize(
    "data",
    [
        make_pdf(packed_objects(b"<< /Type /Font >>")),
        make_pdf(b"<< /Type /Filespec /EF << /F 5 0 R >> >>", b"<< /Type /EmbeddedFile >>"),
        make_pdf(b"<< /S /URI /URI (https://minobr.example/) >>"),
        make_pdf(b"(the words /JSON, /JavaScripts and /Launcher)"),
        make_pdf(b"<<>>\nstream\n%s\nendstream" % zlib.compress(SCRIPT)),
        make_pdf(b"<<>>\nstream\nnoise /JS\x9c\x01 /JS(\xff\x02\nendstream"),
    ],
)
def test_harmless_pdf_is_let_through(data):
    assert is_taken(data)
