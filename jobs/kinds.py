"""What may be done in the background: each app registers its kinds here in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from files.kinds import FileKind


class TryLater(Exception):
    """It cannot be done just now; the reason is for the one who asked."""


@dataclass(frozen=True)
class Outcome:
    """What a job has come to: a file, a page, or both.

    `write(stored)` is called in the transaction that marks the job done, with the kept file if
    there is one: what it writes to the database is written once, however often the job was begun.
    """

    data: bytes | None = None
    name: str = ""
    file_kind: FileKind = FileKind.PDF
    content_hash: str = ""
    address: str = ""
    write: Callable | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of job.

    `run` works outside any transaction and tells of its progress by `report(done, total, words)`.
    It raises lib.permissions.NotNow when it will never succeed, TryLater when it may do later.
    """

    run: Callable  # (job, report) -> Outcome
    is_allowed: Callable  # (job) -> bool: whether the one who asked may have the result now
    seconds: int = 60  # of the clock; then it is stopped


_kinds = {}


def register(code, kind):
    """Make the kind known under its code."""
    _kinds[code] = kind


def kind_of(job):
    """The registered kind of the job, or None: the product of before an update had others."""
    return _kinds.get(job.kind)


def may_have(job):
    """Whether the one who asked may have the result at this moment."""
    kind = kind_of(job)
    return kind is not None and job.asked_by.is_active and kind.is_allowed(job)
