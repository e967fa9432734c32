"""How often one may ask what is open to everybody."""

from django.core.cache import cache

from accounts.audit import client_address

MINUTE = 60
TOO_OFTEN = 429


def asks_too_often(what, request, *, most):
    """Count the question; whether the address has asked more than `most` within a minute."""
    key = f"{what}:{client_address(request)}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > most
    except ValueError:  # the minute has just ended
        return False
