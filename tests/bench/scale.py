"""bin/bench scale: a region of 600 000 checkpoints on a PostgreSQL of its own.

Every page is measured as a ratio to the address that does nothing, twice: when the region has one
municipality, and when it has all. With DATABASE_URL set, a region built there before is measured.
"""

import argparse
import os
import time
from contextlib import contextmanager

import psycopg

from tests.bench.server import growth_of_export
from tests.private_postgres import private_postgres

REGISTER, BOARD = 8, 15  # ratios to the address that does nothing
# No promise is made for these, but they must not grow unseen: 1 200 lines on one page; a report,
# which reads histories; the comparison, which counts 600 000 rows anew.
PLAN, REPORT, COMPARISON = 30, 60, 400
GROWTH = 1.5
BUILD_SECONDS = 600
EXPORT_MB = 100
# A municipality with so many schools has 10 000 checkpoints.
LARGE = 50


@contextmanager
def database():
    """Address of the database to measure: a given one, or a new one of our own."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    # A quarter of a small server's memory, as PostgreSQL itself advises.
    with private_postgres(shared_buffers="1GB") as address:
        with psycopg.connect(address.replace("/opora?", "/postgres?"), autocommit=True) as server:
            server.execute("CREATE DATABASE opora")
        yield address


def size_of(arguments):
    """The Size that the options say; the full one without them."""
    from monitoring.demo.scale.builder import Size

    parser = argparse.ArgumentParser("bin/bench scale")
    for name, default in vars(Size()).items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return Size(**vars(parser.parse_args(arguments)))


def measures(arguments):
    """Yield (name, measure) as they are made."""
    size = size_of(arguments)
    from schools.models import Municipality

    former = {}
    if not Municipality.objects.exists():
        yield "scale-build", measured_build(size, former)
    for name, (ask, limit) in pages().items():
        yield name, compared(ask(limit), former.get(name))
    for name in ("scale-register", "scale-dashboard-coordinator"):
        if name in former:
            yield f"{name}-growth", growth(name, pages()[name], former[name])
    yield "scale-export", export()


def measured_build(size, former):
    """Build the region; fill `former` with the measures of its first municipality."""
    from monitoring.demo.scale.builder import build_region, look_over
    from roadmaps.layouts import install_layouts
    from schools.calendars import install_calendar

    install_layouts()
    install_calendar()
    spent = [0.0]

    def told(municipality, done):
        if former:
            return
        began = time.monotonic()
        look_over()
        former.update({name: ask(limit) for name, (ask, limit) in pages().items()})
        spent[0] += time.monotonic() - began

    began = time.monotonic()
    build_region(size, told=told)
    seconds = time.monotonic() - began - spent[0]
    return {
        "ratio": round(seconds, 1),
        "limit": BUILD_SECONDS,
        "detail": {"unit": "seconds", "checkpoints": size.checkpoints},
    }


def compared(measure, former):
    """The measure; over its limit when the number of queries has grown with the rows."""
    if former:
        measure["detail"]["queries_before"] = former["detail"]["queries"]
        if measure["detail"]["queries"] > former["detail"]["queries"]:
            measure["ratio"] = float("inf")
    return measure


def growth(name, page, former):
    """Ratio of the ratios: from one municipality to all of them."""
    ask, limit = page
    measure = ask(limit)
    return {
        "ratio": round(measure["ratio"] / former["ratio"], 2),
        "limit": GROWTH,
        "detail": {"before": former["ratio"], "now": measure["ratio"]},
    }


def pages():
    """{name: (function of a limit that measures the page, the limit)}."""
    from monitoring.reporting.catalogue import KINDS

    found = {}

    def page(name, role, view, limit, number=None, query=None):
        query = query or (lambda place: "")
        found[f"scale-{name}"] = (lambda limit: ask(role, view, limit, number, query), limit)

    page("register", "koordinator", "monitoring:checkpoint-list", REGISTER)
    page(
        "register-filtered",
        "koordinator",
        "monitoring:checkpoint-list",
        REGISTER,
        query=lambda place: "overdue=on",
    )
    page(
        "register-words",
        "koordinator",
        "monitoring:checkpoint-list",
        BOARD,
        query=lambda place: "search=семинар",
    )
    for role, mailbox in (
        ("head", "nachalnik"),
        ("coordinator", "koordinator"),
        ("director", "direktor"),
    ):
        page(f"dashboard-{role}", mailbox, "monitoring:dashboard", BOARD)
        page(f"work-{role}", mailbox, "monitoring:work", BOARD)
    page("region", "region", "region", BOARD)
    page("region-comparison", "region", "region-report:comparison", COMPARISON)
    page("roadmap-list", "koordinator", "monitoring:roadmap-list", BOARD)
    page("roadmap", "koordinator", "monitoring:roadmap", PLAN, roadmap)
    page("matrix", "koordinator", "monitoring:matrix", BOARD, roadmap)
    page("timeline", "koordinator", "monitoring:timeline", BOARD, roadmap)
    page("calendar", "koordinator", "monitoring:calendar", BOARD)
    page("feed", "koordinator", "monitoring:feed", REGISTER)
    page("moves", "koordinator", "monitoring:move-list", REGISTER)
    page("schools", "koordinator", "schools:school-list", REGISTER)
    page("card", "koordinator", "monitoring:checkpoint", REGISTER, checkpoint)
    for name, view in SCHOOL_REGISTERS.items():
        page(name, "koordinator", view, REGISTER)
    page("risks", "koordinator", "monitoring:risk-list", BOARD)
    page("visit-quarter", "koordinator", "monitoring:visit-quarter", BOARD)
    page("school-card", "koordinator", "monitoring:school", BOARD, school)
    for code in KINDS:
        query = CONDITIONS.get(code)
        page(f"report-{code}", "koordinator", "monitoring:report", REPORT, code, query)
    return found


SCHOOL_REGISTERS = {
    "listings": "schools:listing-list",
    "listing-moves": "schools:listing-move-list",
    "partnerships": "schools:partnership-list",
    "tutors": "schools:tutor-list",
    "programmes": "schools:programme-list",
    "conclusions": "schools:conclusion-list",
    "visits": "monitoring:visit-list",
    "consultations": "monitoring:consultation-list",
    "exam-results": "monitoring:exam-result-list",
}


def this_year(place):
    """Conditions of a report: the dates of this year's plan."""
    from roadmaps.models import Roadmap

    plan = Roadmap.objects.filter(municipality=place).latest("starts_on")
    return f"first={plan.starts_on}&last={plan.ends_on}"


