"""Forms of dissents and of remarks to the draft of the minutes."""

from django import forms

from files.forms import UploadField
from lib.dates import dotted_date
from lib.forms import DateField, VersionedForm, helper
from workgroups.models import Dissent, MinutesRemark

SAYS_NOTHING = "Напишите мнение или приложите файл."


class DissentForm(VersionedForm):
    """A dissent: the text or the file; the secretary names whose it is."""

    written_on = DateField(label="Дата")
    file = UploadField(label="Файл", required=False)

    class Meta:
        model = Dissent
        fields = ["person", "written_on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, authors, back, **kwargs):
        super().__init__(*args, **kwargs)
        if authors is None:
            del self.fields["person"]
        else:
            self.fields["person"].queryset = authors
        names = [*self.written_fields, "file"]
        self.helper = helper("Подать особое мнение", "version", *names, back=back, multipart=True)

    def _get_validation_exclusions(self):
        # The item is set already: one dissent of a person on it.
        # A person who is not chosen is told so by the field.
        return super()._get_validation_exclusions() - ({"item", "person"} - self.errors.keys())

    def clean_written_on(self):
        """Between the meeting and today: a slip of the year would be printed in the minutes."""
        day, meeting = self.cleaned_data["written_on"], self.instance.item.meeting
        today = meeting.municipality.today()
        if not meeting.held_on <= day <= today:
            first, last = dotted_date(meeting.held_on), dotted_date(today)
            raise forms.ValidationError(f"Дата — со дня заседания по сегодня: {first} – {last}.")
        return day

    def validate_constraints(self):
        """That it says something is asked in clean(): the file is stored later."""
        try:
            exclude = self._get_validation_exclusions()
            self.instance.validate_constraints(exclude=exclude | {"text", "file"})
        except forms.ValidationError as error:
            self._update_errors(error)

    def clean(self):
        cleaned = super().clean()
        has_file = cleaned.get("file") or self.instance.file_id
        if not cleaned.get("text") and not has_file and "file" not in self.errors:
            self.add_error("text", SAYS_NOTHING)
        return cleaned


class RemarkForm(VersionedForm):
    """What a member would have otherwise in the minutes."""

    class Meta:
        model = MinutesRemark
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"text": "Что в проекте протокола неверно и как правильно."}

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Отправить замечание", "version", "text", back=back)


class AnswerForm(VersionedForm):
    """What the secretary has done about a remark."""

    class Meta:
        model = MinutesRemark
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"answer": "Например: учтено в пункте 2.1; не принято, потому что …"}

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].label = "Что сделано"
        self.helper = helper("Ответить на замечание", "version", "answer", back=back)
