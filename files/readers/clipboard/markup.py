"""HTML cut into tags and texts in one pass, whatever it looks like.

Not html.parser: of unclosed tags it makes a search to the end for each, and 200 KB of «<a » take
it minutes, while here the text comes from a person's form into the web process.
"""

import html
import re
from dataclasses import dataclass, field

# A «<» outside quotes ends the attempt, so that no two attempts ever read the same text on and on.
TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>]*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?+""")
# Elements whose content is not markup.
RAW = {"script", "style", "title", "textarea"}


@dataclass
class Tag:
    name: str  # lower case
    is_end: bool = False
    is_empty: bool = False  # «<o:p/>»
    attributes: dict = field(default_factory=dict)

    def whole(self, name, default):
        """Whole number of the attribute."""
        found = re.match(r"\s*(\d{1,6})", self.attributes.get(name, ""))
        return int(found[1]) if found else default


def pieces(source):
    """Tags and texts (str, references resolved) in their order; comments are left out."""
    at, length = 0, len(source)
    while 0 <= at < length:
        begin = source.find("<", at)
        if begin != at:
            yield html.unescape(source[at : begin if begin >= 0 else length])
            at = begin
            continue
        if match := TAG.match(source, at):
            tag = Tag(
                match[2].lower(), bool(match[1]), match[3].endswith("/"), _attributes(match[3])
            )
            yield tag
            at = match.end()
            if tag.name in RAW and not tag.is_end:
                at = _end_of_raw(source, tag.name, at)
        else:
            at = _after_other(source, at)
            if at == begin:  # a lonely «<» is text
                yield "<"
                at += 1


def _after_other(source, at):
    """Position after a comment, a declaration or a broken tag; the same when it is none."""
    if source.startswith("<!--", at):
        return _after(source, "-->", at + 2)
    if source.startswith(("<!", "<?", "</"), at) or source[at + 1 : at + 2].isalpha():
        return _after(source, ">", at)
    return at


def _after(source, end, at):
    found = source.find(end, at)
    return found + len(end) if found >= 0 else len(source)


def _end_of_raw(source, name, at):
    found = re.compile(rf"</{name}", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)


def _attributes(text):
    found = {}
    for name, *values in ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(next(filter(None, values), "")))
    return found
