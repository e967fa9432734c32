"""Small PDF files for the training data: evidence and programmes."""

from functools import cache

from files.kinds import FileKind
from files.store import store_bytes
from lib.pdf import render

PAPER = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="print.css"></head><body><h1>{title}</h1>
<p>Учебный документ, все данные вымышлены.</p></body></html>"""


@cache
def content(title):
    """Bytes of a one-page paper; the same title is printed once."""
    return render(PAPER.format(title=title))


def keep(title, name, *, by):
    """A stored file with the paper."""
    return store_bytes(content(title), name, kind=FileKind.PDF, by=by)
