"""PDF of a large report, made in the background."""

import datetime

from django_scopes import scope

from jobs.kinds import Kind, Outcome
from jobs.printing import print_large
from lib import pdf
from monitoring.reporting.asked import Asked
from monitoring.reporting.catalogue import KINDS
from monitoring.reporting.writing import Made, print_html
from schools.access import access_to
from schools.models import Municipality

CODE = "report-pdf"


def run(job, report):
    """Make the report of the job once more and print it; Outcome with the file."""
    access = access_of(job)
    with scope(municipality=[access.municipality.pk]):
        kind = KINDS[job.arguments["report"]]
        paper = kind.build(Asked.from_arguments(access, job.arguments)).paper()
    made_on = datetime.date.fromisoformat(job.arguments["made_on"])
    made = Made(access.municipality.department, job.asked_by.name, made_on)
    html = print_html(paper, made)
    content = print_large(html, report)
    return Outcome(data=content, name=f"{paper.file_name}.pdf", content_hash=pdf.fingerprint(html))


def is_allowed(job):
    """The asker may have the report at this moment."""
    access, kind = access_of(job), KINDS.get(job.arguments["report"])
    return bool(access and kind and kind.is_for(access))


def access_of(job):
    """Access of the asker to the municipality of the job, or None."""
    municipality = Municipality.objects.filter(slug=job.municipality_slug).first()
    return municipality and access_to(job.asked_by, municipality)


REPORT_PDF = Kind(run=run, is_allowed=is_allowed, seconds=90)
