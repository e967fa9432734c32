"""Ballots of an absentee poll."""

from django import forms

from lib.forms import helper, name_empty_choices
from workgroups.models import Ballot

OWN_CHOICES = [
    (Ballot.FOR, "за"),
    (Ballot.AGAINST, "против"),
    (Ballot.ABSTAINED, "воздерживаюсь"),
    (Ballot.RECUSED, "не голосую: у меня конфликт интересов"),
]


class BallotForm(forms.Form):
    """How one votes on every item; what is left out is not voted on."""

    ballot_choices = OWN_CHOICES

    def __init__(self, *args, items, votes=(), submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        cast = {vote.item_id: vote.choice for vote in votes}
        for item in items:
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=f"{item.position}. {item.title}",
                help_text=item.draft_decision,
                choices=self.ballot_choices,
                required=False,
                initial=cast.get(item.pk),
                widget=forms.RadioSelect,
            )
        self.helper = helper(submit, *self.fields, back=back)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(self.choices().values()):
            raise forms.ValidationError("Отметьте голос хотя бы по одному вопросу.")
        return cleaned

    def choices(self):
        """{item: Ballot or nothing}."""
        return {item: self.cleaned_data.get(f"item_{item.pk}") for item in self.items}


class PaperBallotForm(BallotForm):
    """The same from paper, of a member whom the secretary names."""

    ballot_choices = Ballot.choices

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {seat.person.pk: seat.person for seat in seats}
        choices = [("", ""), *((pk, str(person)) for pk, person in self.people.items())]
        person = forms.TypedChoiceField(label="Чей бюллетень", choices=choices, coerce=int)
        self.fields = {"person": person, **self.fields}
        name_empty_choices(self)
        self.helper = helper("Внести бюллетень", *self.fields, back=kwargs["back"])

    @property
    def person(self):
        """The member whose ballot it is."""
        return self.people[self.cleaned_data["person"]]
