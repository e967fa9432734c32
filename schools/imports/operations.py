"""A table comes in, is looked through, and is written: all of it or nothing."""

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from files.sheets import read_book
from files.store import store
from lib.permissions import NotNow
from lib.text import count
from schools.imports.plan import CHANGE, NEW
from schools.models import Municipality, TableImport

ROWS = ("строка", "строки", "строк")


class AlreadyLoaded(NotNow):
    """The file has been written before."""

    def __init__(self):
        super().__init__("Этот файл уже загружен.")


@transaction.atomic
def start_import(kind, upload, municipality, *, by):
    """Keep the file with the rows that the jail has read in it; returns the TableImport.

    Raises files.gate.Refused or files.store.NotStored.
    """
    stored = store(upload, by=by)
    table_import = TableImport.objects.create(
        municipality=municipality,
        kind=kind.code,
        file=stored,
        rows=read_book(stored).as_json(),
        uploaded_by=by,
        uploaded_at=municipality.now(),
    )
    record(AuditVerb.CREATE, table_import, by=by)
    return table_import


class Moved(Exception):
    """The file would not do what the person has looked through; `plan` is what it would do."""

    def __init__(self, plan):
        super().__init__("Пока вы проверяли, данные изменились.")
        self.plan = plan


@transaction.atomic
def apply_import(kind, table_import, *, seen, by):
    """Write the file, once, when it does what the digest `seen` is of.

    Raises AlreadyLoaded, Moved, or what the writing raises.
    """
    # Of two files at once the second waits here, and sees what the first one has written.
    place = Municipality._base_manager.filter(pk=table_import.municipality_id)
    place.update(version=F("version"))
    if not TableImport.objects.filter(pk=table_import.pk, applied_at=None).exists():
        raise AlreadyLoaded
    plan = kind.plan_of(table_import)
    if plan.faults or plan.digest != seen:
        raise Moved(plan)
    summary = summary_of(plan)
    now = table_import.municipality.now()
    TableImport.objects.filter(pk=table_import.pk).update(applied_at=now, summary=summary)
    kind.write(plan, table_import.municipality, by=by)
    record(AuditVerb.CHANGE, table_import, by=by, changes={"summary": ["", summary]})
    return summary


def summary_of(plan):
    """«добавлено: 5 строк, изменено: 2 строки»."""
    words = {NEW: "добавлено", CHANGE: "изменено"}
    parts = [
        f"{word}: {count(plan.counts[act], *ROWS)}"
        for act, word in words.items()
        if plan.counts[act]
    ]
    return ", ".join(parts) or "изменений нет"
