from django import forms

from lib.filters import QuickSelect
from monitoring.forms.reports import NOT_YET, text_date


class RegionReportForm(forms.Form):
    """Conditions of a report over a region: the day, and the region when there are several."""

    on = text_date("По состоянию на", required=False)

    def __init__(self, data=None, *, regions, today):
        super().__init__(data or None)
        self.regions, self.today = regions, today
        self.fields["on"].initial = today
        if len(regions) > 1:
            self.fields["region"] = forms.TypedChoiceField(
                label="Регион",
                required=False,
                choices=[(region.pk, region.name) for region in regions],
                coerce=int,
                empty_value=None,
                error_messages={"invalid_choice": "Такого в списке нет. Выберите из списка."},
                widget=QuickSelect(attrs={"class": "form-select"}),
            )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > self.today:
            raise forms.ValidationError(NOT_YET)
        return day

    def asked(self):
        """(region, day) of the valid form; of an empty one, the first region today."""
        data = self.cleaned_data if self.is_bound else {}
        chosen = data.get("region")
        region = next((one for one in self.regions if one.pk == chosen), self.regions[0])
        return region, data.get("on") or self.today
