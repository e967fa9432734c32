"""XML parts of an Office document: no DTD, no foreign encoding."""

import re
from xml.parsers import expat

from files.gate.container import DAMAGED, SAVE_AGAIN
from files.gate.refusal import Refused

MARK = b"\xef\xbb\xbf"
UTF_8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
# Atomic and possessive: no backtracking, whatever stands there.
BEFORE_ROOT = re.compile(rb"(?>\s*+(?><\?.*?\?>|<!--.*?-->))*+\s*+", re.DOTALL)
ROOT = re.compile(rb"<[A-Za-z_\x80-\xff]")
WIDE_BEGINNING = re.compile(r"\ufeff?\s*<[?!A-Za-z_]")
LONGEST_PROLOG = 8 * 1024
# The only elements which the gate has to know.
KNOWN = {"Default", "Override", "Relationship"}

DTD = "Внутри файла ({part}) есть объявление DTD, его может использовать вредоносный файл. "
ENCODING = "Внутри файла ({part}) текст в необычной кодировке. "


def check_prolog(head, part, *, must_be_xml):
    """Refuse a DTD and an encoding other than UTF-8, whatever the part is called. A DTD may stand
    only before the first element, so the beginning of the part settles it."""
    text = head[:LONGEST_PROLOG].removeprefix(MARK)
    declared = DECLARED.match(text)
    if _is_utf_16(text) or (declared and declared[1].lower() not in UTF_8):
        raise Refused(ENCODING.format(part=part) + SAVE_AGAIN)
    rest = text[BEFORE_ROOT.match(text).end() :]
    if rest.startswith(b"<!DOCTYPE"):
        raise Refused(DTD.format(part=part) + SAVE_AGAIN)
    has_no_end = rest.startswith((b"<!", b"<?"))
    if has_no_end or (must_be_xml and not ROOT.match(rest)):
        raise Refused(DAMAGED)


def _is_utf_16(text):
    wide = (text.decode(codec, "ignore") for codec in ("utf-16-le", "utf-16-be"))
    return any(WIDE_BEGINNING.match(beginning) for beginning in wide)


def elements(data):
    """(name, attributes) of the known elements of a small part that has passed the prolog check:
    without a DTD there are no entities, so expat has nothing to expand or to fetch."""
    found = []

    def collect(name, attributes):
        name = name.rpartition(" ")[2]
        if name in KNOWN:
            found.append((name, attributes))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = collect
    parser.Parse(data, True)
    return found
