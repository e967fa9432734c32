"""manage.py check_document: what the checker says of an order, a roadmap or a file, as JSON."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope, scopes_disabled

from documents.models import Order
from files import gate
from files.jail import Busy
from files.kinds import FileKind
from files.readers import read_file
from roadmaps.checking import check
from roadmaps.checking.papers import document_of_paper
from roadmaps.checking.records import document_of_edition, document_of_order, facts_of
from roadmaps.importing.understanding import understand
from roadmaps.management.arguments import municipality_of
from roadmaps.models import Edition, EditionState


class Command(BaseCommand):
    """Exit code 2 on bad input; messages go to stderr, JSON alone to stdout."""

    help = "Проверяет приказ, дорожную карту или файл и печатает замечания как JSON."

    def add_arguments(self, parser):
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument("--order", type=int, metavar="ID", help="приказ с приложениями")
        target.add_argument("--roadmap", type=int, metavar="ID", help="дорожная карта")
        target.add_argument("--file", type=Path, metavar="FILE", help="файл .docx или .xlsx")
        parser.add_argument("--municipality", default="", help="чей файл: сверить со справочниками")

    def handle(self, *, order, roadmap, file, municipality, **options):
        if order is not None:
            document, findings = check_order(order)
        elif roadmap is not None:
            document, findings = check_roadmap(roadmap)
        else:
            document, findings = check_file(file, municipality)
        outline = {"document": document, "findings": [asdict(one) for one in findings]}
        self.stdout.write(json.dumps(outline, ensure_ascii=False, indent=1))


def check_order(pk):
    """(name, findings) of the order."""
    with scopes_disabled():
        order = Order.objects.select_related("municipality__region").filter(pk=pk).first()
    if order is None:
        raise CommandError(f"Нет такого приказа: {pk}", returncode=2)
    with scope(municipality=[order.municipality_id]):
        return str(order), check(document_of_order(order))


def check_roadmap(pk):
    """(name, findings) of the roadmap: of its draft, else of the edition in force."""
    with scopes_disabled():
        editions = list(
            Edition.objects.filter(roadmap=pk).select_related(
                "roadmap__municipality__region", "annex__order"
            )
        )
    if not editions:
        raise CommandError(f"Нет такой дорожной карты: {pk}", returncode=2)
    states = [EditionState.DRAFT, EditionState.APPROVED, EditionState.SUPERSEDED]
    edition = min(editions, key=lambda one: (states.index(one.state), -one.number))
    with scope(municipality=[edition.roadmap.municipality_id]):
        return str(edition), check(document_of_edition(edition))


def check_file(path, slug):
    """(name, findings) of a Word or Excel file."""
    if not path.is_file():
        raise CommandError(f"Нет такого файла: {path.name}", returncode=2)
    try:
        with path.open("rb") as stream:
            kind = FileKind(gate.inspect(path.name, stream))
        paper = read_file(path, kind)
    except (gate.Refused, Busy) as refusal:
        raise CommandError(str(refusal), returncode=2) from None
    municipality = None
    if slug:
        found = municipality_of(slug, "")
        with scope(municipality=[found.pk]):
            municipality = facts_of(found)
    reading = understand(paper)
    document = document_of_paper(paper, reading, title=path.name, municipality=municipality)
    return path.name, check(document)
