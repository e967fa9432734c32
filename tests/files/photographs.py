"""Photographs as cameras and people make them, and the means to spoil them."""

import io
import zlib

from PIL import ExifTags, Image, PngImagePlugin

ORIENTATION, GPS = ExifTags.Base.Orientation, ExifTags.IFD.GPSInfo
# Words that must not be found in what is kept.
SECRETS = [b"Kapustina", b"Pixel 7a", b"49.7", b"purl.org", b"GPS", b"Exif", b"Photoshop"]
XMP = b'<x:xmpmeta><rdf:Description xmlns:dc="http://purl.org/dc" author="Kapustina"/></x:xmpmeta>'


def halves(size=(400, 300), colours=("red", "blue")):
    """A picture whose left half is of one colour and right half of another."""
    picture = Image.new("RGB", size, colours[1])
    picture.paste(colours[0], (0, 0, size[0] // 2, size[1]))
    return picture


def saved(picture, kind="JPEG", **options):
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def make_jpeg(size=(400, 300), *, orientation=1, **options):
    """A JPEG that tells where, by whom and by what it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ExifTags.Base.Artist] = "Kapustina"
    exif[ExifTags.Base.Model] = "Pixel 7a"
    exif.get_ifd(GPS).update({1: "N", 2: (49.7, 35.0, 1.5), 3: "E", 4: (42.7, 44.0, 2.0)})
    words = {"exif": exif, "comment": b"Kapustina", "xmp": XMP, "icc_profile": b"Photoshop"}
    return saved(halves(size), **words | options)


def make_png(picture=None, **options):
    """A PNG with texts, also packed ones, and an orientation."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Kapustina")
    words.add_text("Comment", "Kapustina " * 100, zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(picture or halves(), "PNG", pnginfo=words, **options)


def make_webp(**options):
    return saved(halves(), "WEBP", xmp=XMP, **options)


def make_film(kind, frames=3):
    """A picture that moves: APNG or WebP."""
    first, *rest = (halves(colours=("red", colour)) for colour in ("blue", "green", "black"))
    return saved(first, kind, save_all=True, append_images=rest[: frames - 1], duration=100)


def png_of_size(width, height):
    """A PNG whose head promises so many points; its body has 400 × 300 of them."""
    data = bytearray(make_png())
    data[16:24] = width.to_bytes(4) + height.to_bytes(4)
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4)
    return bytes(data)


def jpeg_of_size(width, height):
    """The same in a JPEG: the frame header is found by its marker."""
    data = bytearray(saved(halves()))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = height.to_bytes(2) + width.to_bytes(2)
    return bytes(data)
