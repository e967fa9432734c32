from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from lib.dates import dotted_date
from lib.forms import DateField, mark_optional
from roadmaps.models import EditionState


class ApproveForm(forms.Form):
    """Утверждение школьной карты: the school's order, and the text that the director has read."""

    number = forms.CharField(
        label="Номер приказа школы",
        max_length=40,
        help_text="Как в журнале приказов школы: 45-о, 112/1.",
        error_messages={"required": "Укажите номер приказа."},
    )
    signed_on = DateField(
        label="Дата приказа", error_messages={"required": "Укажите дату приказа."}
    )
    minutes = forms.CharField(
        label="Протокол педагогического совета",
        max_length=100,
        required=False,
        help_text="Если карту рассматривали на педсовете: «от 30.08.2026 № 1».",
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        mark_optional(self)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            "number", "signed_on", "minutes", "seen_digest", Submit("approve", "Утвердить карту")
        )

    def clean_number(self):
        number = " ".join(self.cleaned_data["number"].replace("№", " ").split())
        if not number:
            raise forms.ValidationError("Укажите номер приказа.")
        return number

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > self.edition.municipality.today():
            raise forms.ValidationError("Дата приказа ещё не наступила.")
        last = self.edition.roadmap.editions.filter(state=EditionState.APPROVED).first()
        if last and last.approved_on and day < last.approved_on:
            told = dotted_date(last.approved_on)
            raise forms.ValidationError(
                f"Действующая карта утверждена {told}: приказ об изменениях не может быть раньше."
            )
        return day
