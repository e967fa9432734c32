"""How a field of files looks: chosen or dropped, large ones sent in parts (static/js/parts.js)."""

from django import forms
from django.template.loader import render_to_string


class PartsInput(forms.FileInput):
    """A place for files; without scripts an ordinary field. What has come in parts stays in it."""

    def render(self, name, value, attrs=None, renderer=None):
        values = value if isinstance(value, list) else [value]
        context = {
            "name": name,
            "input": super().render(name, value, attrs, renderer),
            "kept": [file.part for file in values if getattr(file, "is_kept", False)],
            "is_multiple": self.allow_multiple_selected,
        }
        return render_to_string("files/_input.html", context)


class MultiplePartsInput(PartsInput):
    allow_multiple_selected = True