CONDITIONS = {
    "progress": lambda place: f"roadmap={roadmap(place)}",
    "school": lambda place: f"school={school(place)}",
    "executors": this_year,
    "moves": this_year,
}


def school(place):
    """The first one."""
    from schools.models import School

    return School.objects.filter(municipality=place).first().pk


def roadmap(place):
    """The plan of this year."""
    from roadmaps.models import Roadmap

    return Roadmap.objects.filter(municipality=place).latest("starts_on").pk


def checkpoint(place):
    """One that has a history."""
    from monitoring.models import Checkpoint

    return Checkpoint.objects.filter(municipality=place, state="accepted").first().pk


def ask(mailbox, view, limit, number, query):
    """The measure of a page of the first municipality, or of the region, as the person sees it."""
    from django.urls import reverse

    from accounts.models import User
    from schools.models import Municipality
    from tests.bench.measures import Visitor, against_hello

    place = Municipality.objects.order_by("slug").first()
    visitor = Visitor(place, User.objects.get(email=f"{mailbox}@{place.slug}.example"))
    arguments = [] if view.startswith("region") else [place.slug]
    if number:
        arguments.append(number(place) if callable(number) else number)
    url = reverse(view, args=arguments)
    conditions = query(place)
    return against_hello(visitor, f"{url}?{conditions}" if conditions else url, limit)


def export():
    """Growth of the web process, MB, that serves XLSX of 10 000 rows."""
    from monitoring.demo.scale import builder
    from monitoring.demo.scale.towns import make_town
    from schools.models import Municipality

    slug = "okrug-901"
    if not Municipality.objects.filter(slug=slug).exists():
        region = Municipality.objects.first().region
        town = make_town(region, 900, schools=LARGE, today=builder.TODAY, password_hash="!")
        builder.fill(town, builder.Size(), builder.render(builder.PAPER))
    rows, megabytes, seconds = growth_of_export(Municipality.objects.get(slug=slug))
    return {
        "ratio": megabytes,
        "limit": EXPORT_MB,
        "detail": {"unit": "MB of memory", "rows": rows, "seconds": seconds},
    }
