"""The worker's part of the quarantine: ask the antivirus again, and tell whom it concerns."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditVerb
from files.models import StoredFile
from files.quarantine import recheck
from letters.operations import post_letter

LETTER = (
    "Антивирус проверил файл «{name}», который вы загрузили {day}, и нашёл в нём вирус. Файл "
    "никому не выдаётся. Проверьте свой компьютер антивирусом, сделайте документ заново и "
    "загрузите его."
    "\n\n{site}\n"
)


def recheck_files():
    """Ask about every file that waits and write the verdicts down; returns how many there were."""
    return sum(settle(stored, virus) for stored, virus in recheck())


@transaction.atomic
def settle(stored, virus):
    """Write the verdict down, once; a file with a virus stays closed, and its owner is told."""
    if not StoredFile.objects.settle(stored, is_clean=not virus):
        return False
    changes = {"quarantine": [stored.quarantine, virus]}
    record(AuditVerb.STATE, stored, by=None, changes=changes)
    if virus and stored.uploaded_by:
        words = {"name": stored.name, "day": f"{timezone.localtime(stored.uploaded_at):%d.%m.%Y}"}
        post_letter(
            to=stored.uploaded_by.email,
            subject=f"Файл не принят: {stored.name}",
            body=LETTER.format(**words, site=settings.SITE_URL),
            dedupe_key=f"virus-{stored.pk}",
        )
    return True
