"""Where files lie that are not stored yet."""

from pathlib import Path

from django.conf import settings


def temporary_directory():
    """Where unfinished files live: on the disk of the store, because rename cannot leave a disk."""
    return Path(settings.FILES_ROOT) / "tmp"
