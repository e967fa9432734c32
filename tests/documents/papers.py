"""Looking into printed PDF."""

import io
import re

import pypdf


def pages_of(content):
    """Text of every page, no-break spaces as spaces."""
    return [
        page.extract_text().replace("\u00a0", " ")
        for page in pypdf.PdfReader(io.BytesIO(content)).pages
    ]


def whole(text):
    """The text in one line without hyphenation, to search in."""
    return re.sub(r"\s+", " ", re.sub(r"-\n", "", text))


def fonts_of(content):
    """Names of the fonts without the prefix of a subset."""
    return {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in pypdf.PdfReader(io.BytesIO(content)).pages
        for font in page["/Resources"]["/Font"].values()
    }


def orientations(content):
    """«wide» or «tall» for every page."""
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return ["wide" if box.width > box.height else "tall" for box in boxes]


def page_numbers(content):
    """Number printed over every page, None without one; what stands in a margin is read last."""
    found = [re.search(r"\n(\d+)(\s*ПРОЕКТ)?\s*$", text) for text in pages_of(content)]
    return [int(number[1]) if number else None for number in found]
