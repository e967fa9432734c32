"""Reading a photograph: what is drawn of it, what is dropped, what is refused."""

import base64
import io
import random
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from files.gate import Refused
from files.jail import run_jailed
from files.jailed import Unreadable
from files.readers.photo import LONGEST_SIDE, MAX_PIXELS, read
from tests.files import photographs as samples
from tests.files.samples import make_pdf

RED, BLUE = (254, 0, 0), (0, 0, 254)


@pytest.fixture
def draw(tmp_path):
    """Bytes of the photograph drawn from these; here without the jail, which has its own test."""

    def draw(data):
        (tmp_path / "photo").write_bytes(data)
        return base64.b64decode(read(tmp_path / "photo"))

    return draw


@pytest.fixture
def reason_of(draw):
    def reason_of(data):
        with pytest.raises(Unreadable) as refusal:
            draw(data)
        return refusal.value.reason

    return reason_of


def opened(data):
    return Image.open(io.BytesIO(data))


def is_near(found, colour):
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


# What is drawn


@pytest.mark.parametrize("make", [samples.make_jpeg, samples.make_png, samples.make_webp])
def test_every_kind_becomes_a_jpeg(draw, make):
    picture = opened(draw(make()))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (400, 300))
    assert is_near(picture.getpixel((50, 150)), RED)
    assert is_near(picture.getpixel((350, 150)), BLUE)


@pytest.mark.parametrize(
    "make",
    [
        samples.make_jpeg,
        samples.make_png,
        lambda: samples.make_webp(exif=samples.Image.Exif()),
    ],
)
def test_nothing_of_where_and_by_whom_is_left(draw, make):
    kept = draw(make())
    assert [word for word in samples.SECRETS if word in kept] == []
    picture = opened(kept)
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_sample_does_tell_where_it_was_taken():
    """Else the test above would prove nothing."""
    data = samples.make_jpeg()
    assert opened(data).getexif().get_ifd(samples.GPS)[1] == "N"
    assert b"Kapustina" in data
    assert b"Kapustina" in samples.make_png()


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (400, 300), (50, 150)),
        (2, (400, 300), (350, 150)),
        (3, (400, 300), (350, 150)),
        (6, (300, 400), (150, 50)),
        (8, (300, 400), (150, 350)),
    ],
)
def test_photograph_stands_upright(draw, orientation, size, red):
    picture = opened(draw(samples.make_jpeg(orientation=orientation)))
    assert picture.size == size
    assert is_near(picture.getpixel(red), RED)
    assert not picture.getexif()


def test_large_photograph_is_made_smaller(draw):
    picture = opened(draw(samples.make_jpeg((4032, 3024), orientation=6)))
    assert picture.size == (1500, LONGEST_SIDE)
    assert is_near(picture.getpixel((750, 100)), RED)
    assert opened(draw(samples.make_jpeg((1900, 100 * 3)))).size == (1900, 300)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_points_is_drawn(draw, mode):
    picture = samples.halves(colours=("white", "black")).convert("L")
    if mode == "I;16":
        wide = b"".join(struct.pack("<H", value * 257) for value in picture.tobytes())
        picture = Image.frombytes("I;16", picture.size, wide)
    kept = opened(draw(samples.saved(picture.convert(mode), "PNG")))
    assert is_near(kept.getpixel((50, 150)), (255, 255, 255))
    assert is_near(kept.getpixel((350, 150)), (0, 0, 0))


def test_what_is_transparent_becomes_white(draw):
    picture = samples.halves().convert("RGBA")
    picture.putalpha(0)
    assert is_near(opened(draw(samples.make_png(picture))).getpixel((50, 150)), (255, 255, 255))


def test_picture_for_printers_is_drawn(draw):
    kept = opened(draw(samples.saved(samples.halves().convert("CMYK"))))
    assert is_near(kept.getpixel((50, 150)), RED)


# What telephones write behind a JPEG


@pytest.mark.parametrize(
    "behind",
    [
        bytes(5000),
        samples.saved(samples.halves((200, 100))),
        b"\0\0\0\x18ftypmp42" + random.Random(1).randbytes(200_000),
        b"\0\0\x30\x0a\x10\0\0\0Image_UTC_Data1700000000" + bytes(8) + b"SEFT",
    ],
    ids=["nothing", "picture", "film", "notes"],
)
def test_what_the_telephone_adds_is_dropped(draw, behind):
    plain = draw(samples.make_jpeg())
    assert draw(samples.make_jpeg() + behind) == plain


