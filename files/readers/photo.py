"""A photograph drawn anew: upright, smaller, without a word of where and by whom it was taken.

Runs in the jail (files.jail). What leaves it are the pixels alone, so nothing that was hidden in
the file or behind it can be stored.
"""

import base64
import io

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from files.jailed import Unreadable
from files.readers import pictures

FORMATS = {
    JpegImagePlugin.JpegImageFile.format: pictures.check_jpeg,
    PngImagePlugin.PngImageFile.format: pictures.check_png,
    WebPImagePlugin.WebPImageFile.format: pictures.check_webp,
}
LONGEST_SIDE = 2000
QUALITY = 85

# Pixels that fit into the memory of the jail. A telephone takes up to 108 million: libjpeg unpacks
# only every eighth of such a JPEG, unless it is a progressive one; the others are unpacked whole,
# PNG in two copies, WebP in four.
MAX_PIXELS = {"JPEG": 110_000_000, "PNG": 20_000_000, "WEBP": 13_000_000}
MAX_PROGRESSIVE = 40_000_000
LEAST_SIDE = 50
# Of the sides: made 2000 long, a narrower strip would be under 300 wide and nobody could read it.
MAX_RATIO = 7

SCREENSHOT = "сделайте снимок экрана с ним на телефоне и загрузите его"
DAMAGED = (
    "Снимок повреждён или передан не полностью. Загрузите его ещё раз; если не поможет, "
    f"{SCREENSHOT}."
)
TOO_MANY_PIXELS = (
    "В снимке слишком много точек: {width} × {height}. Снимите заново обычной камерой телефона "
    f"или {SCREENSHOT}."
)
TOO_SMALL = (
    f"Снимок слишком мелкий: {{width}} × {{height}} точек. Нужно хотя бы {LEAST_SIDE} по каждой "
    "стороне: выберите сам снимок, а не его уменьшенную копию."
)
TOO_NARROW = (
    "Снимок слишком вытянут: {width} × {height} точек, после уменьшения на нём ничего не "
    "разобрать. Разделите его на несколько снимков."
)


def read(path):
    """JPEG of the photograph, in base64; raises files.jailed.Unreadable with a reason."""
    Image.MAX_IMAGE_PIXELS = None  # our own limits are lower and speak Russian
    with open(path, "rb") as stream:
        data = stream.read()
    try:
        picture = Image.open(io.BytesIO(data), formats=tuple(FORMATS))
        _check_size(picture)
        # A JPEG with further pictures behind it calls itself MPO.
        check = FORMATS.get(picture.format, pictures.check_jpeg)
        check(data)
        jpeg = _drawn(picture)
    except (OSError, SyntaxError, ValueError, EOFError):  # what the decoders raise
        raise Unreadable(DAMAGED) from None
    return base64.b64encode(jpeg).decode()


def _check_size(picture):
    words = {"width": picture.width, "height": picture.height}
    short, long = sorted(picture.size)
    most = MAX_PIXELS.get(picture.format, MAX_PIXELS["JPEG"])
    if short * long > (MAX_PROGRESSIVE if "progressive" in picture.info else most):
        raise Unreadable(TOO_MANY_PIXELS.format(**words))
    if short < LEAST_SIDE:
        raise Unreadable(TOO_SMALL.format(**words))
    if long > MAX_RATIO * short:
        raise Unreadable(TOO_NARROW.format(**words))


def _drawn(picture):
    """JPEG of the opened picture: on white, upright, at most LONGEST_SIDE."""
    # Of a large JPEG libjpeg unpacks a half, a quarter or an eighth of the points.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    if picture.mode in ("1", "P"):  # colours of a palette do not mix
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode.startswith("I"):  # a scan of 16 bits
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
    picture = ImageOps.exif_transpose(picture)
    has_holes = picture.mode in ("RGBA", "LA", "PA", "RGBa")
    coloured = picture.convert("RGBA" if has_holes else "RGB")
    # A new sheet: the old picture carries its comments, and the JPEG would too.
    sheet = Image.new("RGB", coloured.size, "white")
    sheet.paste(coloured, mask=coloured if has_holes else None)
    content = io.BytesIO()
    sheet.save(content, "JPEG", quality=QUALITY, optimize=True)
    return content.getvalue()
