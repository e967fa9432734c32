"""Sending forms as the pages do: with a fresh one-time key."""

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key


def post(client, url, data=None, *, htmx=False, **extra):
    """POST with a key of its own; htmx=True asks for a fragment."""
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(url, {FIELD: new_key(), **(data or {})}, headers=headers, **extra)


def fetch(client, url):
    """(status, whole body) of a download."""
    response = client.get(url)
    # Read to the end, a streamed answer closes itself.
    return response.status_code, b"".join(response)
