"""«Ознакомиться»: who must read a registered order, and the tick."""

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Familiarisation
from documents.readers import readers_of


def ask_to_read(order):
    """Ask everyone whom the order names to read it (domain.md 1.7); returns how many."""
    rows = [
        Familiarisation(order=order, person=person, name=person.full_name, post=post)
        for person, post in readers_of(order)
    ]
    return len(Familiarisation.objects.bulk_create(rows, ignore_conflicts=True))


@transaction.atomic
def tick(familiarisation, *, by):
    """Note that the person has read the order; False when it was noted before."""
    # The condition is on the row itself: PostgreSQL looks at it again after waiting for a twin.
    rows = Familiarisation._base_manager.filter(pk=familiarisation.pk, ticked_at=None)
    if not rows.update(ticked_at=timezone.now(), ticked_by=by):
        return False
    record(AuditVerb.CHANGE, familiarisation, by=by, changes={"ticked": ["", "да"]})
    return True
