"""Coats of arms over the name of a body: a picture is redrawn, and only what we drew is kept."""

import base64
import io
import warnings

from PIL import Image, UnidentifiedImageError

from files.gate.limits import MEGABYTE

MAX_BYTES = 5 * MEGABYTE
MAX_PIXELS = 25_000_000  # a sheet of A4 scanned at 500 dots to the inch is 24 million
LEAST_SIDE = 60  # fewer dots on 20 mm are seen as squares
# 20 mm at 380 dots to the inch; noise of this size is just what lib/pdf_sources lets in.
LARGEST = (480, 300)
COLOURS = 255
# Decoders of nothing else are ever tried.
FORMATS = ("PNG", "JPEG")
# How each of them ends, and among how many last bytes to look for it.
ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
TAIL = 64 * 1024  # telephones write more behind a photograph

ANOTHER_FILE = "Сохраните герб как рисунок PNG или JPEG и выберите его снова."
TOO_BIG = "Файл больше 5 МБ. Уменьшите рисунок: для печати хватит 300 точек в высоту."
TOO_MANY_PIXELS = (
    "В рисунке слишком много точек. Уменьшите его: для печати хватит 300 точек в высоту."
)
TOO_SMALL = f"Рисунок слишком мелкий для печати. Нужно хотя бы {LEAST_SIDE} точек по стороне."
NOT_PICTURE = f"Это не рисунок PNG или JPEG. {ANOTHER_FILE}"
DAMAGED = f"Рисунок не читается: файл повреждён или не дописан. {ANOTHER_FILE}"


class NotDrawn(ValueError):
    """The picture cannot stand over a letterhead; the message is for the user."""


def redrawn(upload):
    """PNG bytes of the uploaded PNG or JPEG, on white, at most LARGEST; raises NotDrawn."""
    if upload.size > MAX_BYTES:
        raise NotDrawn(TOO_BIG)
    try:
        with warnings.catch_warnings():
            # Our own limit is lower than that of the library, which only warns.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise NotDrawn(TOO_MANY_PIXELS)
        if min(picture.size) < LEAST_SIDE:
            raise NotDrawn(TOO_SMALL)
        if not is_whole(upload, picture.format):
            raise NotDrawn(DAMAGED)
        return drawn(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise NotDrawn(NOT_PICTURE) from None
    except (OSError, SyntaxError, ValueError) as error:  # what the decoders raise
        if isinstance(error, NotDrawn):
            raise
        raise NotDrawn(DAMAGED) from None


def is_whole(upload, form):
    """The file has its end: the library forgives a cut one wherever WeasyPrint is loaded."""
    upload.seek(-min(upload.size, TAIL), io.SEEK_END)
    has_end = ENDS[form] in upload.read()
    upload.seek(0)
    return has_end


def drawn(picture):
    """The opened picture as a small PNG without anything else that its file held."""
    picture.thumbnail(LARGEST)
    picture = picture.convert("RGBA")
    # PDF/A prints what is transparent as it likes.
    sheet = Image.new("RGBA", picture.size, "white")
    sheet.alpha_composite(picture)
    content = io.BytesIO()
    sheet.convert("RGB").quantize(COLOURS).save(content, "PNG", optimize=True)
    return content.getvalue()


def address_of_picture(content):
    """The `data:` address of the PNG, for the paper and the page; empty for no picture."""
    if not content:
        return ""
    return f"data:image/png;base64,{base64.b64encode(bytes(content)).decode()}"
