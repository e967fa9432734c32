"""Choosing who answers: a few selects in order, over the parties of the municipality."""

import re

from django import forms

from documents.forms.people import held_posts, with_post
from lib.forms import NOTHING_CHOSEN
from roadmaps.models import Responsible, ResponsibleKind
from schools.models import Person, School, Unit

SHOWN = 6
MOST = 30
FIELD = re.compile(r"responsible_(\d{1,2})")
NOT_LISTED = "Такого ответственного нет в списке. Выберите из списка или впишите ниже словами."
NAMED = (ResponsibleKind.PERSON, ResponsibleKind.UNIT, ResponsibleKind.SCHOOL)


def party_choices(municipality):
    """Grouped options of everyone who may answer for a measure here."""
    people = Person.objects.filter(municipality=municipality)
    people = people.prefetch_related(held_posts(municipality))
    units = Unit.objects.filter(municipality=municipality)
    schools = School.objects.filter(municipality=municipality)
    return [
        ("", NOTHING_CHOSEN),
        (ResponsibleKind.SCHOOLS.value, "Все школы плана"),
        ("Люди", [(f"person:{person.pk}", with_post(person)) for person in people]),
        ("Подразделения и органы", [(f"unit:{unit.pk}", str(unit)) for unit in units]),
        ("Школы", [(f"school:{school.pk}", str(school)) for school in schools]),
    ]


def code_of(reference):
    """Option value of a saved reference: «person:12», «schools», «text:члены совета»."""
    if reference.kind in NAMED:
        return f"{reference.kind}:{getattr(reference, f'{reference.kind}_id')}"
    return f"{reference.kind}:{reference.text}" if reference.text else reference.kind


def code_of_values(values):
    """Option value of field values: what values_of_code() turns back."""
    kind = ResponsibleKind(values["kind"]).value
    if kind in NAMED:
        return f"{kind}:{values[f'{kind}_id']}"
    return f"{kind}:{values['text']}" if values.get("text") else kind


def values_of_code(code):
    """Field values of the reference that the option stands for."""
    kind, _, rest = code.partition(":")
    if kind in NAMED:
        return {"kind": kind, f"{kind}_id": int(rest)}
    return {"kind": kind, "text": rest}


class ResponsibleFields:
    """Mixin of a form: fields responsible_1, responsible_2 … and responsible_words.

    A party that was written in words stays among the options, so that its place is kept.
    """

    def add_responsible_fields(self, municipality, owner):
        """Add the fields with what is saved at the owner, a measure or an actor column."""
        saved = Responsible.objects.filter(**self.owned_by(owner)) if owner.pk else ()
        saved = [code_of(reference) for reference in saved]
        self.choices = party_choices(municipality)
        self.offer_in_words(saved)
        sent = [int(m[1]) for name in self.data if (m := FIELD.fullmatch(name))]
        rows = min(max([SHOWN, len(saved) + 1, *sent]), MOST)
        self.responsible_names = [f"responsible_{number}" for number in range(1, rows + 1)]
        for number, name in enumerate(self.responsible_names, start=1):
            self.fields[name] = forms.ChoiceField(
                label="Главный ответственный" if number == 1 else f"Ответственный {number}",
                choices=self.choices,
                required=False,
                error_messages={"invalid_choice": NOT_LISTED},
            )
        self.fields["responsible_words"] = forms.CharField(
            label="Кого нет в списке, словами", max_length=300, required=False
        )
        self.initial |= dict(zip(self.responsible_names, saved, strict=False))

    def owned_by(self, owner):
        """Filter of the references of the owner."""
        return {"measure" if hasattr(owner, "section_id") else "actor": owner}

    def offer_in_words(self, codes):
        """Add the parties that are saved in words to the options."""
        listed = {code for group in self.choices if group[0] == "Словами" for code, _ in group[1]}
        words = [code for code in codes if code.startswith(("text:", "post:"))]
        new = [(code, code.partition(":")[2]) for code in words if code not in listed]
        if new:
            self.choices.append(("Словами", new))

    def responsible_values_of(self, owner):
        """{field: option} of the references saved at the owner."""
        saved = [code_of(one) for one in Responsible.objects.filter(**self.owned_by(owner))]
        self.offer_in_words(saved)
        for name in self.responsible_names:
            self.fields[name].choices = self.choices
        return dict(zip(self.responsible_names, saved, strict=False))

    @property
    def responsible(self):
        """Chosen parties as field values, in order and once each; the words come last."""
        codes = [self.cleaned_data[name] for name in self.responsible_names]
        if words := self.cleaned_data["responsible_words"]:
            codes.append(f"text:{words}")
        return [values_of_code(code) for code in dict.fromkeys(filter(None, codes))]
