"""manage.py import_roadmap FILE: what the plan in the file says, as JSON; and saves it."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_scopes import scope

from files import gate
from files.kinds import FileKind
from files.papers import Paper
from files.readers import read_file
from files.readers.pasted import read_pasted
from files.store import NotStored
from roadmaps.checking import check
from roadmaps.checking.papers import document_of_paper
from roadmaps.importing.operations import begin_from_file, begin_from_text, finish_import
from roadmaps.importing.outline import outline_of
from roadmaps.importing.progress import Progress
from roadmaps.importing.understanding import understand
from roadmaps.management.arguments import add_plan_arguments, municipality_of
from roadmaps.parties import match_parties
from roadmaps.parties.directory import Directory
from schools.models import School, SupportListing

TEXTS = {".tsv", ".txt", ".html", ".htm"}
NO_MUNICIPALITY = "Чтобы сохранить план, назовите муниципалитет: --municipality (или --dry-run)."
NO_PERIOD = "На какой период план, в файле не сказано. Укажите --plan 2024-09-01..2025-08-31."
NO_PLAN = "В файле нет таблицы, похожей на план мероприятий. Ничего не сохранено."
ALREADY = "Этот файл уже загружен, ничего не изменилось."


class Command(BaseCommand):
    """Exit code 2 on bad input; messages go to stderr, JSON alone to stdout."""

    help = "Читает план из файла Word, Excel или таблицы и печатает понятое как JSON."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=".docx, .xlsx, .tsv, .html")
        parser.add_argument("--municipality", default="", help="короткий адрес муниципалитета")
        parser.add_argument("--dry-run", action="store_true", help="только прочитать")
        add_plan_arguments(parser)

    def handle(self, *, file, municipality, plan, approved, dry_run, **options):
        if not file.is_file():
            raise CommandError(f"Нет такого файла: {file.name}", returncode=2)
        try:
            if dry_run:
                self.look(file, municipality, plan, approved)
                return
            self.save(file, municipality_of(municipality, NO_MUNICIPALITY), plan, approved)
        except (gate.Refused, NotStored) as refusal:
            raise CommandError(str(refusal), returncode=2) from None

    def look(self, file, municipality, plan, approved):
        """Read and print, nothing more; with a municipality its people and schools are matched."""
        paper = paper_of(file)
        reading = understand(paper, plan=plan, approved=approved)
        if municipality:
            found = municipality_of(municipality, NO_MUNICIPALITY)
            with scope(municipality=[found.pk]):
                directory = Directory.of(found)
            for _, measure in reading.measures:
                match_parties(measure.parties, directory)
        self.print(paper, reading, file)

    def print(self, paper, reading, file, **more):
        """The outline; its warnings are the doubts of the reading and what the checker says."""
        outline = outline_of(reading, file=file.name) | more
        findings = check(document_of_paper(paper, reading, title=file.name))
        outline["warnings"] += [asdict(finding) for finding in findings]
        json.dump(outline, self.stdout, ensure_ascii=False, indent=1)
        self.stdout.write("")

    def save(self, file, municipality, plan, approved):
        with scope(municipality=[municipality.pk]), transaction.atomic():
            plan_import = begin(file, municipality)
            progress = Progress(plan_import)
            if plan_import.roadmap_id:
                sys.stderr.write(ALREADY + "\n")
            else:
                self.finish(plan_import, progress, plan, approved)
            paper = Paper.from_json(plan_import.paper)
            self.print(paper, progress.reading, file, roadmap=plan_import.roadmap_id)

    def finish(self, plan_import, progress, plan, approved):
        """Save the plan as a draft roadmap."""
        if plan:
            plan_import.starts_on, plan_import.ends_on = plan
        plan_import.approved_on = approved or plan_import.approved_on
        if not progress.reading.measures:
            raise CommandError(NO_PLAN, returncode=2)
        if progress.period is None:
            raise CommandError(NO_PERIOD, returncode=2)
        title = " ".join(progress.reading.title.split())
        finish_import(
            plan_import,
            progress,
            name=(title or plan_import.name)[:250],
            schools=listed_schools(plan_import.municipality),
            seen_version=plan_import.version,
            by=None,
        )


def paper_of(file):
    """Paper in the file, by its extension."""
    if file.suffix.lower() in TEXTS:
        return read_pasted(text_of(file))
    return read_file(file, kind_of(file))


def begin(file, municipality):
    """PlanImport of the file; the one that exists when the file came before."""
    options = {"municipality": municipality, "by": None}
    if file.suffix.lower() in TEXTS:
        return begin_from_text(text_of(file), name=file.name, **options)
    with file.open("rb") as stream:
        return begin_from_file(File(stream, name=file.name), file, kind_of(file), **options)


def text_of(file):
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError("Текст не в кодировке UTF-8.", returncode=2) from None


def kind_of(file):
    """FileKind by the extension; the gate looks inside."""
    with file.open("rb") as stream:
        return FileKind(gate.inspect(file.name, stream))


def listed_schools(municipality):
    """Schools of the support lists today: they are the schools of the plan."""
    listings = SupportListing.objects.in_force(municipality.today())
    return School.objects.filter(municipality=municipality, listings__in=listings).distinct()
