"""A file that comes in parts: begin → append at the offset that the server keeps → a form takes it.

After a break of the line, or of the browser itself, the same file goes on from where it stopped
(docs/decisions/0034). A whole one is for the forms a file like any other: the gate, the quarantine
and the store are still before it.
"""

import datetime
import os
import uuid
from contextlib import suppress
from itertools import islice

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from files.allowance import NoRoom, check_disk, check_room, count_uploads, hold
from files.forms import MAX_FILES, MAX_TOTAL
from files.gate.limits import MAX_FILE, MEGABYTE
from files.models import PartUpload
from files.names import clean_name

FIELD_ENDING = "-part"
PIECE = "files:part"  # the address that takes a piece
MAX_PIECE = MEGABYTE
# Of one person at once: two forms full of files.
MAX_UPLOADS = 2 * MAX_FILES
MAX_BYTES = 2 * MAX_TOTAL
# What is not touched for so long makes room, and after a day it is gone.
IDLE = datetime.timedelta(hours=1)
KEPT = datetime.timedelta(days=1)

TOO_MANY = (
    "Вы загружаете слишком много файлов сразу. Отправьте те, что уже загружены, или уберите лишние."
)
TOO_BIG = "Файл больше {} МБ. Сожмите рисунки в нём или разделите документ на части."
EMPTY = "Файл пустой. Проверьте, тот ли файл выбран."
STRANGE = "Часть файла пришла не полностью. Уберите файл и выберите его ещё раз."


class NotTaken(Exception):
    """The part is not taken; the message is for the user."""


class Gone(Exception):
    """The upload has been removed meanwhile, or a form has taken it."""


class WrongPlace(Exception):
    """The part begins elsewhere than where the upload has stopped: at `received`."""

    def __init__(self, received):
        super().__init__(received)
        self.received = received


class JoinedFile(UploadedFile):
    """A file of a form that has come in parts."""

    # A form with a fault keeps it: it need not be chosen again.
    is_kept = True

    def __init__(self, part):
        super().__init__(part.path.open("rb"), part.name, size=part.size)
        self.part = part

    def temporary_file_path(self):
        """Where it lies already."""
        return str(self.part.path)


@transaction.atomic
def begin(name, size, stamp, *, by):
    """The upload of the file: the one that has stopped, or a new one.

    Raises NotTaken, files.allowance.TooOften.
    """
    if not size:
        raise NotTaken(EMPTY)
    if size > MAX_FILE:
        raise NotTaken(TOO_BIG.format(MAX_FILE // MEGABYTE))
    name, stamp = clean_name(name), stamp[:40]
    hold(by)
    own = PartUpload.objects.of(by)
    if stamp and (stopped := own.filter(name=name, size=size, stamp=stamp).first()):
        return stopped
    count_uploads(by, 1)
    _make_room(own, size)
    try:
        check_room(size, by=by)
    except NoRoom as full:
        raise NotTaken(str(full)) from None
    return PartUpload.objects.create(user=by, name=name, size=size, stamp=stamp)


def _make_room(own, size):
    """Forget what the person has left behind; raises NotTaken when the rest is still too much."""
    if _is_full(own, size):
        drop(own.filter(touched_at__lt=timezone.now() - IDLE))
        if _is_full(own, size):
            raise NotTaken(TOO_MANY)


def _is_full(own, size):
    used = own.aggregate(bytes=Sum("size", default=0))["bytes"]
    return own.count() >= MAX_UPLOADS or used + size > MAX_BYTES


@transaction.atomic
def append(part, offset, piece):
    """Write the bytes at the offset; returns how many there are now.

    Raises WrongPlace, Gone, NotTaken, files.allowance.NoRoom, OSError. The row says only what is
    on the disk already: a crash leaves at worst bytes that the next attempt writes over.
    """
    if not piece or len(piece) > MAX_PIECE or offset + len(piece) > part.size:
        raise NotTaken(STRANGE)
    held = PartUpload.objects.filter(pk=part.pk, received=offset)
    if not held.update(received=F("received") + len(piece), touched_at=timezone.now()):
        now = PartUpload.objects.filter(pk=part.pk).first()
        raise WrongPlace(now.received) if now else Gone
    check_disk(len(piece))
    _write_at(part.path, offset, piece)
    return offset + len(piece)


def _write_at(path, offset, piece):
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o640)
    try:
        if os.fstat(descriptor).st_size < offset:  # swept away, or lost with the power
            raise NotTaken(STRANGE)
        os.lseek(descriptor, offset, os.SEEK_SET)
        while piece:
            piece = piece[os.write(descriptor, piece) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def drop(parts):
    """Forget the uploads and what has come of them, but for those that have changed meanwhile."""
    found = {part.pk: part.path for part in parts}
    deleted, _ = parts.filter(pk__in=found).delete()
    if deleted < len(found):
        for pk in PartUpload.objects.filter(pk__in=found).values_list("pk", flat=True):
            del found[pk]
    transaction.on_commit(lambda: _remove(found.values()))


def _remove(paths):
    for path in paths:
        with suppress(OSError):  # the sweeper takes it away
            path.unlink()


def count_form(request):
    """Count the files that have come with the form; raises files.allowance.TooOften.

    A piece of an upload in parts is none: that upload was counted when it began. That pays for the
    first form that names it; when it is refused and named again, the gate reads the file again.
    """
    if not request.user.is_authenticated or request.resolver_match.view_name == PIECE:
        return
    named = PartUpload.objects.of(request.user).whole().filter(pk__in=_fields_by_key(request.POST))
    again = named.count() - named.filter(is_offered=False).update(is_offered=True)
    count_uploads(request.user, again + sum(len(files) for _, files in request.FILES.lists()))


def put_in(request):
    """Add to the files of a form those that have come in parts, whole and of this person.

    The form uses them up in the same transaction; when it is refused, they are there again.
    """
    if not (fields := _fields_by_key(request.POST)):
        return
    found = PartUpload.objects.of(request.user).whole().filter(pk__in=fields)
    whole = {part.pk: part for part in found}
    for key, field in fields.items():
        if key in whole:
            with suppress(FileNotFoundError):
                request.FILES.appendlist(field, JoinedFile(whole[key]))
    drop(found)


def _fields_by_key(sent):
    """The field of each upload that the form names, in their order; no more than there may be."""
    fields = {}
    for name, values in sent.lists():
        if name.endswith(FIELD_ENDING):
            for key in filter(None, map(_key, values[: MAX_FILES + 1])):
                fields.setdefault(key, name.removesuffix(FIELD_ENDING))
    return dict(islice(fields.items(), MAX_UPLOADS))


def _key(word):
    try:
        return uuid.UUID(word)
    except ValueError:
        return None


def old():
    """The uploads that nobody has touched for a day."""
    return PartUpload.objects.filter(touched_at__lt=timezone.now() - KEPT)
