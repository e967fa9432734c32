"""What bin/bench measures."""

import gc
import statistics
import threading
import time

from django.db import connection
from django.test.client import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from schools.models import RoleKind
from tests.bench import pages
from tests.bench.crashes import crashes
from tests.bench.hostile import hostile
from tests.bench.reading import reading
from tests.factories import make_user_as

ROUNDS = 60
# A page that takes so many seconds is asked a few times only.
SLOW, FEW = 2, 3


class Visitor:
    """Somebody signed in who asks for pages; a new coordinator, unless a user is given."""

    def __init__(self, municipality, user=None):
        self.municipality = municipality
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(user or make_user_as(RoleKind.COORDINATOR, municipality))

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
    rounds = ROUNDS if visitor.seconds(url) < SLOW else FEW
    for _ in range(min(5, rounds)):
        visitor.seconds(hello), visitor.seconds(url)
    pairs = [(visitor.seconds(hello), visitor.seconds(url)) for _ in range(rounds)]
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


def schools():
    """The register of schools: 50 rows of 60."""
    municipality = pages.municipality_with_schools(60)
    visitor = Visitor(municipality)
    return against_hello(visitor, visitor.url("schools:school-list"), 8)


def roadmap():
    """The roadmap page: 40 measures × 5 schools."""
    municipality = pages.municipality_with_checkpoints(measures=40, schools=5)
    visitor = Visitor(municipality)
    plan = municipality_roadmap(municipality)
    measure = against_hello(visitor, visitor.url("monitoring:roadmap", plan.pk), 15)
    if measure["detail"]["queries"] > 15:
        measure["ratio"] = float("inf")
    return measure


def dashboard():
    """The dashboard of 6 000 checkpoints: 200 measures × 30 schools."""
    municipality = pages.municipality_with_checkpoints(measures=200, schools=30)
    visitor = Visitor(municipality)
    return against_hello(visitor, visitor.url("monitoring:dashboard"), 15)


def matrix():
    """The matrix: 30 schools × 40 measures."""
    municipality = pages.municipality_with_checkpoints(measures=40, schools=30)
    visitor = Visitor(municipality)
    plan = municipality_roadmap(municipality)
    return against_hello(visitor, visitor.url("monitoring:matrix", plan.pk), 15)


def municipality_roadmap(municipality):
    from roadmaps.models import Roadmap

    with scope(municipality=[municipality.pk]):
        return Roadmap.objects.get()


def pdf():
    """PDF of a plan of 40 rows ÷ WeasyPrint alone on the same HTML, both warm."""
    from weasyprint import HTML

    from lib.pdf import VARIANT, render
    from lib.pdf_sources import PRINT_DIR

    html = pages.plan_html(measures=40)
    base_url = f"{PRINT_DIR.as_uri()}/"

    def bare():
        HTML(string=html, base_url=base_url).write_pdf(pdf_variant=VARIANT)

    render(html), bare()
    pairs = [(timed(lambda: render(html)), timed(bare)) for _ in range(6)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    return {
        "ratio": round(ours / theirs, 2),
        "limit": 1.3,
        "detail": {"weasyprint_s": round(theirs, 3), "ours_s": round(ours, 3)},
    }


def docx():
    """Word file of a plan of 40 rows ÷ WeasyPrint alone on the same HTML, both warm."""
    from weasyprint import HTML

    from documents.word import docx as convert
    from lib.pdf_sources import PRINT_DIR

    html = pages.plan_html(measures=40)
    base_url = f"{PRINT_DIR.as_uri()}/"

    def bare():
        HTML(string=html, base_url=base_url).write_pdf()

    convert(html), bare()
    pairs = [(timed(lambda: convert(html)), timed(bare)) for _ in range(6)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    start = time.process_time()
    convert(html)
    return {
        "ratio": round(ours / theirs, 2),
        "limit": 0.3,
        "detail": {"processor_s": round(time.process_time() - start, 3)},
    }


def background():
    """The register of control while a plan of 400 rows is printed ÷ the same page alone."""
    from lib.pdf import render

    municipality = pages.municipality_with_checkpoints(measures=60, schools=5)
    visitor = Visitor(municipality)
    page = visitor.url("monitoring:checkpoint-list")
    html = pages.plan_html(measures=400)
    alone = statistics.median(visitor.seconds(page) for _ in range(ROUNDS))
    printing = threading.Thread(target=render, args=(html,))
    printing.start()
    busy = []
    while printing.is_alive():
        busy.append(visitor.seconds(page))
    return {
        "ratio": round(statistics.median(busy) / alone, 2),
        "limit": 1.2,
        "detail": {"alone_ms": round(alone * 1000, 2), "pages": len(busy)},
    }


def timed(work):
    """Seconds of one call, with the garbage of the former one swept first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


MEASURES = {
    "hostile": hostile,
    "crashes": crashes,
    "register": register,
    "schools": schools,
    "roadmap": roadmap,
    "dashboard": dashboard,
    "matrix": matrix,
    "pdf": pdf,
    "docx": docx,
    "background": background,
    "reading": reading,
}
