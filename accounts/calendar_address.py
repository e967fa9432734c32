"""The secret address of a personal calendar: made, found by its key, revoked."""

import hmac
import re
import secrets

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditVerb, CalendarAddress
from accounts.models.invitation import token_hash

# Number of the row, so that it is found without comparing secrets; 256 bits of secret.
KEY = re.compile(r"(\d{1,9})\.([\w-]{43})", re.ASCII)
NOBODY = token_hash("")


@transaction.atomic
def make_address(*, by):
    """Key of a new address; the former one opens nothing from now on. It is not to be had again."""
    secret = secrets.token_urlsafe(32)
    values = {"secret_hash": token_hash(secret), "made_at": timezone.now(), "used_on": None}
    address, is_new = CalendarAddress.objects.update_or_create(user=by, defaults=values)
    record(AuditVerb.CREATE if is_new else AuditVerb.CHANGE, address, by=by)
    return f"{address.pk}.{secret}"


@transaction.atomic
def revoke_address(*, by):
    """The address opens nothing from now on; nothing happens when there is none."""
    for address in CalendarAddress.objects.filter(user=by):
        record(AuditVerb.DELETE, address, by=by)
        address.delete()


def address_of(key):
    """The CalendarAddress that the key opens, if its owner may sign in; else None."""
    found = KEY.fullmatch(key)
    number, secret = found.groups() if found else (0, "")
    addresses = CalendarAddress.objects.filter(pk=int(number), user__is_active=True)
    address = addresses.select_related("user").first()
    # Compared in the same time whether there is such a row or not.
    kept = address.secret_hash if address else NOBODY
    is_right = hmac.compare_digest(token_hash(secret), kept)
    return address if address and is_right else None


def note_reading(address):
    """Remember the day of the last reading: its owner sees whether the address is in use."""
    today = timezone.localdate()
    if address.used_on != today:
        CalendarAddress.objects.filter(pk=address.pk).update(used_on=today)
