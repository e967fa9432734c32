"""What a draft will do to earlier acts when it is signed."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import OrderLink
from documents.operations.drafts import lock_draft


@transaction.atomic
def add_link(order, target, effect, *, by):
    """Let the draft amend or repeal the target; returns the OrderLink."""
    lock_draft(order)
    link = OrderLink.objects.create(order=order, target=target, effect=effect)
    record(AuditVerb.CREATE, link, by=by)
    return link


@transaction.atomic
def remove_link(link, *, by):
    """Leave the earlier act alone."""
    lock_draft(link.order)
    record(AuditVerb.DELETE, link, by=by)
    link.delete()
