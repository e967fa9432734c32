from django import forms
from django.db.models import Exists, OuterRef
from django.utils.html import format_html

from lib.forms import DateField, VersionedForm, helper
from roadmaps.models import Edition, Layout, Roadmap
from roadmaps.schematics import schematic
from schools.models import School, SupportListing

HEADING = """\
ПЛАН МЕРОПРИЯТИЙ
(ДОРОЖНАЯ КАРТА)
поддержки школ с низкими образовательными результатами"""


class SchoolsField(forms.ModelMultipleChoiceField):
    """Schools of the municipality as checkboxes; those of the support lists say so."""

    default_error_messages = {
        "invalid_choice": "Такой школы нет в списке муниципалитета.",
        "invalid_pk_value": "Такой школы нет в списке муниципалитета.",
    }

    def __init__(self):
        super().__init__(
            School.objects.none(),
            label="Школы плана",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Они отчитываются, когда отвечают «все школы плана».",
        )

    def limit_to(self, municipality):
        """Offer the schools of the municipality only."""
        listings = SupportListing.objects.filter(school=OuterRef("pk"))
        listed = Exists(listings.in_force(municipality.today()))
        self.queryset = School.objects.filter(municipality=municipality).annotate(listed=listed)

    def label_from_instance(self, school):
        return f"{school} — в перечне поддержки" if school.listed else str(school)


class LayoutField(forms.ModelChoiceField):
    """Layout as radio buttons, each with a picture of its columns."""

    def __init__(self):
        super().__init__(
            Layout.objects.none(),
            label="Форма таблицы",
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={
                "required": "Выберите форму таблицы.",
                "invalid_choice": "Такой формы нет. Выберите из списка.",
            },
        )

    def label_from_instance(self, layout):
        return format_html("{}{}", layout.name, schematic(layout.columns.all()))


def keep_schools(form, roadmap):
    """Offer the schools of the municipality; the plan of a school is about this school alone."""
    if roadmap.school_id:
        del form.fields["schools"]
        form.submit = form.submit.replace(", период и школы", " и период").replace(" и школы", "")
    else:
        form.fields["schools"].limit_to(roadmap.municipality)


class RoadmapForm(VersionedForm):
    """A plan as a whole: its name, period and schools."""

    starts_on = DateField(label="Начало")
    ends_on = DateField(label="Окончание")
    schools = SchoolsField()
    submit = "Сохранить название, период и школы"

    class Meta:
        model = Roadmap
        fields = ["name", "starts_on", "ends_on", "schools"]
        help_texts = {"name": "Под этим названием карту находят в списках. На бумаге его нет."}

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.back = back
        keep_schools(self, self.instance)
        self.lay_out()

    def lay_out(self):
        """Set the helper: the fields in their order."""
        self.helper = helper(self.submit, *self.fields, back=self.back)

    @property
    def written_fields(self):
        """Fields of the row itself; the schools stand beside it."""
        return [name for name in super().written_fields if name != "schools"]

    @property
    def chosen_schools(self):
        """Schools of the plan: the chosen ones, or the one whose plan it is."""
        owner = self.instance.school
        return [owner] if owner else self.cleaned_data["schools"]


class PeriodForm(VersionedForm):
    """Period and schools that the draft of a next edition will give the plan."""

    starts_on = DateField(label="Начало")
    ends_on = DateField(label="Окончание")
    schools = SchoolsField()

    submit = "Сохранить период и школы"

    class Meta:
        model = Edition
        fields = ["starts_on", "ends_on", "schools"]

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        keep_schools(self, self.instance.roadmap)
        self.helper = helper(self.submit, *self.fields, back=back)

    @property
    def written_fields(self):
        """Fields of the row itself; the schools stand beside it."""
        return [name for name in super().written_fields if name != "schools"]

    @property
    def chosen_schools(self):
        """Schools of the plan: the chosen ones, or the one whose plan it is."""
        owner = self.instance.roadmap.school
        return [owner] if owner else self.cleaned_data["schools"]


class RoadmapCreateForm(RoadmapForm):
    """A new plan: also the layout of its table and the printed heading."""

    layout = LayoutField()
    heading = forms.CharField(
        label="Заголовок",
        initial=HEADING,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Каждая строка печатается отдельно, по середине листа.",
    )
    submit = "Создать дорожную карту"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        layouts = Layout.objects.filter(is_offered=True).prefetch_related("columns")
        self.fields["layout"].queryset = layouts
        if not self.is_bound and "schools" in self.fields:
            schools = self.fields["schools"].queryset
            self.initial["schools"] = [school.pk for school in schools if school.listed]
