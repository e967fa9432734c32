"""PDF of a large roadmap, made in the background."""

from django_scopes import scope

from jobs.kinds import Kind, Outcome
from jobs.printing import print_large
from lib import pdf
from roadmaps.models import Edition, Layout
from roadmaps.printing import edition_html
from schools.access import access_to
from schools.models import Municipality

CODE = "roadmap-pdf"


def run(job, report):
    """Print the edition of the job; Outcome with the file."""
    with scope(municipality=[Municipality.objects.get(slug=job.municipality_slug).pk]):
        edition = Edition.objects.select_related("roadmap__municipality", "annex__order").get(
            pk=job.arguments["edition"]
        )
        layout = Layout.objects.filter(code=job.arguments["layout"]).first()
        html = edition_html(edition, layout)
        name = f"{edition.roadmap}{' (проект)' if edition.is_draft else ''}.pdf"
    content = print_large(html, report)
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
