from django import forms

from lib.forms import DateField, VersionedForm, helper
from workgroups.models import Resolution


class AnswerForm(VersionedForm):
    """Ответ отдела на рекомендацию: what was answered and when."""

    answer = forms.CharField(
        label="Ответ отдела",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Что решил отдел: принято к исполнению, чем и когда, или почему нет.",
        error_messages={"required": "Напишите, что ответил отдел."},
    )
    answered_on = DateField(label="Дата ответа")

    class Meta:
        model = Resolution
        fields = ["answer", "answered_on"]

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].required = True
        self.initial["answered_on"] = (
            self.instance.answered_on or self.instance.municipality.today()
        )
        self.helper = helper("Записать ответ", "version", *self.written_fields, back=back)

    def clean_answered_on(self):
        day = self.cleaned_data["answered_on"]
        if day > self.instance.municipality.today():
            raise forms.ValidationError("Этот день ещё не наступил.")
        if day < self.instance.item.meeting.held_on:
            raise forms.ValidationError("Ответ не бывает раньше заседания.")
        return day
