"""Forms of rows that two people may edit at once, and widgets that fit a Russian page."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, TEMPLATE_PACK, Div, Fieldset, Layout, Submit
from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.models import model_to_dict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.choices import flatten_choices
from django.utils.html import escape

from lib.dates import dotted_date

NOTHING_CHOSEN = "не выбрано"
OPTIONAL = " (необязательно)"
# A native field gives «0020» for a year half typed.
FIRST_YEAR, LAST_YEAR = 1990, 2099
WRONG_YEAR = f"Проверьте год: он должен быть от {FIRST_YEAR} до {LAST_YEAR}, например 2026."
# As long as the report of a checkpoint may be: some five printed pages.
LONGEST = 10_000
WRONG_DATE = "Укажите дату так: 15.04.2026."


class DateInput(forms.DateInput):
    """Native date picker; it needs ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A date from the picker or typed as 15.04.2026."""

    widget = DateInput
    input_formats = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
    default_error_messages = {"invalid": WRONG_DATE, "required": WRONG_DATE}

    def clean(self, value):
        day = super().clean(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(WRONG_YEAR)
        return day


class DayForm(forms.Form):
    """On which day (templates/components/_day.html)."""

    day = DateField(label="На какую дату")


def helper(submit, *fields, back="", multipart=False):
    """crispy helper: the fields in order, a button that says the act, a way back."""
    made = FormHelper()
    buttons = [Submit("save", submit)]
    if back:
        buttons.append(HTML(f'<a class="btn btn-quiet" href="{back}">Не сохранять</a>'))
    made.layout = Layout(*fields, Div(*buttons, css_class="acts mt-4"))
    made.attrs = {"novalidate": ""}
    if multipart:
        made.attrs["enctype"] = "multipart/form-data"
    return made


class TypedFieldset(Fieldset):
    """A fieldset whose legend somebody has typed: crispy would run it as a template."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        shown = {"fieldset": self, "legend": escape(self.legend), "fields": fields}
        return render_to_string(self.get_template_name(template_pack), context.flatten() | shown)


class VersionedForm(forms.ModelForm):
    """ModelForm that remembers which version of the row the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Fields that the form lets be empty though the model does not: they are filled in later.
    optional = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Of a row that is not saved yet, nobody has seen a version: another may save it first.
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        for name in self.optional:
            self.fields[name].required = False
        mark_optional(self)
        name_empty_choices(self)

    @property
    def seen_version(self):
        """Version that stood in the form when it was opened; 0 never matches."""
        return self.cleaned_data.get("version") or 0

    @property
    def written_fields(self):
        """Names of the model's fields that the form writes."""
        return [name for name in self.fields if name in self._meta.fields]

    def values_of(self, instance):
        """What the fields show for a saved row; forms with fields of their own add theirs."""
        return model_to_dict(instance, fields=self._meta.fields)


class SeenForm(forms.Form):
    """An act over a row, whose version the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen_version(self):
        """Version that stood in the form when it was opened; 0 never matches."""
        return self.cleaned_data.get("version") or 0


def seen_version(request):
    """Version of the row on the page whose button was pressed; 0 never matches."""
    form = SeenForm(request.POST)
    return form.seen_version if form.is_valid() else 0


def ask_for_files_again(form, name):
    """Tell at the field that chosen files are gone: a browser does not keep them over a fault."""
    # What has come in parts is still on the server (files.parts).
    gone = [file for file in form.files.values() if not getattr(file, "is_kept", False)]
    if gone and name in form.fields and name not in form.errors:
        form.add_error(name, "Файлы выберите ещё раз: браузер их не сохранил.")


def mark_optional(form):
    """Required is the rule; what may be left empty says so (ui.md)."""
    for field in form.fields.values():
        if not field.required and field.label and not isinstance(field, forms.BooleanField):
            field.label = f"{field.label.removesuffix(OPTIONAL)}{OPTIONAL}"


def limit_texts(form, longest=LONGEST):
    """Bound the texts that the model does not: pages, papers and letters show them whole."""
    for field in form.fields.values():
        if isinstance(field, forms.CharField) and field.max_length is None:
            field.max_length = longest
            field.validators.append(MaxLengthValidator(longest))


def still_ahead(day, today):
    """Why the day of what has happened is refused; empty when it has come."""
    if not day or day <= today:
        return ""
    return f"Этот день ещё не наступил: сегодня {dotted_date(today)}."


def name_empty_choices(form):
    """A list with nothing chosen says so, instead of a row of dashes."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label is not None:
                field.empty_label = NOTHING_CHOSEN
        elif isinstance(field, forms.ChoiceField):
            choices = list(field.choices)
            if choices and choices[0][0] in ("", None):
                field.choices = [("", NOTHING_CHOSEN), *choices[1:]]


def conflict_page(request, form, current, *, back):
    """409: both texts side by side, and the form with what this person typed."""
    theirs = form.values_of(current)
    rows = []
    for bound in form:
        if bound.name in ("version", "save") or bound.is_hidden:
            continue
        mine, saved = shown(bound.field, bound.value()), shown(bound.field, theirs.get(bound.name))
        if mine != saved:
            rows.append({"label": bound.label, "mine": mine, "theirs": saved})
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = current.version
    context = {"form": form, "rows": rows, "back": back}
    return render(request, "components/conflict.html", context, status=409)


def typed_texts(form):
    """[(label, text)] of what stands in a form that was sent, without empty fields."""
    fields = [bound for bound in form if not bound.is_hidden and bound.value()]
    texts = [(b.label.removesuffix(OPTIONAL), shown(b.field, b.value())) for b in fields]
    return [(label, text) for label, text in texts if text]


def shown(field, value):
    """Text of a field's value as a person reads it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (shown(field, one) for one in value)))
    if hasattr(field, "choices"):
        labels = {str(key): str(label) for key, label in flatten_choices(field.choices)}
        return labels.get("" if value is None else str(getattr(value, "pk", value)), "")
    if hasattr(value, "strftime"):
        return dotted_date(value)
    if isinstance(field, forms.DateField) and value:
        try:
            return dotted_date(field.to_python(value))
        except forms.ValidationError:
            return str(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
