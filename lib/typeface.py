"""How much room a text takes in the typeface of our papers, told without printing it."""

import math
from functools import cache

from django.conf import settings

from lib.text import NBSP

FONTS = settings.BASE_DIR / "static" / "print" / "fonts"
MM_IN_POINT = 25.4 / 72


def lines_of(text, *, width, size, bold=False):
    """How many lines the text takes at most in `width` mm, set in `size` points.

    Lines end at spaces only; hyphenation and hyphens can but save some.
    """
    space = width_of(" ", size, bold)
    lines, room = 0, 0.0
    for word in text.split(" "):
        needed = width_of(word, size, bold)
        if lines and needed <= room:
            room -= needed + space
            continue
        # A word wider than the line is broken anywhere.
        lines += max(1, math.ceil(needed / width))
        room = width - needed % width - space if needed else width
    return max(1, lines)


def width_of(text, size, bold=False):
    """Width of the text in one line, mm."""
    widths = _widths(bold)
    units = sum(widths.get(char, widths["Щ"]) for char in text.replace(NBSP, " "))
    return units * size * MM_IN_POINT


@cache
def _widths(bold):
    """{character: width in sizes} of the packaged font."""
    from fontTools.ttLib import TTFont  # a fifth of a second: only where a sheet is measured

    with TTFont(FONTS / f"tinos-{'bold' if bold else 'regular'}.woff2") as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}
