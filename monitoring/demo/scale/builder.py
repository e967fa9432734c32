"""The region as a whole."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django_scopes import scopes_disabled

from accounts.models import User
from lib.pdf import render
from monitoring.demo.people import LONG_AGO, MAILBOXES, PASSWORD
from monitoring.demo.scale.control import put_on_control
from monitoring.demo.scale.plans import make_plan
from monitoring.demo.scale.schools import make_support
from monitoring.demo.scale.towns import make_town
from schools.models import Region, Role, RoleKind

TODAY = datetime.date(2026, 10, 15)
PAPER = """<!doctype html><html lang="ru"><head><title>Учебный приказ</title></head>
<body><p>Учебные данные для замеров: текст приказа — на его странице.</p></body></html>"""


@dataclass(frozen=True)
class Size:
    """How much of everything; a checkpoint is a measure × a school of one year's plan."""

    municipalities: int = 100
    schools: int = 30
    measures: int = 40
    years: int = 5

    @property
    def checkpoints(self):
        return self.municipalities * self.schools * self.measures * self.years


def build_region(size, *, told=lambda municipality, done: None):
    """Build the region of the Size; `told(municipality, checkpoints so far)` after each town.

    One transaction a municipality: the database checks the references of its rows then and
    there, instead of keeping those of millions of rows in mind.
    """
    password_hash = make_password(PASSWORD)
    region = Region.objects.create(name="Учебная область", code="000")
    specialist = User.objects.create(
        email=f"{MAILBOXES[RoleKind.REGIONAL]}@okrug-001.example",
        name="Специалист региона, Учебная область",
        password=password_hash,
    )
    Role.objects.create(user=specialist, kind=RoleKind.REGIONAL, region=region, since=LONG_AGO)
    pdf, done = render(PAPER), 0
    for number in range(size.municipalities):
        with transaction.atomic(), scopes_disabled():
            town = make_town(
                region, number, schools=size.schools, today=TODAY, password_hash=password_hash
            )
            done += fill(town, size, pdf)
        told(town.municipality, done)
    look_over()


def fill(town, size, pdf):
    """Plans of the years until this one, on control, and what is kept about the schools.

    Returns the number of checkpoints.
    """
    done, years = 0, range(TODAY.year - size.years + 1, TODAY.year + 1)
    for year in years:
        rows = make_plan(town, year, measures=size.measures, pdf=pdf)
        done += put_on_control(town, rows, today=TODAY)
    make_support(town, years, today=TODAY, pdf=pdf)
    return done


def look_over():
    """Let the database count what it has: it plans queries by that."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("ANALYZE")
