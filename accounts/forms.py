from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)


class FirstPasswordForm(forms.Form):
    """The first password of an invited person, typed once and shown on request."""

    password = forms.CharField(
        label="Придумайте пароль",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
        self.helper = FormHelper()
        self.helper.layout = Layout("password", Submit("save", "Установить пароль и войти"))

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password
