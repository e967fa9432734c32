from django import forms

from lib.forms import VersionedForm, helper
from schools.models import School, SchoolAlias

ALIAS_LENGTH = SchoolAlias._meta.get_field("name").max_length


class LinesField(forms.CharField):
    """Several values, one per line; the value is a list without repeats."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        lines = (" ".join(line.split()) for line in (value or "").splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def validate(self, value):
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        for line in value:
            super().run_validators(line)


class SchoolForm(VersionedForm):
    """A school with its other names."""

    aliases = LinesField(
        label="Как ещё пишут название",
        required=False,
        max_length=ALIAS_LENGTH,
        help_text="По одному на строке. По этим названиям школу находит поиск.",
    )

    class Meta:
        model = School
        fields = [
            "name",
            "short_name",
            "locality",
            "district",
            "coordinates",
            "inn",
            "site",
            "is_leader",
        ]
        help_texts = {
            "short_name": "Как в списках и планах: «Школа № 2», «Синявинская СОШ».",
            "district": "Сельское или городское поселение, округ: одинаково у соседних школ.",
            "coordinates": "С любой карты: широта и долгота, например 49.5912, 42.7345. По ним "
            "считается расстояние по прямой до школы-партнёра.",
            "site": "Полный адрес: https://school.example.ru",
        }

    def __init__(self, *args, municipality, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.initial["aliases"] = self.aliases_of(self.instance)
        self.helper = helper(
            submit,
            "version",
            "name",
            "short_name",
            "locality",
            "district",
            "coordinates",
            "inn",
            "site",
            "aliases",
            "is_leader",
            back=back,
        )

    def _get_validation_exclusions(self):
        # The municipality is set above: a name is unique within it.
        return super()._get_validation_exclusions() - {"municipality"}

    def values_of(self, instance):
        return super().values_of(instance) | {"aliases": self.aliases_of(instance)}

    def aliases_of(self, school):
        """Other names of a saved school, one per line."""
        return "\n".join(alias.name for alias in school.aliases.all()) if school.pk else ""
