from django import forms

from files.forms import UploadField
from files.kinds import PROOFS
from lib.dates import dotted_date
from lib.forms import DateField, helper
from monitoring.forms.acts import ActForm


class AskDateForm(ActForm):
    """Запрос о переносе срока: until when, why, and a paper if there is one."""

    due_on = DateField(label="Новый срок", error_messages={"required": "Укажите новый срок."})
    reason = forms.CharField(
        label="Причина",
        help_text="Её увидит тот, кто решает, и она останется в истории.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Напишите, почему срок нужно перенести."},
    )
    file = UploadField(
        label="Документ или фотография (необязательно)", kinds=PROOFS, required=False
    )

    def __init__(self, *args, checkpoint, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.checkpoint = checkpoint
        self.initial["version"] = checkpoint.version
        names = ("version", "due_on", "reason", "file")
        self.helper = helper(submit, *names, back=back, multipart=True)

    def clean_due_on(self):
        day, today = self.cleaned_data["due_on"], self.checkpoint.municipality.today()
        if day <= self.checkpoint.due_on:
            raise forms.ValidationError(
                f"Новый срок должен быть позже прежнего, {dotted_date(self.checkpoint.due_on)}."
            )
        if day < today:
            raise forms.ValidationError("Новый срок уже прошёл. Укажите день не раньше сегодня.")
        return day


class DecideDateForm(ActForm):
    """Решение по запросу о переносе срока."""

    GRANT, REFUSE = "grant", "refuse"

    decision = forms.ChoiceField(
        label="Решение",
        choices=[(GRANT, "Перенести срок"), (REFUSE, "Отказать")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    answer = forms.CharField(
        label="Пояснение",
        help_text="При отказе — обязательно: исполнитель увидит этот текст.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, request, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = request.checkpoint.version
        self.helper = helper(submit, "version", "decision", "answer", back=back)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.REFUSE and not cleaned.get("answer"):
            self.add_error("answer", "Напишите, почему отказано.")
        return cleaned
