import uuid

import pytest
from django.db import IntegrityError, transaction

from files.kinds import FileKind
from files.models import StoredFile
from files.store import store_bytes
from tests.files.samples import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    return store_bytes(make_pdf(), "Приказ.pdf", kind=FileKind.PDF, by=None)


def test_file_lies_under_its_id_and_never_under_its_name(files_root):
    pk = uuid.UUID("3f2b6c1e-0000-4000-8000-000000000001")
    path = StoredFile(pk=pk, name="../../etc/passwd").path
    assert path == files_root / "3f" / "3f2b6c1e-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_content_type_is_that_of_the_verdict(kind, content_type):
    assert StoredFile(name="page.html", kind=kind).content_type == content_type


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 байт"),
        (35_400, "35 КБ"),
        (1_048_575, "1,0 МБ"),
        (1_048_576, "1,0 МБ"),
        (1_468_006, "1,4 МБ"),
    ],
)
def test_size_is_told_in_russian(size, words):
    assert StoredFile(size=size).human_size == words.replace(" ", "\u00a0")


def test_stored_file_cannot_be_changed(stored):
    stored.name = "Другой.pdf"
    with pytest.raises(TypeError, match="не меняют"):
        stored.save()
    with pytest.raises(TypeError, match="не меняют"):
        StoredFile.objects.update(name="Другой.pdf")


def test_stored_file_cannot_be_deleted(stored):
    with pytest.raises(TypeError, match="не удаляют"):
        stored.delete()
    with pytest.raises(TypeError, match="не удаляют"):
        StoredFile.objects.filter(pk=stored.pk).delete()
    assert stored.path.exists()


@pytest.mark.parametrize("fields", [{"kind": "svg", "size": 1}, {"kind": "pdf", "size": 0}])
def test_row_of_unknown_kind_or_of_nothing_is_refused_by_the_database(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(name="a", sha256="0" * 64, **fields)
