from django import forms

from schools.models import Person, School, Unit

# What a choice «person-12» names.
KINDS = {"school": School, "unit": Unit, "person": Person}
GROUPS = (("Школы", "school"), ("Отделы и службы", "unit"), ("Люди", "person"))


class PartyField(forms.ChoiceField):
    """A school, a unit or a person of the municipality; gives field values of a checkpoint."""

    def __init__(self, municipality, *, label, without=None):
        """`without` is a checkpoint whose own executor is not offered."""
        groups = [(name, choices_of(kind, municipality, without)) for name, kind in GROUPS]
        super().__init__(
            label=label,
            choices=[("", "не выбрано"), *groups],
            error_messages={"required": "Выберите исполнителя."},
        )

    def clean(self, value):
        kind, _, pk = super().clean(value).partition("-")
        party = KINDS[kind].objects.get(pk=pk)
        return {kind: party, "executor": str(party)[:300]}


def choices_of(kind, municipality, without):
    """[(«person-12», name)] of one kind in the municipality."""
    rows = KINDS[kind].objects.filter(municipality=municipality)
    if without:
        rows = rows.exclude(pk=getattr(without, f"{kind}_id"))
    return [(f"{kind}-{row.pk}", str(row)) for row in rows]
