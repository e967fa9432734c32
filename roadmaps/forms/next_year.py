from django import forms

from roadmaps.deadlines import Period
from roadmaps.forms.roadmap import RoadmapForm
from roadmaps.next_year.moving import Rhythm, next_period, rhythm_of
from roadmaps.next_year.words import with_years

TOO_EARLY = "Новый план начинается не раньше прежнего: проверьте год."


class NextYearForm(RoadmapForm):
    """A plan made from the last one: name, heading and period are proposed, and may be changed."""

    heading = forms.CharField(
        label="Заголовок",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Годы сдвинуты, проверьте их. Каждая строка печатается отдельно.",
    )
    rhythm = forms.ChoiceField(choices=Rhythm.choices, widget=forms.HiddenInput)
    submit = "Создать план"

    def __init__(self, *args, source, rhythm, **kwargs):
        self.source, self.old = source, Period(source.starts_on, source.ends_on)
        super().__init__(*args, **kwargs)
        period = next_period(self.old, rhythm)
        by = period.start.year - self.old.start.year
        self.initial |= {
            "name": with_years(source.roadmap.name, by),
            "starts_on": period.start,
            "ends_on": period.end,
            "heading": with_years(source.heading, by),
            "schools": list(source.schools.values_list("pk", flat=True)),
            "rhythm": rhythm,
        }

    def clean_starts_on(self):
        start = self.cleaned_data["starts_on"]
        if start < self.old.start:
            raise forms.ValidationError(TOO_EARLY)
        return start


def rhythm_in(data, source):
    """The rhythm that an address or a form names, else the one of the last plan."""
    asked = data.get("rhythm")
    return Rhythm(asked) if asked in Rhythm else rhythm_of(Period(source.starts_on, source.ends_on))
