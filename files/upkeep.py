"""Looking after the store: has every row its file, and what lies there for nothing."""

import hashlib
import time
import uuid
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.conf import settings

from files import parts
from files.folders import temporary_directory
from files.models import StoredFile

# An upload takes minutes; what is a day old belongs to no living request.
LEFT_BEHIND_AFTER = 24 * 3600
BATCH = 500
# Below this number a swept majority is an ordinary young installation, not a mistake.
FEW = 20


class WrongDatabase(Exception):
    """Most files have no row: the command looks at another database; nothing was removed."""


@dataclass
class Verification:
    """What `verify` has seen."""

    checked: int = 0
    size: int = 0
    lost: list = field(default_factory=list)  # StoredFile
    damaged: list = field(default_factory=list)  # StoredFile
    withheld: list = field(default_factory=list)  # StoredFile
    strays: list = field(default_factory=list)  # Path

    @property
    def is_good(self):
        """Strays are harmless: a rolled back upload leaves one until the next sweep."""
        return not self.lost and not self.damaged


@dataclass
class Leftovers:
    """What `sweep` removes: unfinished uploads and files without a row, older than a day."""

    # Uploads in parts that nobody went on with; their bytes are among the temporary files.
    stopped: int = 0
    temporary: list = field(default_factory=list)
    unreferenced: list = field(default_factory=list)


def verify():
    """Read every stored file and compare it with its row."""
    seen = Verification(strays=list(_strays()))
    for stored in StoredFile.objects.iterator(chunk_size=BATCH):
        seen.checked += 1
        if stored.is_withheld:
            seen.withheld.append(stored)
        if not stored.path.is_file():
            seen.lost.append(stored)
        elif not _is_intact(stored):
            seen.damaged.append(stored)
        else:
            seen.size += stored.size
    return seen


def sweep(*, dry_run=False, force=False):
    """Remove the leftovers; returns them."""
    found = Leftovers(
        stopped=parts.old().count(),
        temporary=[path for path in _files_in(temporary_directory()) if _is_old(path)],
        unreferenced=[path for path in _strays() if _is_ours(path) and _is_old(path)],
    )
    if not force and len(found.unreferenced) > max(FEW, StoredFile.objects.count()):
        raise WrongDatabase
    if not dry_run:
        parts.drop(parts.old())
        for path in found.temporary + found.unreferenced:
            path.unlink(missing_ok=True)
    return found


def _is_intact(stored):
    with open(stored.path, "rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        return content.tell() == stored.size and digest == stored.sha256


def _strays():
    """Files of the store that no row names."""
    paths = iter(_kept_files())
    while batch := list(islice(paths, BATCH)):
        ids = {path: _stored_id(path) for path in batch}
        known = set(
            StoredFile.objects.filter(pk__in=filter(None, ids.values())).values_list(
                "pk", flat=True
            )
        )
        yield from (path for path in batch if ids[path] not in known)


def _kept_files():
    """Every file in the store except the unfinished ones."""
    root = Path(settings.FILES_ROOT)
    yield from _files_in(root)
    for directory in root.iterdir() if root.is_dir() else ():
        if directory.is_dir() and directory != temporary_directory():
            yield from (path for path in directory.rglob("*") if path.is_file())


def _files_in(directory):
    """The files that lie in the directory itself."""
    return [path for path in directory.iterdir() if path.is_file()] if directory.is_dir() else []


def _stored_id(path):
    """Id of the row whose file would lie exactly here, or None."""
    try:
        pk = uuid.UUID(path.name)
    except ValueError:
        return None
    return pk if StoredFile(pk=pk).path == path else None


def _is_ours(path):
    """The sweeper removes only what the store itself has put there."""
    return _stored_id(path) is not None


def _is_old(path):
    try:
        return time.time() - path.stat().st_mtime > LEFT_BEHIND_AFTER
    except FileNotFoundError:  # an upload has just moved it to its place
        return False
