"""Forms of the lead executor: a part for a co-executor, and its inner date."""

from django import forms

from lib.dates import dotted_date
from lib.forms import DateField, helper
from monitoring.forms.acts import SeenForm, words_field
from schools.models import Person, School, Unit

NOT_LATER = "Не позже вашего срока, {}: за всё отвечает ведущий исполнитель."


class InnerDateForm(SeenForm):
    """By when the co-executor is to be ready: not later than the lead's own date."""

    due_on = DateField(
        label="Внутренний срок", error_messages={"required": "Укажите внутренний срок."}
    )

    def __init__(self, *args, lead, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.lead = lead
        self.initial.setdefault("version", self.checkpoint.version)
        self.helper = helper(submit, *self.fields, back=back)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day > self.lead.due_on:
            raise forms.ValidationError(NOT_LATER.format(dotted_date(self.lead.due_on)))
        return day


class PartForm(InnerDateForm):
    """Поручение соисполнителю: who, what, by when."""

    party = forms.ChoiceField(
        label="Кому", error_messages={"required": "Выберите, кому поручаете."}
    )
    text = words_field("Что сделать", "Соисполнитель увидит эти слова.", "Напишите, что сделать.")
    field_order = ["version", "party", "text", "due_on"]

    # What a choice «person-12» names: model and field of the checkpoint.
    KINDS = {"school": School, "unit": Unit, "person": Person}

    def __init__(self, *args, lead, **kwargs):
        super().__init__(*args, lead=lead, checkpoint=lead, **kwargs)
        self.initial |= {"text": lead.text, "due_on": lead.due_on}
        groups = (("Школы", "school"), ("Отделы и службы", "unit"), ("Люди", "person"))
        self.fields["party"].choices = [
            ("", "не выбрано"),
            *((label, self.choices_of(kind)) for label, kind in groups),
        ]

    def choices_of(self, kind):
        """[(«person-12», name)] of one kind in the municipality."""
        rows = self.KINDS[kind].objects.filter(municipality=self.lead.municipality_id)
        return [(f"{kind}-{row.pk}", str(row)) for row in rows]

    def clean_party(self):
        """The executor as field values of a checkpoint."""
        kind, _, pk = self.cleaned_data["party"].partition("-")
        party = self.KINDS[kind].objects.get(pk=pk)
        return {kind: party, "executor": str(party)[:300]}
