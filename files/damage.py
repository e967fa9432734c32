"""What the libraries raise for a damaged Word or Excel file, a zip of XML parts."""

import zipfile
import zlib
from xml.parsers import expat

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    # zipfile's answer to a part packed by a method or encrypted in a way it cannot undo:
    # for us one more file that cannot be read, and no unfinished code of ours.
    NotImplementedError,
)
