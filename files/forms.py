"""Form fields that let a file in only through the gate."""

import time

from django import forms
from django.core.exceptions import ValidationError

from files import gate, photos, quarantine
from files.gate.limits import MAX_PHOTO_LABEL, MEGABYTE
from files.kinds import PAPERS, FileKind
from files.widgets import MultiplePartsInput, PartsInput

MAX_FILES = 10
# Of one form; the web server in front lets through a little more (docs/deploy/nginx.conf).
MAX_TOTAL = 60 * MEGABYTE
MAX_TOTAL_LABEL = "60 МБ"
# For the photographs of one form: it is read inside a transaction (docs/decisions/0007).
MAX_SECONDS = 15
OF_PHOTOS = (
    f". Фотографии (до {MAX_PHOTO_LABEL}) программа уменьшает и убирает из них место и время "
    "съёмки."
)
# How kinds are named; all others with every ending that their files have.
WORDS = {FileKind.PDF: FileKind.PDF.label, FileKind.PHOTO: "фотография (.jpg, .png)"}


class UploadField(forms.FileField):
    """One file; `kinds` says what is taken. The value goes to files.store.store(): the upload, or
    of a photograph what was drawn from it."""

    widget = PartsInput
    limit_label = f"не больше {gate.MAX_FILE_LABEL}"
    default_error_messages = {
        "required": "Выберите файл.",
        "invalid": "Файл не передан. Выберите его ещё раз.",
        "missing": "Файл не передан. Выберите его ещё раз.",
        "empty": "Файл пустой. Проверьте, тот ли файл выбран.",
        "kind": "Здесь нужен файл %(kinds)s.",
        "no_photo": "Здесь нужен файл %(kinds)s. Фотографию сохраните как PDF.",
    }

    def __init__(self, *, kinds=PAPERS, **kwargs):
        self.kinds = [FileKind(kind) for kind in kinds]
        of_photos = OF_PHOTOS if FileKind.PHOTO in self.kinds else ""
        kwargs.setdefault("help_text", f"{self._kinds_in_words()}, {self.limit_label}{of_photos}")
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        accept = ",".join(what for kind in self.kinds for what in kind.accepted)
        return {**super().widget_attrs(widget), "accept": accept}

    def bound_data(self, data, initial):
        """What a form with a fault still holds: the files that have come in parts, else nothing."""
        sent = data if isinstance(data, list) else [data]
        return [file for file in sent if getattr(file, "is_kept", False)] or initial

    def clean(self, data, initial=None, *, seconds=MAX_SECONDS):
        upload = super().clean(data, initial)
        return self._let_in(upload, seconds) if data else upload

    def _let_in(self, upload, seconds):
        """The upload as it is to be stored; a photograph is drawn anew within the seconds."""
        try:
            kind = gate.inspect(upload.name, upload)
            self._check_kind(kind)
            held = quarantine.check(upload)
            if kind == FileKind.PHOTO:
                upload = photos.redrawn(upload, seconds=seconds)
                upload.quarantine = held
            return upload
        except gate.Refused as refusal:
            upload.is_kept = False  # sent once more, it would be refused once more
            raise ValidationError(refusal.reason, code="refused") from None

    def _check_kind(self, kind):
        if kind in self.kinds:
            return
        code = "no_photo" if kind == FileKind.PHOTO and FileKind.PDF in self.kinds else "kind"
        words = {"kinds": self._kinds_in_words()}
        raise ValidationError(self.error_messages[code], code=code, params=words)

    def _kinds_in_words(self):
        """«PDF, Word (.docx) или Excel (.xlsx)»."""
        names = [
            WORDS.get(kind) or f"{kind.label} ({', '.join(kind.extensions)})" for kind in self.kinds
        ]
        return " или ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


class MultipleUploadField(UploadField):
    """Several files at once; the value is a list, empty when nothing was chosen."""

    widget = MultiplePartsInput
    limit_label = f"каждый не больше {gate.MAX_FILE_LABEL}, вместе не больше {MAX_TOTAL_LABEL}"
    default_error_messages = {
        "too_many": "Выбрано файлов: %(count)s. За один раз можно загрузить не больше %(limit)s.",
        "too_big": (
            f"Файлы вместе больше {MAX_TOTAL_LABEL}. Сожмите рисунки в них или выберите меньше "
            "файлов."
        ),
        "too_slow": "Снимки читаются слишком долго. Отправьте их по одному или по два.",
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
        taken, errors = [], []
        give_up_at = time.monotonic() + MAX_SECONDS
        for upload in uploads:
            if (seconds := give_up_at - time.monotonic()) < 1:
                errors.append(self.error_messages["too_slow"])
                break
            try:
                taken.append(super().clean(upload, seconds=seconds))
            except ValidationError as error:
                errors += [f"«{upload.name}»: {message}" for message in error.messages]
        if errors:
            raise ValidationError(errors, code="refused")
        return taken
