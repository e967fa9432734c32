from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.forms.control_dates import ControlDatesField
from roadmaps.models import DeadlineKind, PlanImport


class ReadMeasureForm(VersionedForm):
    """One measure as it was understood; what is saved here is a person's word."""

    number = forms.CharField(label="Номер", max_length=40, required=False)
    deadline_text = forms.CharField(
        label="Слова в графе «Срок»",
        max_length=1000,
        required=False,
        help_text="Печатаются как есть.",
    )
    deadline_kind = forms.ChoiceField(label="Что эти слова значат", choices=DeadlineKind.choices)
    control_dates = ControlDatesField(
        label="Контрольные даты",
        help_text="К каждой дате исполнители отчитаются. Например: 15.04.2026, 01.06.2026.",
    )
    responsible_text = forms.CharField(
        label="Слова в графе «Ответственный»",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    expected_result = forms.CharField(
        label="Ожидаемый результат", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    indicator = forms.CharField(
        label="Показатель", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    note = forms.CharField(
        label="Примечание", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    class Meta:
        model = PlanImport
        fields = []

    def __init__(self, *args, measure, days, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.texts = [self.add_action(*pair) for pair in enumerate(measure.actions)]
        self.initial |= {
            "number": measure.number,
            "deadline_text": measure.deadline_text,
            "deadline_kind": measure.deadline.kind.value,
            "control_dates": days,
            "responsible_text": measure.responsible_text,
            "expected_result": measure.expected_result,
            "indicator": measure.indicator,
            "note": measure.note,
        }
        names = [*self.texts, *(name for name in self.fields if name not in self.texts)]
        self.helper = helper("Сохранить: всё верно", *names, back=back)

    def add_action(self, index, action):
        name = f"action_{index}"
        self.fields[name] = forms.CharField(
            label=f"Что делает: {action.actor}" if action.actor else "Что делается",
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=action.text,
        )
        return name

    def values_of(self, instance):
        """The other person's words about the same measure."""
        said = instance.corrections.get(str(self.measure.source_rows[0]), {})
        actions = said.get("actions") or [action.text for action in self.measure.actions]
        return self.initial | said | dict(zip(self.texts, actions, strict=False))

    @property
    def said(self):
        """The correction as it is stored."""
        cleaned = self.cleaned_data
        names = [n for n in self.fields if n not in (*self.texts, "version", "control_dates")]
        return {name: cleaned[name] for name in names} | {
            "actions": [cleaned[name] for name in self.texts],
            "control_dates": [day.isoformat() for day in cleaned["control_dates"]],
            "is_checked": True,
        }
