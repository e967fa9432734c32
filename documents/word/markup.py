"""Writing WordprocessingML: elements by their short names, lengths in the units of Word."""

import re

from docx.oxml.ns import qn
from lxml import etree

# What XML 1.0 cannot hold, whatever was typed.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent, name, value=None, /, **attributes):
    """A new last child `w:name` of the parent; `value` is its w:val."""
    child = etree.SubElement(parent, qn(f"w:{name}"))
    if value is not None:
        attributes["val"] = value
    for key, attribute in attributes.items():
        child.set(qn(f"w:{key}"), str(attribute))
    return child


def add_first(parent, name, /, **attributes):
    """The same, before the other children but after the name of the style, as Word wants it."""
    child = add(parent, name, **attributes)
    parent.insert(1, child)
    return child


def clean(text):
    """The text without characters that no XML file may hold."""
    return ILLEGAL.sub("", text)


def twips(mm):
    """Millimetres in twentieths of a point."""
    return round(mm / 25.4 * 1440)


def half_points(pt):
    """Points in the unit of font sizes."""
    return round(pt * 2)
