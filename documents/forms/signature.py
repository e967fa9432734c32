from django import forms

from files.forms import UploadField
from files.gate.limits import MAX_SIGNATURE_LABEL
from files.kinds import FileKind
from lib.forms import helper


class SignatureUploadField(UploadField):
    """A file of an electronic signature."""

    limit_label = f"не больше {MAX_SIGNATURE_LABEL}"


class ScanForm(forms.Form):
    """Скан подписанного документа; a photograph or a picture is saved as PDF first."""

    file = UploadField(label="Скан", kinds=[FileKind.PDF])

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Приложить скан", "file", back=back, multipart=True)


class SignatureForm(forms.Form):
    """Файл электронной подписи."""

    file = SignatureUploadField(label="Файл подписи", kinds=[FileKind.SIGNATURE])

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Приложить подпись", "file", back=back, multipart=True)
