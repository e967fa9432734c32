from django import forms

from lib.filters import QuickSelect
from lib.forms import helper
from monitoring.hearing import ABOUT_DECISIONS
from roadmaps.models import Measure

DECISIONS, MEASURE = "decisions", "measure"
WHAT = [
    (DECISIONS, f"{ABOUT_DECISIONS}: таблица того, что ещё не выполнено"),
    (MEASURE, "Информация о ходе мероприятия дорожной карты"),
]


class MeasureField(forms.ModelChoiceField):
    """A measure of a plan in force by its words."""

    def label_from_instance(self, obj):
        return obj.title[:120]


class HearingForm(forms.Form):
    """What of control the meeting will hear."""

    what = forms.ChoiceField(label="Что заслушать", choices=WHAT, widget=forms.RadioSelect)
    measure = MeasureField(
        label="Мероприятие",
        queryset=Measure.objects.none(),
        required=False,
        empty_label="не выбрано",
        widget=QuickSelect(attrs={"class": "form-select"}),
    )

    def __init__(self, *args, measures, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures
        self.helper = helper("Добавить в повестку", "what", "measure", back=back)

    def clean(self):
        data = super().clean()
        if data.get("what") == MEASURE and not data.get("measure"):
            self.add_error("measure", "Выберите мероприятие.")
        return data
