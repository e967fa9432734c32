"""PDF of a large roadmap, made in the background."""

from contextlib import suppress

from django.urls import reverse
from django_scopes import scope

from files.store import FileLost, open_stored
from jobs.kinds import Kind, Outcome, TryLater
from jobs.operations import ask, result_of
from lib import pdf
from roadmaps.models import Edition, Layout
from roadmaps.printing import edition_html
from schools.access import access_to
from schools.models import Municipality

CODE = "roadmap-pdf"
CHARACTERS_ON_PAGE = 2800  # 400 measures in five columns are 115 thousand on 41 pages
PATIENCE = 60  # seconds: nobody waits for it at a page


def pdf_of(edition, layout, html, *, by):
    """(bytes, None) when the same paper has been made before, by whomever; else (None, the Job)."""
    if made := result_of(CODE, pdf.fingerprint(html)):
        with suppress(FileLost), open_stored(made) as content:
            return content.read(), None
    arguments = {"edition": edition.pk, "layout": layout.code if layout else ""}
    slug = edition.municipality.slug
    return None, ask(
        CODE,
        arguments,
        title=f"PDF: {edition.roadmap}",
        back=reverse("roadmaps:edition-preview", args=[slug, edition.pk]),
        municipality_slug=slug,
        by=by,
    )


def run(job, report):
    """Print the edition of the job; Outcome with the file."""
    with scope(municipality=[Municipality.objects.get(slug=job.municipality_slug).pk]):
        edition = Edition.objects.select_related("roadmap__municipality", "annex__order").get(
            pk=job.arguments["edition"]
        )
        layout = Layout.objects.filter(code=job.arguments["layout"]).first()
        html = edition_html(edition, layout)
        name = f"{edition.roadmap}{' (проект)' if edition.is_draft else ''}.pdf"
    # WeasyPrint tells the pages as they are laid out; how many there will be is a guess.
    expected = max(1, len(html) // CHARACTERS_ON_PAGE)

    def tell(pages):
        report(pages, max(pages, expected), f"страница {pages} из примерно {max(pages, expected)}")

    try:
        content = pdf.render(html, patience=PATIENCE, report=tell)
    except pdf.Busy as refusal:
        raise TryLater(str(refusal)) from None
    return Outcome(data=content, name=name, content_hash=pdf.fingerprint(html))


def is_allowed(job):
    """The asker may see the edition at this moment."""
    municipality = Municipality.objects.filter(slug=job.municipality_slug).first()
    access = municipality and access_to(job.asked_by, municipality)
    if not access:
        return False
    with scope(municipality=[municipality.pk]):
        return Edition.objects.visible_to(access).filter(pk=job.arguments["edition"]).exists()


ROADMAP_PDF = Kind(run=run, is_allowed=is_allowed, seconds=90)
