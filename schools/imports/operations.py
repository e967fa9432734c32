"""A table comes in, is looked through, and is written: all of it or nothing."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from files.sheets import read_sheets
from files.store import store
from lib.permissions import NotNow
from lib.text import count
from schools.imports.plan import CHANGE, NEW
from schools.models import TableImport

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
        rows=[sheet.as_json() for sheet in read_sheets(stored.path)],
        uploaded_by=by,
        uploaded_at=municipality.now(),
    )
    record(AuditVerb.CREATE, table_import, by=by)
    return table_import


@transaction.atomic
def apply_import(kind, table_import, plan, *, by):
    """Write the plan of the file, once. Raises AlreadyLoaded, or what the writing raises."""
    summary = summary_of(plan)
    now = table_import.municipality.now()
    rows = TableImport.objects.filter(pk=table_import.pk, applied_at=None)
    if not rows.update(applied_at=now, summary=summary):
        raise AlreadyLoaded
    kind.write(plan, table_import.municipality, by=by)
    record(AuditVerb.CHANGE, table_import, by=by, changes={"summary": ["", summary]})


def summary_of(plan):
    """«добавлено: 5 строк, изменено: 2 строки»."""
    words = {NEW: "добавлено", CHANGE: "изменено"}
    parts = [
        f"{word}: {count(plan.counts[act], *ROWS)}"
        for act, word in words.items()
        if plan.counts[act]
    ]
    return ", ".join(parts) or "изменений нет"
