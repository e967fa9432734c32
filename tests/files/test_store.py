import errno
import hashlib
import os

import pytest
from django.core.files.base import File
from django.db import transaction

from files import gate, store
from files.kinds import FileKind
from files.models import StoredFile
from tests.files.photographs import SECRETS, make_jpeg
from tests.files.samples import make_docx, make_pdf, upload

pytestmark = pytest.mark.django_db


def everything_in(directory):
    return sorted(path for path in directory.rglob("*") if path.is_file())


def test_upload_is_kept_byte_for_byte(user, files_root):
    data = make_pdf()
    stored = store.store(upload("Приказ № 12.pdf", data), by=user)

    assert StoredFile.objects.get() == stored
    assert (stored.name, stored.kind, stored.uploaded_by) == ("Приказ № 12.pdf", "pdf", user)
    assert (stored.size, stored.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert stored.path.read_bytes() == data
    assert everything_in(files_root) == [stored.path]


def test_file_from_the_disk_is_kept_too(user, tmp_path):
    (tmp_path / "План.docx").write_bytes(make_docx())
    with (tmp_path / "План.docx").open("rb") as content:
        stored = store.store(File(content, name="План.docx"), by=user)
    assert stored.path.read_bytes() == make_docx()


def test_large_upload_is_written_in_pieces(user):
    data = make_pdf(b"(" + b"text " * 100_000 + b")")
    part = upload("a.pdf", data)
    part.DEFAULT_CHUNK_SIZE = 1000
    assert store.store(part, by=user).path.read_bytes() == data


def test_refused_upload_leaves_nothing(user, files_root):
    with pytest.raises(gate.Refused):
        store.store(upload("a.pdf", b"<html>"), by=user)
    assert not StoredFile.objects.exists()
    assert not everything_in(files_root)


def test_hostile_name_stays_a_label(user, files_root):
    stored = store.store(upload("..\\..\\\u202eCON.pdf", make_pdf()), by=user)
    assert stored.name == "_CON.pdf"
    assert files_root in stored.path.parents


def test_own_document_is_kept_without_the_gate(files_root):
    stored = store.store_bytes(b"made here", "Приказ.pdf", kind=FileKind.PDF, by=None)
    assert stored.path.read_bytes() == b"made here"
    assert stored.uploaded_by is None


def test_same_file_twice_is_two_files(user):
    first, second = (store.store(upload("a.pdf", make_pdf()), by=user) for _ in range(2))
    assert first.path != second.path
    assert first.sha256 == second.sha256


def test_stored_file_is_read_only_on_the_disk(user):
    stored = store.store(upload("a.pdf", make_pdf()), by=user)
    assert stored.path.stat().st_mode & 0o777 == 0o440 & ~os.umask(os.umask(0))


def test_rolled_back_business_leaves_a_file_without_a_row(user, files_root):
    def business():
        store.store(upload("a.pdf", make_pdf()), by=user)
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        business()
    assert not StoredFile.objects.exists()
    assert len(everything_in(files_root)) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "закончилось место"), (errno.EIO, "хранилище файлов не отвечает")],
)
def test_refusal_of_the_disk_is_told_in_words(user, files_root, monkeypatch, code, words):
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(code, "")))
    with pytest.raises(store.NotStored, match=words):
        store.store(upload("a.pdf", make_pdf()), by=user)
    assert not StoredFile.objects.exists()
    assert not everything_in(files_root)


def test_stored_file_is_opened_for_reading(user):
    stored = store.store(upload("a.pdf", make_pdf()), by=user)
    with store.open_stored(stored) as content:
        assert content.read() == make_pdf()
        assert not content.writable()


def test_missing_or_cut_file_is_lost(user):
    stored = store.store(upload("Приказ.pdf", make_pdf()), by=user)
    stored.path.chmod(0o640)
    os.truncate(stored.path, 100)
    with pytest.raises(store.FileLost, match="Файл «Приказ.pdf» не найден"):
        store.open_stored(stored)
    stored.path.unlink()
    with pytest.raises(store.FileLost, match="Сообщите администратору"):
        store.open_stored(stored)


def test_of_a_photograph_is_kept_what_was_drawn(user, files_root):
    """Even when no form has drawn it; the sum is of what is kept."""
    stored = store.store(upload("Снимок.png", make_jpeg()), by=user)
    kept = stored.path.read_bytes()
    assert (stored.name, stored.kind) == ("Снимок.jpg", FileKind.PHOTO)
    assert (stored.size, stored.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert not [word for word in SECRETS if word in kept]
    assert [path for path in everything_in(files_root) if path.suffix != ".lock"] == [stored.path]


def test_refused_photograph_leaves_nothing(user, files_root):
    with pytest.raises(gate.Refused):
        store.store(upload("Снимок.jpg", make_jpeg()[:-2]), by=user)
    assert not StoredFile.objects.exists()
    assert not [path for path in everything_in(files_root) if path.suffix != ".lock"]
