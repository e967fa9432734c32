from django import forms

from roadmaps.forms.roadmap import RoadmapCreateForm
from roadmaps.models import Edition, EditionState, Roadmap
from schools.models import School

HEADING = """\
ПЛАН МЕРОПРИЯТИЙ
(ДОРОЖНАЯ КАРТА)
{school}
по повышению качества образования"""


class SourceField(forms.ModelChoiceField):
    """A municipal plan in force from which the school takes what it answers for."""

    def label_from_instance(self, edition):
        return str(edition.roadmap)


class SchoolRoadmapForm(RoadmapCreateForm):
    """The plan of a school: of which one, and from which municipal plan it begins."""

    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Школа",
        empty_label=None,
        error_messages={
            "required": "Выберите школу.",
            "invalid_choice": "Такой школы у вас нет. Выберите из списка.",
        },
    )
    source = SourceField(
        Edition.objects.none(),
        label="Взять мероприятия школы из муниципальной карты (необязательно)",
        required=False,
        help_text="В проект попадут мероприятия, за которые там отвечает ваша школа. Лишнее можно "
        "удалить, своё — добавить.",
        error_messages={"invalid_choice": "Эта карта уже не действует. Выберите из списка."},
    )
    submit = "Составить проект"
    field_order = ["school", "source", "name", "starts_on", "ends_on", "layout", "heading"]

    class Meta(RoadmapCreateForm.Meta):
        model = Roadmap
        fields = ["name", "starts_on", "ends_on"]

    def __init__(self, *args, access, source=None, **kwargs):
        self.access = access
        schools = School.objects.filter(pk__in=access.reporting_school_ids)
        first = schools.first()
        # Whose plan it is decides which fields there are; the form says which of one's schools.
        kwargs["instance"].school = first
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        self.fields["school"].empty_label = None
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
        visible = Roadmap.objects.visible_to(access).municipal()
        self.fields["source"].queryset = Edition.objects.filter(
            state=EditionState.APPROVED, roadmap__in=visible
        ).select_related("roadmap")
        self.fields["source"].empty_label = "не брать, начать с пустой карты"
        self.initial |= {
            "school": first,
            "source": source,
            # A school needs no wide table; whoever wants one chooses it.
            "layout": self.fields["layout"].queryset.first(),
            "heading": HEADING.format(school=first.name),
            "name": f"Дорожная карта: {first.short_name}"[:250],
        }
        if source:
            self.initial |= {"starts_on": source.starts_on, "ends_on": source.ends_on}
        self.order_fields(self.field_order)
        self.lay_out()
