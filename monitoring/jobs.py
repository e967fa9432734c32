"""PDF of a view of a plan in force: at once, or in the background when it is large."""

from contextlib import contextmanager

from django.urls import reverse
from django_scopes import scope

from accounts.audit import record
from accounts.models import AuditVerb
from jobs.kinds import Kind, Outcome
from jobs.printing import pdf_or_job, print_large
from lib import pdf
from lib.permissions import NotNow
from monitoring.in_force import Seen, edition_in_force, filter_of
from monitoring.matrix_paper import matrix_html
from monitoring.timeline import timeline_html
from roadmaps.models import Roadmap
from schools.access import access_to
from schools.models import Municipality

CODE = "view-pdf"
# What may be printed: name of the page → (its title, HTML of what a person sees there).
PRINTS = {"matrix": ("Матрица", matrix_html), "timeline": ("Хронология", timeline_html)}


def printed(view, pk, request):
    """Response with the PDF of the view by the filter of the address, or to its job."""
    _, edition = edition_in_force(request, pk)
    if edition is None:
        raise NotNow("Карта сейчас не действует, печатать нечего.")
    title, html_of = PRINTS[view]
    query = request.GET.urlencode()
    html = html_of(request, edition, filter_of(request, edition, query))
    record(AuditVerb.PRINT, edition, by=request.user, changes={"вид": title})
    access, slug = request.access, request.municipality.slug
    return pdf_or_job(
        html,
        f"{title} {edition.roadmap}.pdf",
        kind=CODE,
        arguments={
            "view": view,
            "roadmap": pk,
            "query": query,
            "schools": None if access.sees_everything else sorted(access.school_ids),
        },
        title=f"PDF: {title.lower()} «{edition.roadmap}»",
        back=reverse(f"monitoring:{view}", args=[slug, pk]),
        municipality_slug=slug,
        by=request.user,
    )


def run(job, report):
    """Print the view as the one who asked sees it; Outcome with the file."""
    asked = job.arguments
    title, html_of = PRINTS[asked["view"]]
    with place_of(job) as seen:
        _, edition = edition_in_force(seen, asked["roadmap"])
        if edition is None:
            raise NotNow("Карта больше не действует, печатать нечего.")
        html = html_of(seen, edition, filter_of(seen, edition, asked["query"]))
        name = f"{title} {edition.roadmap}.pdf"
    content = print_large(html, report)
    return Outcome(data=content, name=name, content_hash=pdf.fingerprint(html))


@contextmanager
def place_of(job):
    """Scope of the job's municipality and what its asker sees there; access may be None."""
    municipality = Municipality.objects.get(slug=job.municipality_slug)
    with scope(municipality=[municipality.pk]):
        yield Seen(municipality, access_to(job.asked_by, municipality))


def is_allowed(job):
    """The asker may still see the roadmap, and all the schools that stand in the paper."""
    with place_of(job) as seen:
        access, schools = seen.access, job.arguments["schools"]
        if access is None:
            return False
        is_seen = Roadmap.objects.visible_to(access).filter(pk=job.arguments["roadmap"]).exists()
        sees_schools = schools is not None and access.school_ids >= set(schools)
        return is_seen and (access.sees_everything or sees_schools)


VIEW_PDF = Kind(run=run, is_allowed=is_allowed, seconds=90)
