"""Сдать файлы: the files, what they belong to, a few words."""

from django import forms
from django.utils.text import Truncator

from files.forms import MultipleUploadField
from files.kinds import PROOFS, FileKind
from lib.dates import dotted_date
from lib.forms import helper, name_empty_choices
from monitoring.handing_in import key_of
from schools.models import Programme

LONGEST = 90
GONE = "Этого больше нет в списке: уже сдано, снято или не ваше. Выберите другое."
ONE_FILE = "Для программы выберите один файл: у каждой версии он один."
NO_PHOTO = "Программа — это файл PDF, Word (.docx) или Excel (.xlsx)."
NO_WORDS = "Напишите, что сделано: без этого отчёт не отправить."


class HandInForm(forms.Form):
    """Files for a report or for a programme of one's own school."""

    file = MultipleUploadField(label="Файлы и фотографии", kinds=PROOFS)
    place = forms.ChoiceField(
        label="К чему относятся",
        error_messages={"required": "Выберите, о чём файлы.", "invalid_choice": GONE},
    )
    text = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Для программы — что нового в этом файле, можно не заполнять.",
    )

    def __init__(self, *args, places, address, back="", **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        reports = [(key_of(row), words_of(row)) for row in places.checkpoints]
        programmes = [(key_of(row), f"{row}, {row.school}") for row in places.programmes]
        groups = [("Отчёт о мероприятии", reports), ("Новая версия программы", programmes)]
        self.fields["place"].choices = [("", ""), *(group for group in groups if group[1])]
        name_empty_choices(self)
        self.helper = helper("Отправить", "file", "place", "text", back=back, multipart=True)
        self.helper.form_action = address

    def clean_place(self):
        return self.places.find(self.cleaned_data["place"])

    def clean(self):
        cleaned = super().clean()
        place, files = cleaned.get("place"), cleaned.get("file") or []
        if isinstance(place, Programme):
            if len(files) > 1:
                self.add_error("file", ONE_FILE)
            elif any(file.name.endswith(FileKind.PHOTO.extension) for file in files):
                self.add_error("file", NO_PHOTO)
        elif place and not cleaned.get("text"):
            self.add_error("text", NO_WORDS)
        return cleaned


def words_of(checkpoint):
    """«до 15.04.2026: Провести обследование»."""
    return f"до {dotted_date(checkpoint.due_on)}: {Truncator(checkpoint.text).chars(LONGEST)}"
