from crispy_forms.layout import Fieldset

from lib.forms import VersionedForm, helper
from schools.models import DueDayRules, PeriodReport


class DueDayRulesForm(VersionedForm):
    """The rules by which the words of a deadline give days."""

    class Meta:
        model = DueDayRules
        fields = [
            "on_day_off",
            "monthly",
            "monthly_day",
            "quarterly",
            "quarterly_day",
            "yearly",
            "continuous",
            "undated",
        ]
        labels = {
            "on_day_off": "Если срок выпал на выходной",
            "monthly": "«Ежемесячно»",
            "monthly_day": "Какого числа следующего месяца",
            "quarterly": "«Ежеквартально»",
            "quarterly_day": "Какого числа месяца после квартала",
            "yearly": "«Ежегодно»",
            "continuous": "«Постоянно»",
            "undated": "Срок в плане не указан",
        }
        help_texts = {
            "monthly": "Когда в плане не сказано, какого числа.",
            "quarterly": "Когда в плане не сказано, какого числа.",
            "monthly_day": "Нужно, только если выше выбрано число следующего месяца.",
            "quarterly_day": "Нужно, только если выше выбрано число следующего месяца.",
        }

    optional = ("monthly_day", "quarterly_day")

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["version"] = 0  # whoever saves the rules first makes version 1
        self.helper = helper(
            "Сохранить правила",
            "version",
            Fieldset("Выходные дни", "on_day_off"),
            Fieldset("Повторяющиеся сроки", *self.Meta.fields[1:6]),
            Fieldset("Сроки без даты", "continuous", "undated"),
            back=back,
        )

    def clean(self):
        cleaned = super().clean()
        for period in ("monthly", "quarterly"):
            day = f"{period}_day"
            if cleaned.get(day) is None and day not in self.errors:
                if cleaned.get(period) == PeriodReport.NEXT_MONTH:
                    self.add_error(day, "Укажите число месяца, от 1 до 28.")
                cleaned[day] = self.initial[day]
        return cleaned