# What is refused


def archive():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        target.writestr("setup.exe", "MZ")
    return content.getvalue()


@pytest.mark.parametrize(
    "behind",
    [
        archive(),
        b"\0" * 10 + archive(),
        b"film" + bytes(100) + archive(),
        b"<html><script>alert(1)</script></html>",
        b"\x01\x02<ScRiPt>alert(1)</ScRiPt>\x03",
        b"<?php system($_GET[0]); ?>",
        b"alert(1)//",
        make_pdf(),
        b"MZ\x90\0",
        b"Rar!\x1a\7",
    ],
)
@pytest.mark.parametrize("make", [samples.make_jpeg, samples.make_png, samples.make_webp])
def test_something_else_behind_the_picture_is_refused(reason_of, make, behind):
    assert "записано что-то ещё" in reason_of(make() + behind)


@pytest.mark.parametrize("make", [samples.make_jpeg, samples.make_png, samples.make_webp])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95, 1])
def test_cut_photograph_is_refused(reason_of, make, share):
    data = make()
    assert "повреждён" in reason_of(data[: int(len(data) * share) - 2])


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_picture_is_refused(reason_of, kind):
    assert "движется" in reason_of(samples.make_film(kind))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (samples.png_of_size(60_000, 60_000), "слишком много точек: 60000 × 60000"),
        (samples.png_of_size(2**31 - 1, 2**31 - 1), "слишком много точек"),
        (samples.jpeg_of_size(65_000, 65_000), "слишком много точек"),
        (samples.jpeg_of_size(0, 300), "повреждён"),
        (samples.make_jpeg((49, 60)), "слишком мелкий: 49 × 60"),
        (samples.make_jpeg((3000, 300)), "слишком вытянут: 3000 × 300"),
    ],
)
def test_absurd_size_is_refused_before_it_is_unpacked(reason_of, data, words):
    assert words in reason_of(data)


def test_sum_of_a_png_piece_must_be_right(reason_of):
    data = bytearray(samples.make_png())
    data[data.index(b"IDAT") + 40] ^= 1
    assert "повреждён" in reason_of(bytes(data))


def test_png_of_many_pieces_is_refused(reason_of):
    piece = struct.pack(">I4s", 0, b"teST") + zlib.crc32(b"teST").to_bytes(4)
    data = samples.make_png()
    assert "повреждён" in reason_of(data[:33] + piece * 30_000 + data[33:])


# Spoilt copies


def flip(data, chance):
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def splice(data, chance):
    return data[: chance.randrange(len(data))] + data[chance.randrange(len(data)) :]


def overwrite(data, chance):
    at, piece = chance.randrange(len(data)), chance.choice([b"\xff\xd9", b"\xff" * 8, b"IEND"])
    return data[:at] + piece + data[at + len(piece) :]


@pytest.mark.parametrize("make", [samples.make_jpeg, samples.make_png, samples.make_webp])
@pytest.mark.parametrize("spoil", [flip, splice, overwrite])
def test_spoilt_photograph_is_drawn_or_refused(draw, make, spoil):
    chance, good = random.Random(f"{make.__name__} {spoil.__name__}"), make()
    for _ in range(60):
        try:
            kept = draw(spoil(good, chance))
        except Unreadable:
            continue
        assert opened(kept).format == "JPEG"
        assert b"Kapustina" not in kept


# In the jail


def jailed(path):
    said = run_jailed("files.readers.photo:read", path, packages=["PIL"])
    return opened(base64.b64decode(said))


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {"compress_level": 1}), ("WEBP", {"quality": 10, "method": 0})],
)
def test_largest_photograph_fits_into_the_jail(tmp_path, kind, options):
    width = int((MAX_PIXELS[kind] * 4 / 3) ** 0.5) // 40 * 40
    picture = samples.halves((width, width * 3 // 4))
    picture.putalpha(255)
    (tmp_path / "photo").write_bytes(samples.saved(picture, kind, **options))
    assert jailed(tmp_path / "photo").size == (2000, 1500)


def test_reason_leaves_the_jail(tmp_path):
    (tmp_path / "photo").write_bytes(samples.make_jpeg()[:-2])
    with pytest.raises(Refused, match="передан не полностью"):
        jailed(tmp_path / "photo")
