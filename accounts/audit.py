"""The journal of acts: one function that every operation calls in its own transaction."""

import ipaddress
from contextvars import ContextVar

from django.conf import settings

from accounts.models import AuditEntry, AuditVerb

# Only where the request came from; who acts is always an argument.
_address = ContextVar("audit_address", default=None)


def remember_address(request):
    """Keep the client's address for the entries of this request."""
    _address.set(client_address(request))


def client_address(request):
    """Address of the one who asks: what our own web server says, if there is one in front."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def record(verb, obj, *, by, municipality=None, changes=None):
    """Write one entry about the object; returns it."""
    entry = entry_of(verb, obj, by=by, municipality=municipality, changes=changes)
    entry.save()
    return entry


def record_all(verb, changes, *, by):
    """Write one entry about each of [(object, its changes)], in one query."""
    AuditEntry.objects.bulk_create(
        [entry_of(verb, obj, by=by, changes=values) for obj, values in changes], batch_size=300
    )


def entry_of(verb, obj, *, by, municipality=None, changes=None):
    """The unsaved entry about the object."""
    municipality = municipality or getattr(obj, "municipality", None)
    return AuditEntry(
        by=by if by and by.is_authenticated else None,
        address=_address.get(),
        municipality=getattr(municipality, "slug", ""),
        verb=verb,
        object_type=obj._meta.verbose_name,
        object_id=str(obj.pk or ""),
        object_label=str(obj)[:300],
        changes=changes or {},
    )


def record_refusal(request, reason):
    """Entry about a request that was refused."""
    AuditEntry.objects.create(
        by=request.user if request.user.is_authenticated else None,
        address=_address.get(),
        municipality=getattr(getattr(request, "municipality", None), "slug", "") or "",
        verb=AuditVerb.REFUSAL,
        object_type="страница",
        # A NUL in an address is no text for PostgreSQL.
        object_label=f"{request.method} {request.path}".replace("\x00", "")[:300],
        changes={"reason": str(reason)},
    )


def record_download(user, stored_file, holder):
    """Entry about a file that was read (files calls it), with the object that holds it."""
    municipality = getattr(holder, "municipality", None)
    changes = {"at": str(holder)[:300]}
    record(AuditVerb.DOWNLOAD, stored_file, by=user, municipality=municipality, changes=changes)


def changed_values(before, after):
    """{field: [old, new]} of the fields that differ; both are dicts."""
    return {
        name: [str(before.get(name, "")), str(value)]
        for name, value in after.items()
        if before.get(name) != value
    }


def record_factor_added(sender, user, authenticator, **kwargs):
    """Entry about a second factor that was switched on."""
    record(AuditVerb.CHANGE, user, by=user, changes={"second_factor": ["", authenticator.type]})


def record_factor_removed(sender, user, authenticator, **kwargs):
    """Entry about a second factor that was switched off."""
    record(AuditVerb.CHANGE, user, by=user, changes={"second_factor": [authenticator.type, ""]})
