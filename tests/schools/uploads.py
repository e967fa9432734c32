"""Files of programmes for the tests: putting one up, getting one back."""

from django.urls import reverse

from schools import operations
from tests.factories import make_programme
from tests.files.samples import make_docx, upload


def word(name="Программа.docx"):
    return upload(name, make_docx())


def download(client, stored):
    """Status of the answer to a download, and what was given."""
    answer = client.get(reverse("files:download", args=[stored.pk]))
    # Read to its end, the answer closes the file.
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def with_version(school, by, **values):
    programme = make_programme(school, **values)
    operations.add_version(programme, upload=word(), comment="", by=by)
    return programme
