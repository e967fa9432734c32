"""manage.py parse_deadline: deadlines from stdin, one a line, to their meaning as JSON lines."""

import json

from django.core.management.base import BaseCommand

from roadmaps.deadlines import read_deadline
from roadmaps.management.arguments import add_plan_arguments
from roadmaps.management.commands.parse_responsible import lines


class Command(BaseCommand):
    """Exit code 2 on bad input; messages go to stderr, JSON alone to stdout."""

    help = "Читает из stdin сроки, по одному выражению в строке, и печатает их смысл как JSON."
    # Nothing is asked of the database.
    requires_system_checks = ()

    def add_arguments(self, parser):
        add_plan_arguments(parser)

    def handle(self, *, plan, approved, **options):
        for text in lines():
            answer = read_deadline(text, plan, approved).as_json()
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
