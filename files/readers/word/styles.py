"""Styles of a document: what they say of bold, hidden, headings and automatic lists."""

from dataclasses import dataclass

from files.readers.package import Listener
from files.readers.word.values import is_on, whole

HEADING_NAMES = ("heading", "title", "subtitle", "заголовок", "название", "подзаголовок")
BODY_LEVEL = 9  # outline level of ordinary text


@dataclass
class Style:
    """Properties of a style; None where neither it nor its bases say anything."""

    name: str = ""
    based_on: str | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    outline: int | None = None
    list_id: int | None = None
    list_level: int | None = None

    @property
    def is_heading(self):
        by_name = self.name.lower().startswith(HEADING_NAMES)
        return by_name if self.outline is None else self.outline < BODY_LEVEL


INHERITED = ("is_bold", "is_hidden", "outline", "list_id", "list_level")


class Styles(Listener):
    """Hears styles.xml, then answers."""

    def __init__(self):
        self._path = []
        self._style = None
        self._own = {}
        self._whole = {}
        self._default = None

    def of(self, style_id):
        """The style with everything that it inherits; without an id, the ordinary one."""
        style_id = style_id if style_id in self._own else self._default
        if style_id not in self._whole:
            self._whole[style_id] = self._inherit(style_id)
        return self._whole[style_id]

    def _inherit(self, style_id):
        chain, seen = [], set()
        while style_id in self._own and style_id not in seen:
            seen.add(style_id)
            chain.append(self._own[style_id])
            style_id = chain[-1].based_on
        style = Style(name=chain[0].name if chain else "")
        for name in INHERITED:
            values = (getattr(link, name) for link in chain)
            setattr(style, name, next((value for value in values if value is not None), None))
        return style

    def start(self, name, attributes):
        self._path.append(name)
        if name == "style":
            self._style = Style()
            style_id = attributes.get("styleId", "")
            self._own[style_id] = self._style
            is_default = attributes.get("default") in ("1", "true", "on")
            if is_default and attributes.get("type") == "paragraph":
                self._default = style_id
        elif self._style:
            self._take(name, attributes)

    def end(self, name):
        self._path.pop()
        if name == "style":
            self._style = None

    def _take(self, name, attributes):
        style, parents = self._style, self._path[-3:-1]
        if parents[-1] == "style" and name == "name":
            style.name = attributes.get("val", "")
        elif parents[-1] == "style" and name == "basedOn":
            style.based_on = attributes.get("val")
        elif parents == ["style", "rPr"] and name == "b":
            style.is_bold = is_on(attributes)
        elif parents == ["style", "rPr"] and name == "vanish":
            style.is_hidden = is_on(attributes)
        elif parents == ["style", "pPr"] and name == "outlineLvl":
            style.outline = whole(attributes)
        elif parents == ["pPr", "numPr"] and name == "numId":
            style.list_id = whole(attributes)
        elif parents == ["pPr", "numPr"] and name == "ilvl":
            style.list_level = whole(attributes)
