"""Photographs: what is kept is drawn anew from what came, in the jail.

So no photograph tells where, when and by whom it was taken, stands on its side or weighs ten
megabytes, and nothing that was hidden in its file is kept (docs/decisions/0021-photos.md).
"""

import base64
import tempfile
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.files.uploadedfile import SimpleUploadedFile

from files.folders import temporary_directory
from files.gate import Refused
from files.jail import Broken, Limits, run_jailed
from files.kinds import FileKind
from files.names import clean_name

SECONDS = 8  # of the clock, for one photograph; the usual one takes less than one

UNREADABLE = (
    "Снимок не удалось прочитать: он устроен необычно или слишком велик. Снимите заново обычной "
    "камерой телефона или сделайте снимок экрана и загрузите его."
)


class Redrawn(SimpleUploadedFile):
    """A photograph that we have drawn; made only by redrawn()."""


def redrawn(upload, *, seconds=SECONDS):
    """The Redrawn photograph of an upload that has passed the gate.

    Raises gate.Refused with a reason, files.jail.Busy when it is worth trying again.
    """
    limits = Limits(cpu=SECONDS, wall=min(seconds, SECONDS))
    with _on_disk(upload) as path:
        try:
            said = run_jailed("files.readers.photo:read", path, limits=limits, packages=["PIL"])
        except Broken:
            raise Refused(UNREADABLE) from None
    return Redrawn(
        name_of(upload.name), base64.b64decode(said), content_type=FileKind.PHOTO.content_type
    )


def name_of(name):
    """«Снимок.PNG» as «Снимок.jpg»."""
    name = PurePosixPath(clean_name(name))
    return f"{name.stem}{FileKind.PHOTO.extension}"


@contextmanager
def _on_disk(upload):
    """Path of the upload; it lies on the disk already when it came with a form."""
    if hasattr(upload, "temporary_file_path"):
        yield upload.temporary_file_path()
        return
    temporary_directory().mkdir(mode=0o750, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=temporary_directory(), suffix=".part") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        yield copy.name
