"""Forms of the lead executor: a part for a co-executor, and its inner date."""

from django import forms

from lib.dates import dotted_date
from lib.forms import DateField, helper
from monitoring.forms.acts import ActForm, words_field
from monitoring.forms.parties import PartyField

NOT_LATER = "Не позже вашего срока, {}: за всё отвечает ведущий исполнитель."


class InnerDateForm(ActForm):
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

    text = words_field("Что сделать", "Соисполнитель увидит эти слова.", "Напишите, что сделать.")

    def __init__(self, *args, lead, **kwargs):
        super().__init__(*args, lead=lead, checkpoint=lead, **kwargs)
        self.initial |= {"text": lead.text, "due_on": lead.due_on}
        self.fields["party"] = PartyField(lead.municipality, label="Кому", without=lead)
        self.order_fields(["version", "party", "text", "due_on"])
        self.helper.layout[0:1] = list(self.fields)
