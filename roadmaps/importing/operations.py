"""Writes of an import: begin, say what was understood wrongly, save the plan."""

import hashlib
import json

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from files import gate
from files.readers import read_file
from files.readers.pasted import read_pasted
from files.store import store
from lib.permissions import NotNow
from roadmaps.importing.saving import save_plan
from roadmaps.models import PlanImport

# The page shows a choice for every row; the form must hold them all.
MOST_ROWS = 1500
TOO_MANY_ROWS = (
    f"В файле больше {MOST_ROWS} строк таблиц. Оставьте в нём один план или разделите его на части."
)
MOST_IN_JOURNAL = 2000
PASTED_NAME = "Таблица из буфера обмена"


class Saved(NotNow):
    """The plan is a roadmap already; «Вернуться» leads there."""

    def __init__(self):
        super().__init__("План из этого файла уже сохранён. Правьте его в редакторе.")


@transaction.atomic
def begin_from_file(upload, path, kind, *, municipality, by):
    """PlanImport of the Word or Excel file at the path; the one that exists when it came before.

    Raises files.gate.Refused, files.jail.Busy and files.store.NotStored with reasons for a person.
    """
    digest = digest_of(upload)
    if known := PlanImport.objects.filter(municipality=municipality, digest=digest).first():
        return known
    paper = read_file(path, kind)
    source = store(upload, by=by)
    return begin(paper, digest, source.name, source=source, municipality=municipality, by=by)


@transaction.atomic
def begin_from_text(text, *, municipality, by, name=PASTED_NAME):
    """PlanImport of a pasted table; the one that exists when the same text came before."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if known := PlanImport.objects.filter(municipality=municipality, digest=digest).first():
        return known
    paper = read_pasted(text)
    return begin(paper, digest, name, source=None, municipality=municipality, by=by)


def begin(paper, digest, name, *, source, municipality, by):
    """Save the paper as it was read; raises files.gate.Refused when it is no single plan."""
    if sum(len(table.rows) for table in paper.tables) > MOST_ROWS:
        raise gate.Refused(TOO_MANY_ROWS)
    plan_import = PlanImport.objects.create(
        municipality=municipality,
        name=name,
        source=source,
        digest=digest,
        paper=paper.as_json(),
        created_by=by,
    )
    record(AuditVerb.CREATE, plan_import, by=by)
    return plan_import


def digest_of(upload):
    """SHA-256 of the uploaded bytes."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


@transaction.atomic
def change_import(plan_import, fields, *, seen_version, by):
    """Save what a person has said of the reading; raises Saved or lib.versions.Conflict."""
    hold_unsaved(plan_import)
    plan_import.save_changes(fields, seen_version=seen_version)
    changes = {name: ["", in_words(getattr(plan_import, name))] for name in fields}
    record(AuditVerb.CHANGE, plan_import, by=by, changes=changes)


def in_words(value):
    """The value as the journal keeps it; a paper's corrections may be long."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value or "")
    return text[:MOST_IN_JOURNAL]


@transaction.atomic
def finish_import(plan_import, progress, *, name, schools, seen_version, by):
    """The plan as a draft roadmap: everything or nothing; returns its edition.

    `progress` is the Progress that the person has seen. Raises Saved when it was saved before and
    lib.versions.Conflict when somebody has changed the reading meanwhile.
    """
    hold_unsaved(plan_import)
    edition = save_plan(
        progress.reading,
        municipality=plan_import.municipality,
        name=name,
        schools=schools,
        resolve=progress,
        by=by,
    )
    plan_import.roadmap = edition.roadmap
    plan_import.save_changes(["roadmap"], seen_version=seen_version)
    record(AuditVerb.CHANGE, plan_import, by=by, changes={"roadmap": ["", name]})
    return edition


@transaction.atomic
def drop_import(plan_import, *, by):
    """Give up a half-finished import; the file itself stays in the store, as every file does."""
    hold_unsaved(plan_import)
    record(AuditVerb.DELETE, plan_import, by=by)
    plan_import.delete()


def hold_unsaved(plan_import):
    """Hold the row until the end of the transaction; raise Saved when it has its roadmap."""
    rows = PlanImport._base_manager.filter(pk=plan_import.pk, roadmap=None)
    if not rows.update(digest=plan_import.digest):
        raise Saved
