from crispy_forms.layout import Fieldset
from django import forms
from django.db.models import Q

from lib.filters import QuickSelect
from lib.forms import VersionedForm, helper
from monitoring.models import IdentificationRule, Procedure
from monitoring.models.identification_rule import YEARS


class YearForm(forms.Form):
    """Which year is judged."""

    year = forms.TypedChoiceField(
        label="Год",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "За этот год ничего нет. Выберите из списка."},
        widget=QuickSelect(attrs={"class": "form-select"}),
    )

    def __init__(self, data=None, *, years):
        super().__init__(data or None)
        self.years = years
        self.fields["year"].choices = [(year, year) for year in years]

    def chosen(self):
        """The year of a valid form; the last one without a choice, None without any years."""
        year = self.cleaned_data.get("year") if self.is_bound and self.is_valid() else None
        return year or (self.years[0] if self.years else None)


class RuleForm(VersionedForm):
    """Parameters of the rule; the years of two rules do not overlap."""

    procedures = forms.MultipleChoiceField(
        label="Какие процедуры учитывать",
        choices=Procedure.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = IdentificationRule
        fields = [
            "first_year",
            "last_year",
            "basis",
            "procedures",
            "threshold_percent",
            "least_procedures",
            "years_window",
            "same_procedure",
            "least_participants",
        ]
        help_texts = {
            "first_year": "За этот год и следующие школы отбирают по этому правилу.",
            "last_year": "Оставьте пустым, пока правило действует.",
            "basis": "Например: приказ министерства от 15.01.2026 № 12.",
            "threshold_percent": "Процедура считается, если доля такая или больше.",
            "least_procedures": "Процедура — это один предмет в одном классе, например ВПР-5 "
            "математика.",
            "years_window": "Вместе с годом отбора: 2 — это он и предыдущий год.",
            "least_participants": "Если участников меньше, доля ни о чём не говорит: такие "
            "результаты отмечаются «недостаточно данных».",
        }

    def __init__(self, *args, municipality, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        for name in ("first_year", "last_year"):
            # The model asks them after clean(), which compares the years already.
            self.fields[name].validators.extend(YEARS)
        self.helper = helper(
            "Сохранить правило",
            "version",
            Fieldset("Когда действует", "first_year", "last_year", "basis"),
            Fieldset("Что учитывать", "procedures", "least_participants"),
            Fieldset(
                "Когда школу предлагать",
                "threshold_percent",
                "least_procedures",
                "years_window",
                "same_procedure",
            ),
            back=back,
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Последний год раньше первого.")
        elif first and "last_year" not in self.errors:
            self.refuse_overlap(first, last)
        return cleaned

    def refuse_overlap(self, first, last):
        """Add an error if another rule is valid in one of the years."""
        others = IdentificationRule.objects.filter(municipality=self.instance.municipality)
        others = others.exclude(pk=self.instance.pk)
        others = others.filter(Q(last_year=None) | Q(last_year__gte=first))
        if last:
            others = others.filter(first_year__lte=last)
        if other := others.first():
            self.add_error(
                "first_year", f"В эти годы действует другое: «{other}». Сначала закройте его."
            )
