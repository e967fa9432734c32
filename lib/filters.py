"""Filters above a register, dressed as its form."""

import django_filters as filters
from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString


class Quick:
    """A field of one tag, drawn here: Django's own renders three templates for it."""

    def render(self, name, value, attrs=None, renderer=None):
        tag = self.get_context(name, value, attrs)["widget"]
        shown = {"type": tag["type"], "name": tag["name"]}
        if tag["value"] is not None:
            shown["value"] = tag["value"]
        return format_html("<input{}>", flatatt(shown | tag["attrs"]))


class QuickText(Quick, forms.TextInput):
    """A line of text."""


class QuickTick(Quick, forms.CheckboxInput):
    """A tick."""


class QuickSelect(forms.Select):
    """A flat list to choose from, drawn here: Django's own renders a template for every option."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = SafeString(
            "".join(
                f'<option value="{escape(str(key))}"{" selected" if str(key) == chosen else ""}>'
                f"{conditional_escape(label)}</option>"
                for key, label in self.choices
            )
        )
        shown = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(shown), options)


class RowChoices(BaseChoiceIterator):
    """Rows to choose from, read by one plain query: Django's own opens a cursor of the server."""

    def __init__(self, field):
        self.field = field

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for row in self.field.queryset.all():
            yield row.pk, self.field.label_from_instance(row)


class SearchFilter(filters.CharFilter):
    """A search box; `method` says over what."""

    def __init__(self, **kwargs):
        box = QuickText(attrs={"type": "search", "class": "form-control"})
        super().__init__(widget=box, **kwargs)


class Tick(filters.BooleanFilter):
    """A tick: on narrows the rows, off shows all."""

    def __init__(self, **kwargs):
        box = QuickTick(attrs={"class": "form-check-input"})
        super().__init__(widget=box, **kwargs)


class DayFilter(filters.DateFilter):
    """A day to type, «15.04.2026»."""

    def __init__(self, **kwargs):
        box = forms.DateInput(
            attrs={
                "class": "form-control",
                "inputmode": "numeric",
                "autocomplete": "off",
                "placeholder": "дд.мм.гггг",
            }
        )
        wrong = {"invalid": "Укажите дату так: 15.04.2026."}
        super().__init__(widget=box, error_messages=wrong, **kwargs)


class RegisterFilter(filters.FilterSet):
    """Filters of a register; they live in its address."""

    # Names of conditions that are asked seldom: folded away until one of them is set.
    rare = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            if type(field.widget) is forms.Select:
                widget = QuickSelect(attrs={"class": "form-select"})
                is_rows = isinstance(field, forms.ModelChoiceField)
                widget.choices = RowChoices(field) if is_rows else field.widget.choices
                widget.is_required = False
                field.widget = widget

    @property
    def common_fields(self):
        """Fields that always stand above the register."""
        return [field for field in self.form if field.name not in self.rare]

    @property
    def rare_fields(self):
        """Fields under «Ещё условия»."""
        return [field for field in self.form if field.name in self.rare]

    @property
    def asks_rare(self):
        """Some condition under «Ещё условия» is set: it must not be out of sight."""
        return any(self.data.get(field.name) for field in self.rare_fields)

    def by_words(self, rows, name, words):
        return rows.matching(words)
