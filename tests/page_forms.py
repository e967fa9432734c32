"""Reading the forms of a page as a browser does: what would be sent if one pressed the button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageField:
    """One field of a form: its kind, what stands in it, what may be chosen."""

    kind: str
    value: str = ""
    is_required: bool = False
    options: list = field(default_factory=list)
    # Extensions of the files that it takes; of a field of files alone.
    accept: str = ""


@dataclass
class PageForm:
    """A form that changes something."""

    action: str
    fields: dict = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.area, self.select = [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and attrs.get("method", "").lower() == "post":
            self.form = PageForm(attrs.get("action") or "")
            self.forms.append(self.form)
        elif self.form is None or not (name := attrs.get("name")):
            if tag == "option" and self.select:
                self._option(attrs)
        elif tag == "input":
            self._input(name, attrs)
        elif tag == "textarea":
            self.area = self._field(name, "textarea", attrs)
        elif tag == "select":
            self.select = self._field(name, "select", attrs)

    def _input(self, name, attrs):
        kind = attrs.get("type", "text")
        value = attrs.get("value") or ""
        if kind in ("checkbox", "radio"):
            known = self.form.fields.setdefault(name, PageField(kind))
            known.options.append(value or "on")
            if "checked" in attrs:
                known.value = value or "on"
        elif kind != "submit":
            found = self._field(name, kind, attrs)
            found.value, found.accept = value, attrs.get("accept") or ""

    def _field(self, name, kind, attrs):
        found = self.form.fields[name] = PageField(kind, is_required="required" in attrs)
        return found

    def _option(self, attrs):
        value = attrs.get("value") or ""
        self.select.options.append(value)
        if "selected" in attrs:
            self.select.value = value

    def handle_data(self, data):
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def forms_of(html):
    """Forms of the page that are sent by POST, in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
