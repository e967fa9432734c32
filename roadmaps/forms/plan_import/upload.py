from django import forms

from files import gate
from files.forms import UploadField
from files.kinds import FileKind
from lib.forms import helper

MOST_PASTED = 2_000_000
BOTH = "Выберите что-то одно: файл или вставленную таблицу."
NEITHER = "Выберите файл или вставьте таблицу."


class UploadPlanForm(forms.Form):
    """The paper: a file or a pasted table."""

    file = UploadField(label="Файл с планом", kinds=(FileKind.DOCX, FileKind.XLSX), required=False)
    pasted = forms.CharField(
        label="Или вставьте таблицу, скопированную из Word, Excel или со страницы",
        widget=forms.Textarea(attrs={"rows": 6, "data-paste-table": ""}),
        required=False,
        max_length=MOST_PASTED,
        error_messages={"max_length": "Таблица слишком велика. Загрузите её файлом."},
    )

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Прочитать план", "file", "pasted", back=back, multipart=True)

    def clean(self):
        cleaned = super().clean()
        has_file, has_text = bool(cleaned.get("file")), bool(cleaned.get("pasted", "").strip())
        if has_file and has_text:
            self.add_error("pasted", BOTH)
        elif not (has_file or has_text or self.errors):
            self.add_error("file", NEITHER)
        return cleaned

    @property
    def kind(self):
        """FileKind of the accepted file."""
        upload = self.cleaned_data["file"]
        return gate.inspect(upload.name, upload)
