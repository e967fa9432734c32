"""«Проверить документ»: a public page that tells whether a file is a registered document."""

import hashlib

from django import forms
from django.shortcuts import render
from django.views import View
from django_scopes import scopes_disabled

from accounts.limits import TOO_OFTEN, asks_too_often
from documents.models import Order
from files.gate.limits import MEGABYTE
from lib.forms import helper, mark_optional
from lib.htmx import INVALID

MAX_FILE = 30 * MEGABYTE
# Of one address: enough for a person with a folder, too few for a program that guesses.
MOST_IN_A_MINUTE = 30


class VerifyForm(forms.Form):
    """A file, or its sum."""

    file = forms.FileField(
        label="Файл PDF",
        required=False,
        help_text="Файл никуда не сохраняется: программа только считает его контрольную сумму.",
    )
    checksum = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        required=False,
        label="Или контрольная сумма (SHA-256)",
        help_text="64 знака: цифры и буквы от a до f. Она стоит в карточке документа.",
        error_messages={"invalid": "Контрольная сумма — это 64 знака: цифры и буквы от a до f."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mark_optional(self)
        self.helper = helper("Проверить", "file", "checksum", multipart=True)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > MAX_FILE:
            raise forms.ValidationError("Файл больше 30 МБ: таких документов здесь не бывает.")
        return upload

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not cleaned.get("checksum"):
            raise forms.ValidationError("Выберите файл или впишите контрольную сумму.")
        return cleaned

    def digest(self):
        """Hex SHA-256 to look for."""
        upload = self.cleaned_data["file"]
        if not upload:
            return self.cleaned_data["checksum"].lower()
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        return digest.hexdigest()


class Verify(View):
    """Whoever asks is told «yes» or «no», and nothing else of the document."""

    def get(self, request):
        return self.show(VerifyForm())

    def post(self, request):
        form = VerifyForm(request.POST, request.FILES)
        if asks_too_often("verify", request, most=MOST_IN_A_MINUTE):
            form.add_error(None, "Слишком много проверок подряд. Подождите минуту и повторите.")
            return self.show(form, status=TOO_OFTEN)
        if not form.is_valid():
            return self.show(form, status=INVALID)
        return self.show(VerifyForm(), is_registered=is_registered(form.digest()))

    def show(self, form, *, status=200, is_registered=None):
        context = {"form": form, "is_registered": is_registered}
        return render(self.request, "documents/verify.html", context, status=status)


def is_registered(digest):
    """Whether some municipality keeps an order with exactly this PDF."""
    with scopes_disabled():
        return Order.objects.registered().filter(pdf__sha256=digest).exists()
