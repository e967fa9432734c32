"""Sending files over real HTTP, as a browser does, and what the product should say to each."""

import http.client
import io
import secrets
import time
from urllib.parse import urlsplit

from django.urls import reverse

from accounts.one_time import FIELD
from files import gate
from files.kinds import PAPERS
from monitoring.models import Checkpoint
from schools.models import Programme, RoleKind
from tests.factories import make_checkpoint, make_role, make_school

LIMIT = 2  # seconds (reliability.md C1)
TAKEN, REFUSED = 302, 422


class Town:
    """Whose forms the files are sent to: plans, programmes and proofs."""

    def __init__(self):
        self.school = make_school()
        self.place = self.school.municipality
        self.director = make_role(RoleKind.DIRECTOR, school=self.school).user
        self.coordinator = make_role(RoleKind.COORDINATOR, self.place).user
        self.checkpoint = make_checkpoint(school=self.school)
        self.programme = Programme.objects.create(
            municipality=self.place,
            school=self.school,
            kind="quality",
            starts_on="2026-01-01",
            ends_on="2026-12-31",
        )

    def form_for(self, name):
        """(person, address, field, the other fields): photographs prove, plans are read."""
        slug = self.place.slug
        if name.endswith((".docx", ".xlsx")):
            address = reverse("roadmaps:plan-import-create", args=[slug])
            return self.coordinator, address, "file", {}
        if name.endswith((".jpg", ".png", ".webp")):
            version = Checkpoint.objects.values_list("version", flat=True)
            fields = {"text": "Сделано.", "version": version.get(pk=self.checkpoint.pk)}
            address = reverse("monitoring:checkpoint-interim", args=[slug, self.checkpoint.pk])
            return self.director, address, "files", fields
        address = reverse("schools:programme-version-create", args=[slug, self.programme.pk])
        return self.director, address, "file", {}


def right_answers(sent, address):
    """Codes that are right for the file; the reader of plans may refuse what the gate lets in."""
    try:
        kind = gate.inspect(sent.name, io.BytesIO(sent.data))
    except gate.Refused:
        return {REFUSED}
    if sent.must_fail:
        return {REFUSED}
    is_read = "plan" in address or kind not in PAPERS
    return {TAKEN, REFUSED} if is_read else {TAKEN}


def send(site, cookie, address, field, sent, fields):
    """(code, seconds) of one upload."""
    token, boundary = secrets.token_hex(16), secrets.token_hex(16)
    values = {FIELD: secrets.token_hex(16), "csrfmiddlewaretoken": token, **fields}
    body = b"".join(part(boundary, name, str(value).encode()) for name, value in values.items())
    body += part(boundary, field, sent.data, sent.name) + f"--{boundary}--\r\n".encode()
    headers = {
        "Cookie": f"{cookie}; csrftoken={token}",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }
    line = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    started = time.perf_counter()
    try:
        line.request("POST", address, body, headers)
        answer = line.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - started
    finally:
        line.close()


def part(boundary, name, value, filename=None):
    """One field of a form."""
    words = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'
    if filename is not None:
        words += f'; filename="{filename}"\r\nContent-Type: application/octet-stream'
    return words.encode() + b"\r\n\r\n" + value + b"\r\n"
