from django import forms

from files.forms import UploadField
from files.kinds import FileKind
from lib.forms import helper


class TableForm(forms.Form):
    """A filled template."""

    file = UploadField(label="Заполненный файл", kinds=[FileKind.XLSX])

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Проверить файл", "file", back=back, multipart=True)
