import django_filters as filters
from django import forms

from lib.dates import week_of
from monitoring.models import Checkpoint, CheckpointState
from roadmaps.models import Roadmap, Section
from schools.models import School

OPEN = "open"
DUE_WEEK, DUE_MONTH = "week", "month"
DUE_CHOICES = [(DUE_WEEK, "на этой неделе"), (DUE_MONTH, "в этом месяце")]


class CheckpointFilter(filters.FilterSet):
    """Filters of checkpoints; register, export and the numbers of the dashboard share them."""

    search = filters.CharFilter(
        label="Мероприятие",
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    roadmap = filters.ModelChoiceFilter(
        label="Дорожная карта",
        field_name="edition__roadmap",
        queryset=lambda request: Roadmap.objects.visible_to(request.access),
        empty_label="все",
    )
    section = filters.ModelChoiceFilter(
        label="Раздел",
        field_name="measure__section",
        queryset=lambda request: Section.objects.filter(
            edition__state="approved", edition__roadmap__municipality=request.municipality
        ),
        empty_label="все",
    )
    state = filters.ChoiceFilter(
        label="Состояние",
        choices=[(OPEN, "не сдано"), *CheckpointState.choices],
        method="by_state",
        empty_label="любое",
    )
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    executor = filters.CharFilter(
        label="Исполнитель",
        lookup_expr="exact",
        widget=forms.TextInput(attrs={"class": "form-control", "list": "executors"}),
    )
    due = filters.ChoiceFilter(
        label="Срок", choices=DUE_CHOICES, method="by_due", empty_label="любой"
    )
    mine = filters.BooleanFilter(
        label="только мои",
        method="only_mine",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    overdue = filters.BooleanFilter(
        label="только просроченные",
        method="only_overdue",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    class Meta:
        model = Checkpoint
        fields = ["search", "roadmap", "section", "state", "school", "executor", "due", "mine", "overdue"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"

    @property
    def today(self):
        return self.request.municipality.today()

    def by_words(self, checkpoints, name, words):
        return checkpoints.about(words)

    def by_state(self, checkpoints, name, state):
        return checkpoints.open() if state == OPEN else checkpoints.filter(state=state)

    def by_due(self, checkpoints, name, period):
        if period == DUE_WEEK:
            return checkpoints.due_between(*week_of(self.today))
        today = self.today
        return checkpoints.filter(due_on__year=today.year, due_on__month=today.month)

    def only_mine(self, checkpoints, name, wanted):
        return checkpoints.owed_by(self.request.access) if wanted else checkpoints

    def only_overdue(self, checkpoints, name, wanted):
        return checkpoints.overdue(self.today) if wanted else checkpoints
