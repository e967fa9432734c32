"""Form fields that let a file in only through the gate."""

from django import forms
from django.core.exceptions import ValidationError

from files import gate
from files.kinds import FileKind

MAX_FILES = 10


class UploadField(forms.FileField):
    """One file; `kinds` narrows what is taken. The value goes to files.store.store()."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "Выберите файл.",
        "invalid": "Файл не передан. Выберите его ещё раз.",
        "missing": "Файл не передан. Выберите его ещё раз.",
        "empty": "Файл пустой. Проверьте, тот ли файл выбран.",
        "kind": "Здесь нужен файл %(kinds)s.",
    }

    def __init__(self, *, kinds=tuple(FileKind), **kwargs):
        self.kinds = [FileKind(kind) for kind in kinds]
        kwargs.setdefault("help_text", f"{self._kinds_in_words()}, не больше {gate.MAX_FILE_LABEL}")
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        accept = ",".join(kind.extension for kind in self.kinds)
        return {**super().widget_attrs(widget), "accept": accept}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if data:
            self._inspect(upload)
        return upload

    def _inspect(self, upload):
        try:
            kind = gate.inspect(upload.name, upload)
        except gate.Refused as refusal:
            raise ValidationError(refusal.reason, code="refused") from None
        if kind not in self.kinds:
            words = {"kinds": self._kinds_in_words()}
            raise ValidationError(self.error_messages["kind"], code="kind", params=words)

    def _kinds_in_words(self):
        """«PDF, Word (.docx) или Excel (.xlsx)»."""
        names = [
            kind.label if kind == FileKind.PDF else f"{kind.label} ({kind.extension})"
            for kind in self.kinds
        ]
        return " или ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


class MultipleFileInput(forms.FileInput):
    allow_multiple_selected = True


class MultipleUploadField(UploadField):
    """Several files at once; the value is a list, empty when nothing was chosen."""

    widget = MultipleFileInput
    default_error_messages = {
        "too_many": "Выбрано файлов: %(count)s. За один раз можно загрузить не больше %(limit)s.",
    }

    def clean(self, data, initial=None):
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > MAX_FILES:
            numbers = {"count": len(uploads), "limit": MAX_FILES}
            raise ValidationError(self.error_messages["too_many"], "too_many", numbers)
        if not uploads:
            super().clean(None, initial)
            return []
        return self._clean_each(uploads)

    def _clean_each(self, uploads):
        """All the files, or one error per refused file that begins with its name."""
        errors = []
        for upload in uploads:
            try:
                super().clean(upload)
            except ValidationError as error:
                errors += [f"«{upload.name}»: {message}" for message in error.messages]
        if errors:
            raise ValidationError(errors, code="refused")
        return uploads
