from django import forms

from lib.filters import QuickSelect
from lib.quarters import Quarter


class QuarterForm(forms.Form):
    """Which quarter is looked at: this one or one of the last four."""

    quarter = forms.ChoiceField(
        label="Квартал",
        required=False,
        error_messages={"invalid_choice": "Такого квартала в списке нет. Выберите из списка."},
        widget=QuickSelect(attrs={"class": "form-select"}),
    )

    def __init__(self, data=None, *, today):
        super().__init__(data or None)
        quarters = [Quarter.of(today)]
        for _ in range(4):
            quarters.append(quarters[-1].before())
        self.quarters = {quarter.code: quarter for quarter in quarters}
        self.fields["quarter"].choices = [(code, str(q)) for code, q in self.quarters.items()]
        self.initial["quarter"] = quarters[0].code

    def chosen(self):
        """The Quarter of a valid form, else the present one."""
        code = self.cleaned_data.get("quarter") if self.is_bound and self.is_valid() else ""
        return self.quarters.get(code) or next(iter(self.quarters.values()))
