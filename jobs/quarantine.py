"""The worker's part of the quarantine: ask the antivirus again, and tell whom it concerns."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditVerb
from files.models import StoredFile
from files.quarantine import recheck
from letters.operations import post_letter

INFECTED = (
    "Антивирус проверил файл «{name}», который вы загрузили {day}, и нашёл в нём вирус. Файл "
    "никому не выдаётся. Проверьте свой компьютер антивирусом, сделайте документ заново и "
    "загрузите его."
    "\n\n{site}\n"
)
UNJUDGED = (
    "Антивирус до сих пор не смог проверить файл «{name}», который вы загрузили {day}, поэтому "
    "файл никому не выдаётся. Программа проверяет его снова, но так бывает со слишком большими и "
    "сложными файлами: уберите из документа лишние рисунки или сохраните его как PDF и загрузите "
    "ещё раз."
    "\n\n{site}\n"
)
# Checks without a verdict, a quarter of an hour, after which the owner hears of it.
OFTEN = 6


def recheck_files():
    """Ask about the files whose turn it is and write the verdicts down; returns how many there
    were. Owners of those that were often not judged are told, once."""
    settled = sum(settle(stored, virus) for stored, virus in recheck())
    for stored in StoredFile.objects.waiting().filter(unjudged__gte=OFTEN):
        _write_to_owner(stored, "unjudged", "Файл не проверен", UNJUDGED)
    return settled


@transaction.atomic
def settle(stored, virus):
    """Write the verdict down, once; a file with a virus stays closed, and its owner is told."""
    if not StoredFile.objects.settle(stored, is_clean=not virus):
        return False
    changes = {"quarantine": [stored.quarantine, virus]}
    record(AuditVerb.STATE, stored, by=None, changes=changes)
    if virus:
        _write_to_owner(stored, "virus", "Файл не принят", INFECTED)
    return True


def _write_to_owner(stored, about, subject, words):
    """One letter about the file, however often it is written."""
    if not stored.uploaded_by:
        return
    day = f"{timezone.localtime(stored.uploaded_at):%d.%m.%Y}"
    post_letter(
        to=stored.uploaded_by.email,
        subject=f"{subject}: {stored.name}",
        body=words.format(name=stored.name, day=day, site=settings.SITE_URL),
        dedupe_key=f"{about}-{stored.pk}",
    )
