"""«Поставить на контроль»: clauses of a signed order, each with days and proof."""

from django import forms

from lib.forms import helper
from monitoring.duties import parties_of, proposed_dates, schools_of
from monitoring.forms.parties import PartyField
from roadmaps.forms.control_dates import ControlDatesField
from roadmaps.models import Proof


class ClauseForm(forms.Form):
    """One clause: by which days, who when it names nobody, what proves it."""

    def __init__(self, *args, clause, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.named = [party["executor"] for party in parties_of(clause)]
        self.named += [str(school) for school in schools_of(clause)]
        if not self.named:
            self.fields["party"] = PartyField(clause.order.municipality, label="Кто исполняет")
        self.fields["dates"] = ControlDatesField(
            label="Сроки",
            help_text="К каждой дате исполнители отчитаются. Например: 15.04.2026, 01.06.2026.",
        )
        self.fields["dates"].required = True
        self.fields["dates"].error_messages["required"] = "Укажите хотя бы один срок."
        self.fields["proof"] = forms.ChoiceField(
            label="Чем подтверждается исполнение", choices=Proof.choices
        )
        self.initial |= {"dates": proposed_dates(clause), "proof": Proof.ANY}
        self.helper = helper(submit, *self.fields, back=back)

    def values(self):
        """Arguments of put_clause_on_control."""
        data = self.cleaned_data
        party = data.get("party")
        return {
            "dates": data["dates"],
            "proof": data["proof"],
            "parties": [party] if party else [],
        }

    def clean_dates(self):
        if not self.cleaned_data["dates"]:
            raise forms.ValidationError("Укажите хотя бы один срок.")
        return self.cleaned_data["dates"]
