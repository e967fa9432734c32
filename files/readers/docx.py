"""A Word document as a paper. Runs in the jail (files.jail)."""

from files.papers import Paper
from files.readers.limits import Budget
from files.readers.package import Package
from files.readers.word.document import Document
from files.readers.word.numbering import Numbering
from files.readers.word.styles import Styles


def read(path):
    """JSON of the Paper in the file; raises files.jailed.Unreadable with a reason for a person."""
    with Package(path) as package:
        main = package.main_part()
        styles, numbering = Styles(), Numbering()
        for kind, listener in {"styles": styles, "numbering": numbering}.items():
            if part := package.related(main, kind):
                package.walk(part, listener)
        document = Document(styles, numbering, Budget())
        package.walk(main, document)
    return Paper("docx", document.blocks).as_json()
