"""What bin/bench measures."""

import gc
import statistics
import time
from pathlib import Path

from django.db import connection
from django.test.client import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from schools.models import RoleKind
from tests.bench import pages
from tests.factories import make_user_as

ROUNDS = 60


class Visitor:
    """A signed-in coordinator who asks for pages."""

    def __init__(self, municipality):
        self.municipality = municipality
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(make_user_as(RoleKind.COORDINATOR, municipality))

    def url(self, name, *args):
        return reverse(name, args=[self.municipality.slug, *args])

    def seconds(self, url):
        """Time of one answer."""
        start = time.perf_counter()
        response = self.client.get(url)
        elapsed = time.perf_counter() - start
        if response.status_code != 200:
            raise SystemExit(f"{url}: ответ {response.status_code}")
        return elapsed

    def queries(self, url):
        """SQL statements of one answer."""
        with CaptureQueriesContext(connection) as captured:
            self.client.get(url)
        return len(captured)


def against_hello(visitor, url, limit):
    """Median of the page ÷ median of the address that does nothing, asked in turn."""
    hello = visitor.url("hello")
    for _ in range(5):
        visitor.seconds(hello), visitor.seconds(url)
    pairs = [(visitor.seconds(hello), visitor.seconds(url)) for _ in range(ROUNDS)]
    base, page = (statistics.median(times) for times in zip(*pairs, strict=True))
    return {
        "ratio": round(page / base, 2),
        "limit": limit,
        "detail": {
            "hello_ms": round(base * 1000, 2),
            "page_ms": round(page * 1000, 2),
            "queries": visitor.queries(url),
            "database": connection.vendor,
        },
    }


def register():
    """The register of control: 50 rows of 300."""
    municipality = pages.municipality_with_checkpoints(measures=60, schools=5)
    visitor = Visitor(municipality)
    return against_hello(visitor, visitor.url("monitoring:checkpoint-list"), 8)


def roadmap():
    """The roadmap page: 40 measures × 5 schools."""
    municipality = pages.municipality_with_checkpoints(measures=40, schools=5)
    visitor = Visitor(municipality)
    plan = municipality_roadmap(municipality)
    measure = against_hello(visitor, visitor.url("monitoring:roadmap", plan.pk), 15)
    if measure["detail"]["queries"] > 15:
        measure["ratio"] = float("inf")
    return measure


def municipality_roadmap(municipality):
    from roadmaps.models import Roadmap

    with scope(municipality=[municipality.pk]):
        return Roadmap.objects.get()


def pdf():
    """PDF of a plan of 40 rows ÷ WeasyPrint alone on the same HTML, both warm."""
    from weasyprint import CSS, HTML

    from lib.pdf import PRINT_CSS, render

    with scopes_disabled():
        html = pages.plan_html(measures=40)
    base_url = str(Path(PRINT_CSS).parent) + "/"

    def bare():
        HTML(string=html, base_url=base_url).write_pdf(
            stylesheets=[CSS(filename=PRINT_CSS)], pdf_variant="pdf/a-3a"
        )

    ours, theirs = [], []
    for _ in range(6):
        ours.append(timed(lambda: render(html)))
        theirs.append(timed(bare))
    base, own = statistics.median(theirs[1:]), statistics.median(ours[1:])
    return {
        "ratio": round(own / base, 2),
        "limit": 1.3,
        "detail": {"weasyprint_s": round(base, 3), "ours_s": round(own, 3)},
    }


def timed(work):
    """Seconds of one call, with the garbage of the former one swept first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


MEASURES = {"register": register, "roadmap": roadmap, "pdf": pdf}
