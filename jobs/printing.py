"""PDF at a page: a small one at once, a large one by a job (docs/decisions/0016)."""

from contextlib import suppress

from django.shortcuts import redirect

from files.store import FileLost, open_stored
from jobs.kinds import TryLater
from jobs.operations import ask, result_of
from lib import pdf

CHARACTERS_ON_PAGE = 2800  # 400 measures in five columns are 115 thousand on 41 pages
PATIENCE = 60  # seconds: nobody waits for it at a page


def pdf_or_job(html, name, *, kind, **asked):
    """Response with the PDF of the HTML, or to the page of the job that makes it.

    `asked` is what jobs.operations.ask wants to know. Raises lib.pdf.NotPrinted.
    """
    pdf.refuse_large(html)
    content = pdf.render(html) if not pdf.is_large(html) else made_before(html, kind)
    if content is None:
        return redirect(ask(kind, **asked))
    return pdf.pdf_response(content, name)


def made_before(html, kind):
    """Bytes that a job of the kind has made from the same HTML, for whomever; else None."""
    if made := result_of(kind, pdf.fingerprint(html)):
        with suppress(FileLost), open_stored(made) as content:
            return content.read()
    return None


def print_large(html, report):
    """PDF of the HTML for a job; `report` tells of the pages as they are laid out.

    Raises lib.pdf.NotPrinted, TryLater when there was no place to print.
    """
    # How many pages there will be is a guess.
    expected = max(1, len(html) // CHARACTERS_ON_PAGE)

    def tell(pages):
        total = max(pages, expected)
        report(pages, total, f"страница {pages} из примерно {total}")

    try:
        return pdf.render(html, patience=PATIENCE, report=tell)
    except pdf.Busy as refusal:
        raise TryLater(str(refusal)) from None
