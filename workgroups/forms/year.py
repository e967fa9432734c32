"""Days of meetings for the periods of a year that lack them, proposed by the program."""

from django import forms

from lib.dates import dotted_date
from lib.forms import DateField, helper, mark_optional


class YearPlanForm(forms.Form):
    """One day for each meeting that is lacking, and one more; an emptied one is not planned."""

    extra = DateField(
        label="Ещё одно заседание",
        required=False,
        help_text="Сверх того, что требует положение, или в любой другой день.",
    )

    def __init__(self, *args, proposals, today, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.periods = today, {}
        for number, (period, day) in enumerate(proposals):
            name = f"day{number}"
            self.periods[name] = period
            self.fields[name] = DateField(label=period.name, initial=day, required=False)
        names = [*self.periods, "extra"]
        mark_optional(self)
        self.helper = helper("Записать в план", *names, back=back)

    @property
    def days(self):
        """The days that were left in the form."""
        names = (*self.periods, "extra")
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]

    def clean(self):
        cleaned, seen = super().clean(), set()
        for name in (*self.periods, "extra"):
            if day := cleaned.get(name):
                if fault := self.why_not(name, day, seen):
                    self.add_error(name, fault)
                seen.add(day)
        if not self.errors and not seen:
            raise forms.ValidationError("Оставьте хотя бы один день.")
        return cleaned

    def why_not(self, name, day, seen):
        """Fault of the day in words; empty when it fits."""
        period = self.periods.get(name)
        if period and not period.has(day):
            return f"Нужен день с {dotted_date(period.first)} по {dotted_date(period.last)}."
        if day < self.today:
            return f"Этот день уже прошёл: сегодня {dotted_date(self.today)}."
        return "На этот день уже намечено заседание выше." if day in seen else ""
