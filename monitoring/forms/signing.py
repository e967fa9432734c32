from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from lib.forms import DateField
from monitoring.acknowledging import digest_of


def reason_field(error):
    """Field for the reason to sign in spite of an error that the check has found."""
    return forms.CharField(
        label=f"{error.where[:1].upper()}{error.where[1:]}. {error.text}",
        help_text="Проверка считает это ошибкой. Исправьте или напишите, почему оставляете так.",
        max_length=500,
        widget=forms.TextInput,
        error_messages={"required": "Напишите, почему подписываете несмотря на это."},
    )


class SignForm(forms.Form):
    """Подписание и регистрация: number and date, and the text that the head has read."""

    number = forms.CharField(
        label="Номер",
        max_length=40,
        required=False,
        help_text="Как в журнале регистрации, вместе с буквами: 86-р, 01-10/142-2. "
        "Если оставить пустым, программа даст следующий номер журнала.",
    )
    signed_on = DateField(label="Дата", error_messages={"required": "Укажите дату подписания."})
    seen_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, order, errors=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order
        self.errors_found = {f"reason_{digest_of(error)[:16]}": error for error in errors}
        for name, error in self.errors_found.items():
            self.fields[name] = reason_field(error)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            *self.errors_found,
            "number",
            "signed_on",
            "seen_digest",
            Submit("sign", "Подписать и зарегистрировать"),
        )

    def values(self):
        """Arguments of sign_order: the requisites, and the errors with the reasons to sign."""
        data = self.cleaned_data
        return {
            "number": data["number"].strip(),
            "signed_on": data["signed_on"],
            "seen_digest": data["seen_digest"],
            "acknowledged": [(error, data[name]) for name, error in self.errors_found.items()],
        }

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > self.order.municipality.today():
            raise forms.ValidationError("Дата подписания ещё не наступила.")
        return day
