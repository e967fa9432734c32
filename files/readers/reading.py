"""From a file of a person to a paper: gate, jail, reader."""

from pathlib import Path

from files import gate
from files.jail import run_jailed
from files.kinds import FileKind
from files.models import StoredFile
from files.papers import Paper
from files.store import open_stored

READERS = {
    FileKind.DOCX: "files.readers.docx:read",
    FileKind.XLSX: "files.readers.xlsx:read",
}
NOT_READ = (
    "План читается из документа Word (.docx) или книги Excel (.xlsx). Сохраните его так или "
    "вставьте таблицу из буфера обмена."
)


def read(source, kind):
    """Paper of the file; see files.readers.read_file."""
    if kind not in READERS:
        raise gate.Refused(NOT_READ)
    if isinstance(source, StoredFile):
        name, path, stream = f"{source.pk}{FileKind(kind).extension}", source.path, None
        stream = open_stored(source)
    else:
        path = Path(source).resolve()  # the child works in a folder of its own
        name, stream = path.name, path.open("rb")
    # A stored file has passed the gate, one from the command line has not: both pass it here.
    with stream:
        if gate.inspect(name, stream) != kind:
            raise gate.Refused(NOT_READ)
    return Paper.from_json(run_jailed(READERS[kind], path))
