"""403 for what a person sees but may not do; what one may not see is a 404 already."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """Refusal with a reason that the page shows."""


class NotNow(Refused):
    """Not about rights: as things stand, nobody can do it (signed, approved, too large)."""


def require(allowed, reason=""):
    """Raise a refusal unless allowed."""
    if not allowed:
        raise Refused(reason)
