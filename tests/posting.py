"""Sending forms as the pages do: with a fresh one-time key."""

import html
import io
import zipfile

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key


def post(client, url, data=None, *, htmx=False, **extra):
    """POST with a key of its own; htmx=True asks for a fragment."""
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(url, {FIELD: new_key(), **(data or {})}, headers=headers, **extra)


def texts_in(body):
    """All the text of an answer: of a table, a document or an archive, that of everything in it."""
    if not body.startswith(b"PK"):
        # Books write Russian letters by their numbers.
        return html.unescape(body.decode(errors="replace"))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "".join(name + texts_in(archive.read(name)) for name in archive.namelist())


def fetch(client, url, **extra):
    """(status, whole body) of a download."""
    response = client.get(url, **extra)
    # Read to the end, a streamed answer closes itself.
    return response.status_code, b"".join(response)
