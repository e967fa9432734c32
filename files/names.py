"""The name of an uploaded file: a label for people, never a place on the disk."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_NAME = 150  # reliability.md C5
NAMELESS = "Без имени"

# Windows cannot save such a name, with any extension.
DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"
}
LONGEST_EXTENSION = 10


def clean_name(raw):
    """Label of a file: no path, no invisible characters, at most 150 characters."""
    name = _visible(str(raw).replace("\\", "/"))
    name = name.rstrip("/ ").rpartition("/")[2]
    name = re.sub(r'[<>:"|?*]', "_", name).lstrip(". ").rstrip(". ")
    if name.partition(".")[0].rstrip().upper() in DEVICES:
        name = f"_{name}"
    return _cut(name) or NAMELESS


def _visible(text):
    """Text without control, invisible and direction-changing characters."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return "".join(char for char in text if unicodedata.category(char)[0] != "C")


def _cut(name):
    """The name cut in its stem, so that the extension stays."""
    extension = PurePosixPath(name).suffix
    if len(extension) > LONGEST_EXTENSION:
        extension = ""
    stem = name.removesuffix(extension)
    return stem[: MAX_NAME - len(extension)].rstrip(". ") + extension
