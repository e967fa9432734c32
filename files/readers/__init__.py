"""Reading plans from files, in the jail, and from the clipboard.

The jailed child imports this package too, so nothing here may need Django or another package
before a function is called.
"""


def read_file(source, kind):
    """Paper in a StoredFile or in a file at the path; `kind` is the FileKind that it must be.

    Raises gate.Refused with a reason for a person, files.jail.Busy when it is worth trying again,
    files.store.FileLost when the stored file is gone.
    """
    from files.readers.reading import read

    return read(source, kind)
