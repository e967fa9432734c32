from django import forms

from lib.forms import helper


class SignMinutesForm(forms.Form):
    """Подписание протокола: the number, and the text that the signer has read."""

    number = forms.CharField(
        label="Номер протокола",
        max_length=20,
        required=False,
        help_text="Если оставить пустым, программа даст следующий номер этой группы за год.",
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Подписать протокол", "number", "seen_digest", back=back)

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if number and not any(sign.isdigit() for sign in number):
            raise forms.ValidationError("В номере протокола нет ни одной цифры.")
        return number

    def values(self):
        """Arguments of sign_meeting."""
        data = self.cleaned_data
        return {"number": data["number"], "seen_digest": data["seen_digest"]}
