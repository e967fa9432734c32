"""manage.py parse_responsible: who answers, one expression a line from stdin, as JSON lines."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope

from roadmaps.management.arguments import municipality_of
from roadmaps.parties import match_parties, read_responsible

NOT_TEXT = "Строка {number}: это не текст в кодировке UTF-8."


class Command(BaseCommand):
    """Exit code 2 on bad input; messages go to stderr, JSON alone to stdout."""

    help = "Читает из stdin слова об ответственных, по одному выражению в строке, и печатает JSON."
    # Without --municipality nothing is asked of the database.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--municipality",
            metavar="SLUG",
            help="короткий адрес муниципалитета: людей, органы и школы искать в нём",
        )

    def handle(self, *, municipality, **options):
        directory = None if municipality is None else self.directory(municipality)
        for text in lines():
            parties = read_responsible(text)
            if directory:
                match_parties(parties, directory)
            answer = {"text": text, "parties": [party.as_json() for party in parties]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def directory(self, slug):
        """Everyone whom the municipality knows."""
        from roadmaps.parties.directory import Directory

        municipality = municipality_of(slug, "Назовите муниципалитет: --municipality SLUG.")
        with scope(municipality=[municipality.pk]):
            return Directory.of(municipality)


def lines():
    """Lines of stdin without their ends; stdin need not be told that it is UTF-8."""
    for number, line in enumerate(getattr(sys.stdin, "buffer", sys.stdin), start=1):
        if isinstance(line, bytes):
            try:
                line = line.decode()
            except UnicodeDecodeError:
                raise CommandError(NOT_TEXT.format(number=number), returncode=2) from None
        yield line.lstrip("\ufeff").rstrip("\r\n")
