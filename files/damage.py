"""What the libraries raise for a damaged Word or Excel file, a zip of XML parts."""

import zipfile
import zlib
from xml.parsers import expat

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    # Raised by zipfile when a part is packed or encrypted in a way that it does not know. Nothing
    # here is unfinished: such a file cannot be read, like a damaged one.
    NotImplementedError,
)
