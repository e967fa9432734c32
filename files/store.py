"""Putting files on the disk so that no crash leaves a row without its file.

The order is the whole point (docs/decisions/0004-files.md): temporary file on the same disk →
fsync → rename → fsync of the directory → row. A crash between any two steps leaves at worst
a file without a row, which `sweep_files` takes away.
"""

import errno
import hashlib
import logging
import os
import uuid
from contextlib import suppress

from files import allowance, gate, photos, quarantine
from files.folders import temporary_directory
from files.kinds import FileKind
from files.models import StoredFile
from files.names import clean_name

logger = logging.getLogger(__name__)


class NotStored(Exception):
    """The disk has refused; the message is for the user."""


class FileLost(Exception):
    """The row is there, its file is not (or is not whole); the message is for the user."""


class Withheld(FileLost):
    """The file is in quarantine (files.quarantine)."""


def store(upload, *, by):
    """Keep an uploaded file that passes the gate; raises gate.Refused or NotStored.

    Of a photograph is kept what files.photos draws of it, whether or not the form has done so.
    """
    kind = gate.inspect(upload.name, upload)
    held = quarantine.check(upload)
    if kind == FileKind.PHOTO and not isinstance(upload, photos.Redrawn):
        upload = photos.redrawn(upload)
    try:
        allowance.check_room(upload.size, by=by)
    except allowance.NoRoom as full:
        raise NotStored(str(full)) from None
    return _keep(upload.chunks(), name=upload.name, kind=kind, by=by, held=held)


def store_bytes(data, name, *, kind, by):
    """Keep a document that the product has made itself: no gate, the same safe order."""
    return _keep([data], name=name, kind=kind, by=by)


def open_stored(stored):
    """Open the file for reading; the caller closes it. Raises FileLost, Withheld in quarantine."""
    if stored.is_withheld:
        raise Withheld(quarantine.told(stored))
    try:
        content = stored.path.open("rb")
    except FileNotFoundError:
        raise _lost(stored) from None
    if os.fstat(content.fileno()).st_size != stored.size:
        content.close()
        raise _lost(stored)
    return content


def _keep(chunks, *, name, kind, by, held=""):
    stored = StoredFile(
        name=clean_name(name),
        kind=kind,
        uploaded_by=by,
        quarantine=held,
        municipality_key=allowance.place(),
    )
    temporary = temporary_directory() / f"{uuid.uuid4()}.part"
    try:
        _make_directory(temporary.parent)
        stored.size, stored.sha256 = _write(temporary, chunks)
        _make_directory(stored.path.parent)
        os.rename(temporary, stored.path)
        _sync_directory(stored.path.parent)
    except Exception as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise refusal_of_disk(error) from error
        raise
    stored.save(force_insert=True)
    return stored


def _write(path, chunks):
    """Write the chunks down to the disk itself; return (size, hex SHA-256)."""
    size, digest = 0, hashlib.sha256()
    # Read-only from birth: nothing in the product ever changes a stored file.
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o440)) as target:
        for chunk in chunks:
            size += len(chunk)
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest()


def _make_directory(path):
    """Make the directory and write its name down in its parent."""
    if path.is_dir():
        return
    path.mkdir(mode=0o750, parents=True, exist_ok=True)
    _sync_directory(path.parent)


def _sync_directory(path):
    """Without this a rename may be forgotten when the power goes, though the file was synced."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refusal_of_disk(error):
    """NotStored with what the fault of the disk means for the user."""
    logger.error("A file was not stored: %s", error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = "на сервере закончилось место"
    else:
        reason = "хранилище файлов не отвечает"
    return NotStored(
        f"Файл не сохранён: {reason}. Остальное не изменилось. "
        "Сообщите администратору и повторите загрузку позже."
    )


def _lost(stored):
    logger.error("Stored file %s is missing or cut: %s", stored.pk, stored.path)
    return FileLost(
        f"Файл «{stored.name}» не найден в хранилище или повреждён. Запись о нём цела. "
        "Сообщите администратору: файл восстанавливают из резервной копии."
    )
