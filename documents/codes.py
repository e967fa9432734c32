"""The code (QR) on an order: the way to the page where its file is verified (domain.md 1.1)."""

import io
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.urls import reverse

from documents.emblems import address_of_picture

# Dots of the picture to a module: 20 mm are printed sharply.
SCALE = 8


@dataclass(frozen=True)
class Code:
    """The printed code: its picture as a `data:` address, and the page it opens in words."""

    picture: str
    page: str


def verification_code():
    """The Code of the public page «Проверить документ», the same on every order.

    It tells nothing of the order: whoever copies it on to a forged paper has copied the address of
    a page that will not know the file (docs/decisions/0019).
    """
    return _code(settings.SITE_URL + reverse("verify"))


@cache
def _code(address):
    content = io.BytesIO()
    segno.make_qr(address, error="m").save(content, kind="png", scale=SCALE)
    parts = urlsplit(address)
    return Code(address_of_picture(content.getvalue()), f"{parts.netloc}{parts.path}")
