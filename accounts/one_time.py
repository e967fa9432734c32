"""One opening of a form has one effect, however often it is sent (design rule 4).

Each form carries a random key. The first POST inserts the key in the same transaction as its
effect and keeps its answer there; a repeat finds the key and gets the same answer. An answer of
400 and above undoes everything, the key too, so that the person may correct the form and send it.
"""

import re

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from accounts.models import FormKey

FIELD = "form_key"
KEY = re.compile(r"[\w-]{16,64}", re.ASCII)
KEPT_HEADERS = ("Location", "HX-Redirect", "HX-Trigger", "HX-Retarget", "HX-Reswap", "Content-Type")
KEPT_BODY = 200_000


class _Undo(Exception):
    def __init__(self, response):
        self.response = response


def run_once(request, act):
    """Response of `act()`, or the kept response when this form has been sent before."""
    key = request.POST.get(FIELD, "")
    if not KEY.fullmatch(key):
        return None
    try:
        with transaction.atomic():
            row = _take(key, request)
            response = act()
            if response.status_code >= 400:
                raise _Undo(response)
            _keep(row, response)
            return response
    except _Undo as undo:
        return undo.response
    except _Repeated:
        return _kept_response(key, request)


def has_been_taken(request):
    """Whether this form of this person has had its effect: a repeat gets the kept answer."""
    key = request.POST.get(FIELD, "")
    return bool(KEY.fullmatch(key)) and _kept_response(key, request) is not None


class _Repeated(Exception):
    pass


def _take(key, request):
    if FormKey.objects.filter(key=key).exists():
        raise _Repeated
    user = request.user if request.user.is_authenticated else None
    try:
        # A simultaneous twin waits here until the first one ends (PostgreSQL); on SQLite it
        # has waited for the transaction itself.
        return FormKey.objects.create(key=key, user=user, path=request.path[:500])
    except IntegrityError:
        raise _Repeated from None


def show_once(response, *, again):
    """The same response, which shows a secret: a repeat is led to the address `again` instead."""
    response.shown_again = again
    return response


def _keep(row, response):
    if again := getattr(response, "shown_again", None):
        row.status, row.headers = 302, {"Location": again}
        row.save(update_fields=["status", "headers"])
        return
    row.status = response.status_code
    row.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    if not response.streaming and "Location" not in response:
        row.body = response.content.decode(errors="replace")[:KEPT_BODY]
    row.save(update_fields=["status", "headers", "body"])


def _kept_response(key, request):
    row = FormKey.objects.filter(key=key).first()
    user_id = request.user.pk if request.user.is_authenticated else None
    if row is None or row.user_id != user_id or row.path != request.path[:500]:
        return None
    response = HttpResponse(row.body, status=row.status)
    for name, value in row.headers.items():
        response[name] = value
    return response
