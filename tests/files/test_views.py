import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.urls import reverse

from files import parents, views
from files.kinds import FileKind
from files.models import StoredFile
from files.store import store_bytes
from tests.files.photographs import make_jpeg
from tests.files.samples import make_docx, make_pdf

pytestmark = pytest.mark.django_db

URL = "/files/0f9d4c8e-7d1f-4d53-9f55-1f6f3c5b9a10/"


@pytest.fixture
def stored():
    return store_bytes(make_pdf(), "Приказ № 12.pdf", kind=FileKind.PDF, by=None)


@pytest.fixture
def open_to_all():
    parents.register(lambda user, stored: True)


def download(rf, stored, user, query=""):
    """Response of the view with its whole content in `body`."""
    request = rf.get(URL + query)
    request.user = user
    response = views.download(request, pk=stored.pk)
    response.body = b"".join(response) if response.streaming else response.content
    if response.streaming:
        response.file_to_stream.close()  # response.close() would also end the test's connection
    return response


def test_reader_of_the_parent_gets_the_file(rf, user, stored):
    parents.register(lambda reader, file: (reader, file) == (user, stored))
    response = download(rf, stored, user)
    assert response.status_code == 200
    assert response.body == make_pdf()


def test_file_is_given_as_a_harmless_download(rf, user, stored, open_to_all):
    headers = download(rf, stored, user).headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(make_pdf()))
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "private, no-store"


def test_stranger_gets_404_as_if_there_were_no_file(rf, user, stored):
    with pytest.raises(Http404):
        download(rf, stored, user)
    with pytest.raises(Http404):
        download(rf, StoredFile(), user)


def test_uploader_without_a_parent_gets_404(rf, user):
    own = store_bytes(make_pdf(), "a.pdf", kind=FileKind.PDF, by=user)
    with pytest.raises(Http404):
        download(rf, own, user)


def test_right_that_is_withdrawn_ends_at_once(rf, user, stored):
    rights = {user}
    parents.register(lambda reader, file: reader in rights)
    assert download(rf, stored, user).status_code == 200
    rights.clear()
    with pytest.raises(Http404):
        download(rf, stored, user)


def test_public_file_is_given_to_anyone_whom_the_parent_lets_in(rf, stored, open_to_all):
    assert download(rf, stored, AnonymousUser()).status_code == 200


def test_pdf_may_be_shown_in_the_browser(rf, user, stored, open_to_all):
    headers = download(rf, stored, user, "?view=1").headers
    assert headers["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("query", "begins", "policy"),
    [
        ("", "attachment", "sandbox; default-src 'none'"),
        ("?view", "inline", "sandbox; default-src 'none'; style-src 'unsafe-inline'"),
    ],
)
def test_photograph_is_given_as_a_jpeg(rf, user, open_to_all, query, begins, policy):
    photo = store_bytes(make_jpeg(), "a.jpg", kind=FileKind.PHOTO, by=None)
    headers = download(rf, photo, user, query).headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"] == f'{begins}; filename="a.jpg"'
    assert headers["Content-Security-Policy"] == policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


def test_nothing_else_is_shown_in_the_browser(rf, user, open_to_all):
    word = store_bytes(make_docx(), "a.docx", kind=FileKind.DOCX, by=None)
    headers = download(rf, word, user, "?view=1").headers
    assert headers["Content-Disposition"] == 'attachment; filename="a.docx"'
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    "name", ["page.html", "a\r\nX-Evil: 1.pdf", 'a"b.svg', "\u202efdp.exe", "ж" * 300, "../../a"]
)
def test_name_never_changes_the_type_nor_the_header(rf, user, open_to_all, name):
    stored = store_bytes(make_pdf(), name, kind=FileKind.PDF, by=None)
    headers = download(rf, stored, user).headers
    assert headers["Content-Type"] == "application/pdf"
    value = headers["Content-Disposition"]
    assert re.fullmatch(r"""attachment; filename(="[^"\\]+"|\*=utf-8''[\w%.!~-]+)""", value)


def test_reading_is_reported_to_the_hooks(rf, user, stored, open_to_all):
    seen = []
    parents.register_read_hook(lambda *args: seen.append(args[:2]))
    download(rf, stored, user)
    assert seen == [(user, stored)]


def test_reading_that_cannot_be_reported_does_not_happen(rf, user, stored, open_to_all):
    parents.register_read_hook(lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        download(rf, stored, user)


def test_refused_reading_is_not_reported(rf, user, stored):
    parents.register_read_hook(lambda *args: pytest.fail("nothing was read"))
    with pytest.raises(Http404):
        download(rf, stored, user)


def test_lost_file_is_told_on_a_page_of_its_own(rf, user, stored, open_to_all):
    stored.path.unlink()
    response = download(rf, stored, user)
    assert response.status_code == 410
    assert "Приказ № 12.pdf" in response.body.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_file_is_only_read(rf, user, stored, open_to_all, method):
    request = getattr(rf, method)(URL)
    request.user = user
    assert views.download(request, pk=stored.pk).status_code == 405


def test_address_never_gives_a_file_to_an_anonymous_stranger(client, stored):
    response = client.get(reverse("files:download", args=[stored.pk]))
    assert response.status_code in (302, 404)
