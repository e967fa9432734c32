from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.forms.plan_import.drawn import DRAWN
from roadmaps.models import PlanImport


class PartiesForm(VersionedForm):
    """Who the words mean: one choice for the same words wherever they stand."""

    class Meta:
        model = PlanImport
        fields = []

    def __init__(self, *args, words, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = {f"party_{place}": one for place, one in enumerate(words, start=1)}
        for name, one in self.words.items():
            self.fields[name] = forms.ChoiceField(
                label=f"«{one.label}»",
                choices=self.options(one, choices),
                initial=one.code,
                required=False,
                widget=forms.Select(attrs=DRAWN),
            )

        # Drawn by crispy only on the page of two texts.
        self.helper = helper("Сохранить, кто это", *self.fields)

    def options(self, one, choices):
        """Everybody of the municipality, and the words themselves."""
        listed = {code for group in choices if isinstance(group[1], list) for code, _ in group[1]}
        listed |= {code for code, label in choices if isinstance(label, str)}
        kept = [(f"text:{one.party.text[:300]}", "Оставить словами")]
        if one.code and one.code not in listed and one.code != kept[0][0]:
            kept.insert(0, (one.code, f"Словами: {one.code.partition(':')[2]}"))
        return [*choices[:1], ("Словами", kept), *choices[1:]]

    def values_of(self, instance):
        return {name: instance.parties.get(one.key, one.code) for name, one in self.words.items()}

    @property
    def said(self):
        """{key of the words: code}; an empty choice leaves the words as they are."""
        return {
            one.key: self.cleaned_data[name] or f"text:{one.party.text[:300]}"
            for name, one in self.words.items()
        }
