"""Nothing that a person has typed becomes a formula in any table that the product gives (C9).

Every text of the world begins as a formula does; then every address is asked, and whatever comes
as a book, a CSV or an archive with one is looked into. A new export is found by itself.
"""

import csv
import io
import re
import zipfile

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from accounts.access import IN_ROLE, registry
from documents.models import AnnexRow
from monitoring.reporting.catalogue import KINDS
from schools.models import RoleKind
from tests.addresses import OTHER_ARGUMENTS, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]

APPS = ("accounts", "files", "schools", "documents", "roadmaps", "monitoring")
STARTS = ("=1+", "+1", "-1", "@SUM(", "\t=", "\r=")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# Not typed by a person as it stands: addresses, the frozen text of an order, templates of numbers.
SPARED = re.compile(r"slug|zone|email|password|html|template|query")
# A code of a few letters holds no formula, and would be cut to another one's.
SHORT = 10
# Codes of the product have no Russian letter, what people write has.
WRITTEN = "[А-Яа-яЁё]"


def texts(model):
    """Text fields of the model that a person fills in words."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        is_short = field.unique or (field.max_length or SHORT) < SHORT
        if is_text and not field.choices and not is_short and not SPARED.search(field.name):
            yield field


def make_dangerous():
    """Put the beginning of a formula before every text; returns how many columns were written."""
    written = 0
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            for field in texts(model):
                start = Value(STARTS[written % len(STARTS)])
                text = Concat(start, F(field.name), output_field=models.TextField())
                value = Left(text, field.max_length) if field.max_length else text
                rows = models.QuerySet(model).filter(**{f"{field.name}__regex": WRITTEN})
                written += bool(rows.update(**{field.name: value}))
    models.QuerySet(AnnexRow).update(cells=[f"{start}1" for start in STARTS[:3]])
    return written


def every_address(world):
    """(role, address) of everything that may be asked for by GET; reports in every kind."""
    place = world.own
    for name, rule in registry().items():
        if rule.kind != IN_ROLE or not (roles := rule.allowed("GET")):
            continue
        first = (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR, RoleKind.DIRECTOR)
        role = next((kind for kind in first if kind in roles), min(roles))
        yield role, url(name, place, place)
        if "form" in OTHER_ARGUMENTS.get(name, {}) and name != "monitoring:report-file":
            kwargs = {"municipality": place.municipality.slug, **OTHER_ARGUMENTS[name]}
            kwargs |= {"pk": place.pk["school"], "form": "xlsx"}
            yield role, reverse(name, kwargs=kwargs)
    for code in KINDS:
        kwargs = {"municipality": place.municipality.slug, "code": code, "form": "xlsx"}
        yield RoleKind.COORDINATOR, reverse("monitoring:report-file", kwargs=kwargs)
    yield RoleKind.REGIONAL, reverse("region-report:comparison-file", args=["xlsx"])


def books_in(body):
    """The books of the body: itself, or what stands in the archive."""
    if not body.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            yield (
                archive.read("xl/workbook.xml"),
                [
                    archive.read(name)
                    for name in names
                    if name.startswith(("xl/worksheets/", "xl/sharedStrings"))
                ],
            )
        elif "word/document.xml" not in names:
            for name in names:
                yield from books_in(archive.read(name))


def formulas_in(sheets):
    """Cells that Excel would count, read as they are written."""
    return [found for sheet in sheets for found in re.findall(rb"<f[ />][^<]{0,60}", sheet)]


def formulas_in_csv(body):
    rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if cell.startswith(DANGEROUS)]


@pytest.fixture
def _nothing_is_printed(monkeypatch):
    """Only tables are looked into: pages stay empty, and so does what is printed."""
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    monkeypatch.setattr("lib.press.print_html", lambda html, *args, **kwargs: ("ok", b"%PDF-1.7"))


@pytest.mark.usefixtures("_nothing_is_printed")
def test_no_table_of_the_product_has_a_formula(world):
    assert make_dangerous() > 40
    clients, seen, found, typed = {}, set(), {}, 0
    for role, address in every_address(world):
        if role not in clients:
            clients[role] = Client(raise_request_exception=False)
            clients[role].force_login(world.user_as(role))
        response = clients[role].get(address)
        body = b"".join(response) if response.streaming else response.content
        if response.headers.get("Content-Type", "").startswith("text/csv"):
            seen.add(address)
            found[address] = formulas_in_csv(body)
        for _, sheets in books_in(body):
            seen.add(address)
            found[address] = formulas_in(sheets)
            typed += sum(len(re.findall(rb"<t[^>]*>[=+@-]", sheet)) for sheet in sheets)
    exports = {url(n, world.own, world.own) for n in registry() if n.endswith("-export")}
    assert exports <= seen
    assert len(seen) >= len(exports) + len(KINDS)
    assert typed > 30  # what was typed has come into the tables
    assert {address: cells for address, cells in found.items() if cells} == {}


def test_the_search_sees_a_formula_where_there_is_one():
    """The twin: a cell that was written past lib/excel.py."""
    from openpyxl import Workbook

    book, stream = Workbook(), io.BytesIO()
    book.active["A1"] = "=1+1"
    book.save(stream)
    ((_, sheets),) = books_in(stream.getvalue())
    assert formulas_in(sheets) != []
    assert formulas_in_csv("а;б\n=1+1".encode()) != []
