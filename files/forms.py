"""Form fields that let a file in only through the gate."""

from django import forms
from django.core.exceptions import ValidationError

from files import gate
from files.gate.limits import MEGABYTE
from files.kinds import PAPERS, FileKind

MAX_FILES = 10
# Of one form; the web server in front lets through a little more (docs/deploy/nginx.conf).
MAX_TOTAL = 60 * MEGABYTE
MAX_TOTAL_LABEL = "60 МБ"


class UploadField(forms.FileField):
    """One file; `kinds` narrows what is taken. The value goes to files.store.store()."""

    widget = forms.FileInput
    limit_label = f"не больше {gate.MAX_FILE_LABEL}"
    default_error_messages = {
        "required": "Выберите файл.",
        "invalid": "Файл не передан. Выберите его ещё раз.",
        "missing": "Файл не передан. Выберите его ещё раз.",
        "empty": "Файл пустой. Проверьте, тот ли файл выбран.",
        "kind": "Здесь нужен файл %(kinds)s.",
    }

    def __init__(self, *, kinds=PAPERS, **kwargs):
        self.kinds = [FileKind(kind) for kind in kinds]
        kwargs.setdefault("help_text", f"{self._kinds_in_words()}, {self.limit_label}")
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        accept = ",".join(ending for kind in self.kinds for ending in kind.extensions)
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
            kind.label if kind == FileKind.PDF else f"{kind.label} ({', '.join(kind.extensions)})"
            for kind in self.kinds
        ]
        return " или ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


class MultipleFileInput(forms.FileInput):
    allow_multiple_selected = True


class MultipleUploadField(UploadField):
    """Several files at once; the value is a list, empty when nothing was chosen."""

    widget = MultipleFileInput
    limit_label = f"каждый не больше {gate.MAX_FILE_LABEL}, вместе не больше {MAX_TOTAL_LABEL}"
    default_error_messages = {
        "too_many": "Выбрано файлов: %(count)s. За один раз можно загрузить не больше %(limit)s.",
        "too_big": (
            f"Файлы вместе больше {MAX_TOTAL_LABEL}. Сожмите рисунки в них или выберите меньше "
            "файлов."
        ),
    }

    def clean(self, data, initial=None):
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > MAX_FILES:
            numbers = {"count": len(uploads), "limit": MAX_FILES}
            raise ValidationError(self.error_messages["too_many"], "too_many", numbers)
        if sum(getattr(upload, "size", 0) for upload in uploads) > MAX_TOTAL:
            raise ValidationError(self.error_messages["too_big"], "too_big")
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
