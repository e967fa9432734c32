from django import forms
from django.db.models import Q

from lib.dates import dotted_date
from lib.forms import DateField, VersionedForm, helper
from schools.models import School, SchoolAlias, SupportListing

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
        fields = ["name", "short_name", "locality", "inn", "site", "is_leader"]
        help_texts = {
            "short_name": "Как в списках и планах: «Школа № 2», «Синявинская СОШ».",
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


class ListingForm(VersionedForm):
    """An entry of a list of support; ending it needs a reason."""

    since = DateField(label="Включена с")
    until = DateField(
        label="Последний день в перечне",
        required=False,
        help_text="Оставьте пустым, пока школа в перечне.",
    )

    class Meta:
        model = SupportListing
        fields = ["category", "since", "basis", "until", "reason_left"]
        help_texts = {
            "basis": "Например: приказ комитета от 15.01.2020 № 12.",
            "reason_left": "Например: результаты двух лет выше порога.",
        }

    def __init__(self, *args, school, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school
        names = ["category", "since", "basis", "until", "reason_left"]
        if not self.instance.pk:
            names = names[:3]
            del self.fields["until"], self.fields["reason_left"]
        self.helper = helper(submit, "version", *names, back=back)

    def clean(self):
        cleaned = super().clean()
        until = cleaned.get("until")
        if until and not cleaned.get("reason_left"):
            self.add_error("reason_left", "Укажите причину: она попадёт в карточку школы.")
        if until and cleaned.get("since") and until < cleaned["since"]:
            self.add_error("until", "Дата исключения раньше даты включения.")
        elif cleaned.get("since") and cleaned.get("category"):
            self.refuse_overlap(cleaned["category"], cleaned["since"], until)
        return cleaned

    def refuse_overlap(self, category, since, until):
        """Add an error if the school is in this list already on some day of the period."""
        others = SupportListing.objects.filter(school=self.instance.school, category=category)
        others = others.exclude(pk=self.instance.pk).filter(Q(until=None) | Q(until__gte=since))
        if until:
            others = others.filter(since__lte=until)
        if other := others.first():
            end = f" по {dotted_date(other.until)}" if other.until else ""
            self.add_error(
                "category", f"Школа уже в этом перечне: с {dotted_date(other.since)}{end}."
            )
