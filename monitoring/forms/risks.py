"""Forms of risks: a factor of the list, the whole profile of a school."""

from crispy_forms.layout import Div
from django import forms

from lib.forms import DateField, TypedFieldset, VersionedForm, helper, still_ahead
from monitoring.models import Risk, RiskFactor, RiskProfile, Significance
from monitoring.models.identification_rule import YEARS
from schools.models import ProgrammeKind, ProgrammeState

ASSESSED = ("significance", "value")
CHOICE = ("is_chosen", "measures", "programme")


class FactorForm(VersionedForm):
    """A factor of the list, with its years."""

    class Meta:
        model = RiskFactor
        fields = ["name", "position", "first_year", "last_year"]
        help_texts = {
            "position": "По этому числу риски стоят в таблице и в досье.",
            "last_year": "Оставьте пустым, пока фактор оценивают. Прежние оценки не пропадут.",
        }

    def __init__(self, *args, municipality, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        for name in ("first_year", "last_year"):
            self.fields[name].validators.extend(YEARS)
        self.helper = helper(
            "Сохранить фактор", "version", "name", "position", "first_year", "last_year", back=back
        )

    def _get_validation_exclusions(self):
        # The municipality is set above: a name is unique within it.
        return super()._get_validation_exclusions() - {"municipality"}


class ProfileForm(VersionedForm):
    """The whole profile: a group of fields for every factor.

    Who only chooses sees the marks as words and writes the rest.
    """

    made_on = DateField(label="Дата оценки")

    class Meta:
        model = RiskProfile
        fields = ["source", "made_on"]

    def __init__(self, *args, factors, can_assess, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.factors, self.can_assess = factors, can_assess
        if not can_assess:
            for name in self._meta.fields:
                del self.fields[name]
        self.risks = self.risks_of(self.instance)
        programmes = self.instance.school.programmes.filter(kind=ProgrammeKind.ANTIRISK)
        self.programmes = {one.pk: one for one in programmes}
        # Who only chooses is not asked about what is absent; it stays as it was judged.
        self.asked = [one for one in factors if can_assess or self.is_there(one)]
        for factor in self.asked:
            self.add_factor(factor, self.risks.get(factor.pk))
        self.helper = helper(
            "Сохранить профиль" if can_assess else "Сохранить выбор",
            "version",
            *([] if not can_assess else self._meta.fields),
            *(self.layout_of(factor) for factor in self.asked),
            back=back,
        )

    @staticmethod
    def risks_of(profile):
        """{key of the factor: Risk} of a saved profile."""
        return {risk.factor_id: risk for risk in profile.risks.all()} if profile.pk else {}

    def is_there(self, factor):
        """The factor was judged as a risk."""
        risk = self.risks.get(factor.pk)
        return risk is not None and risk.significance != Significance.ABSENT

    def add_factor(self, factor, risk):
        """Fields of one factor; an empty significance means that it was not judged."""
        made = {}
        if self.can_assess:
            made["significance"] = forms.ChoiceField(
                label="Значимость",
                choices=[("", "не оценивали"), *Significance.choices],
                required=False,
            )
            made["value"] = forms.CharField(
                label="Показатель или примечание (необязательно)",
                max_length=Risk._meta.get_field("value").max_length,
                required=False,
                help_text="Число или доля по школе в целом, без имён и без классов.",
            )
        made["is_chosen"] = forms.BooleanField(label="Взят в работу", required=False)
        made["measures"] = forms.CharField(
            label="Меры кратко (необязательно)",
            max_length=Risk._meta.get_field("measures").max_length,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        made["programme"] = forms.ChoiceField(
            label="Антирисковая программа",
            choices=[("", "пока нет"), *self.offered(risk)],
            required=False,
        )
        for name, field in made.items():
            self.fields[f"{name}_{factor.pk}"] = field
        self.initial |= self.values_of_risk(factor, risk)

    def offered(self, risk):
        """[(key, words)] of the school's anti-risk programmes; an archived one only if chosen."""
        chosen = risk and risk.programme_id
        return [
            (pk, str(one))
            for pk, one in self.programmes.items()
            if one.state != ProgrammeState.ARCHIVED or pk == chosen
        ]

    @staticmethod
    def values_of_risk(factor, risk):
        """What the fields of the factor show."""
        values = {name: getattr(risk, name, "") for name in (*ASSESSED, "measures")}
        values |= {"is_chosen": bool(risk and risk.is_chosen)}
        values |= {"programme": (risk and risk.programme_id) or ""}
        return {f"{name}_{factor.pk}": value for name, value in values.items()}

    def layout_of(self, factor):
        """The fields of one factor in a group of their own."""
        risk = self.risks.get(factor.pk)
        legend = factor.name
        if not self.can_assess:
            said = [risk.get_significance_display(), risk.value]
            legend = f"{legend} — {'; '.join(filter(None, said))}"
        names = [*(ASSESSED if self.can_assess else ()), *CHOICE]
        names = [f"{name}_{factor.pk}" for name in names]
        return TypedFieldset(legend, *names[:-1], Div(names[-1]))

    def values_of(self, instance):
        """What the fields show for a saved profile."""
        values, risks = super().values_of(instance), self.risks_of(instance)
        for factor in self.asked:
            values |= self.values_of_risk(factor, risks.get(factor.pk))
        return values

    def clean(self):
        cleaned = super().clean()
        for factor in self.asked:
            self.check_factor(factor.pk, cleaned)
        return cleaned

    def clean_made_on(self):
        day = self.cleaned_data["made_on"]
        if fault := still_ahead(day, self.instance.school.municipality.today()):
            raise forms.ValidationError(fault)
        return day

    def check_factor(self, pk, cleaned):
        """Only a risk that is there is worked on, and only such a one has a programme."""
        significance = self.significance_of(pk, cleaned)
        if cleaned.get(f"is_chosen_{pk}"):
            if significance in ("", Significance.ABSENT):
                words = (
                    "Взять в работу можно риск, который оценили как высокий, средний или низкий."
                )
                self.add_error(f"is_chosen_{pk}", words)
        elif cleaned.get(f"programme_{pk}"):
            words = "Отметьте «Взят в работу» или уберите программу."
            self.add_error(f"programme_{pk}", words)
        typed = [cleaned.get(f"{name}_{pk}") for name in ("value", "measures")]
        if self.can_assess and not significance and any(typed):
            words = "Укажите значимость или очистите показатель и меры."
            self.add_error(f"significance_{pk}", words)

    def significance_of(self, pk, cleaned):
        """The mark in the form, or the saved one where the form does not ask it."""
        return cleaned.get(f"significance_{pk}") if self.can_assess else self.risks[pk].significance

    def given(self):
        """Risks of the valid form: those that were judged, and those that it did not ask about."""
        kept = [] if self.can_assess else list(self.risks.values())
        asked = {factor.pk for factor in self.asked}
        rows = [risk for risk in kept if risk.factor_id not in asked]
        return rows + [self.risk_of(one) for one in self.asked if self.is_judged(one)]

    def is_judged(self, factor):
        return bool(self.significance_of(factor.pk, self.cleaned_data))

    def risk_of(self, factor):
        """The unsaved Risk of what the form says of the factor."""
        pk, data = factor.pk, self.cleaned_data
        return Risk(
            factor=factor,
            significance=self.significance_of(pk, data),
            value=data[f"value_{pk}"] if self.can_assess else self.risks[pk].value,
            is_chosen=data[f"is_chosen_{pk}"],
            measures=data[f"measures_{pk}"],
            programme=self.programmes.get(int(data[f"programme_{pk}"] or 0)),
        )
