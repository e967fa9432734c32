from datetime import date

from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.forms.control_dates import ControlDatesField
from roadmaps.importing.plan import ActionReading
from roadmaps.models import DeadlineKind, PlanImport

TEXTS = (
    "number",
    "deadline_text",
    "responsible_text",
    "expected_result",
    "indicator",
    "note",
)


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
        actions = measure.actions or [ActionReading("", "")]
        self.texts = [self.add_action(*pair) for pair in enumerate(actions)]
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
        said = dict(instance.corrections.get(str(self.measure.key), {}))
        actions = {f"action_{place}": text for place, text in said.pop("actions", {}).items()}
        shown = {name: self.fields[name].initial for name in self.texts} | self.initial
        if "control_dates" in said:
            said["control_dates"] = list(map(date.fromisoformat, said["control_dates"]))
        return shown | said | actions

    @property
    def said(self):
        """The correction as it is stored: texts that differ, the deadline as it is now.

        What the person left as it was follows the reading when a column is corrected later.
        """
        cleaned = self.cleaned_data
        changed = [name for name in TEXTS if cleaned[name] != (self.initial[name] or "")]
        actions = {
            str(place): cleaned[name]
            for place, name in enumerate(self.texts)
            if cleaned[name] != (self.fields[name].initial or "")
        }
        said = {name: cleaned[name] for name in changed} | {"actions": actions, "is_checked": True}
        if self.keeps_old_dates(changed):
            return said
        return said | {
            "deadline_kind": cleaned["deadline_kind"],
            "control_dates": [day.isoformat() for day in cleaned["control_dates"]],
        }

    def keeps_old_dates(self, changed):
        """True when the words are new and the dates those of the old ones: they are read anew."""
        cleaned = self.cleaned_data
        return (
            "deadline_text" in changed
            and cleaned["deadline_kind"] == self.initial["deadline_kind"]
            and cleaned["control_dates"] == sorted(self.initial["control_dates"])
        )
