"""Do the pages open at which schools have put their programmes: a job, off by default.

It asks only the addresses that schools have entered, and tells what it has seen beside them. That
the right document stands there, a person says (publishing.check).
"""

import time

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django_scopes import scope

from jobs.kinds import Kind, Outcome
from jobs.operations import ask
from lib.permissions import NotNow
from lib.sites import answer_of
from schools.access import access_to
from schools.models import Municipality, ProgrammeState, Publication
from schools.permissions import can_check_links

CODE = "site-links"
MOST = 200  # addresses in one job, those looked at longest ago first
# Then it writes down what it has: the job's own limit would throw the answers away. What was not
# asked comes first the next time.
ASK_SECONDS = 600
OFF = "Проверка ссылок на этом сервере выключена. Откройте страницу и посмотрите сами."
PUBLISHED = (ProgrammeState.APPROVED, ProgrammeState.PUBLISHED)


def ask_for_links(municipality, *, by):
    """The job that looks at the pages of the municipality's schools; NotNow when it is off."""
    if not settings.CHECK_LINKS:
        raise NotNow(OFF)
    return ask(
        CODE,
        {},
        title="Открываются ли страницы программ на сайтах школ",
        back=page_of(municipality.slug),
        municipality_slug=municipality.slug,
        by=by,
    )


def page_of(slug):
    return reverse("schools:publication-list", args=[slug])


def run(job, report):
    """Outcome that writes down the answers; each address is asked once, while there is time."""
    if not settings.CHECK_LINKS:
        raise NotNow(OFF)
    municipality = Municipality.objects.get(slug=job.municipality_slug)
    with scope(municipality=[municipality.pk]):
        placed = Publication.objects.filter(programme__state__in=PUBLISHED)
        placed = placed.order_by(F("answered_at").asc(nulls_first=True), "pk").values_list(
            "pk", "address"
        )
        placed = list(placed[:MOST])
    answers, end_at = [], time.monotonic() + ASK_SECONDS
    for number, (pk, address) in enumerate(placed, start=1):
        if time.monotonic() > end_at:
            break
        report(number, len(placed), f"страница {number} из {len(placed)}")
        answers.append((pk, address, answer_of(address)))
    return Outcome(address=page_of(municipality.slug), write=lambda stored: keep(answers))


def keep(answers):
    """Write the answers down, but for addresses that have changed meanwhile."""
    for pk, address, answer in answers:
        rows = Publication._base_manager.filter(pk=pk, address=address)
        rows.update(opens=answer.opens, answer=answer.words, answered_at=Now())


def is_allowed(job):
    """The asker still looks after the sites of the schools there."""
    municipality = Municipality.objects.get(slug=job.municipality_slug)
    access = access_to(job.asked_by, municipality)
    return access is not None and can_check_links(access)


SITE_LINKS = Kind(run=run, is_allowed=is_allowed, seconds=1200)
