from django import forms

from lib.filters import QuickSelect
from lib.forms import NOTHING_CHOSEN, DateField
from monitoring.models import Checkpoint
from monitoring.reporting.asked import Asked
from monitoring.reporting.catalogue import ON, PARTY, ROADMAP, SCHOOL
from monitoring.reporting.standing import party_key
from roadmaps.models import Roadmap
from schools.models import School

NOT_YET = "Этот день ещё не наступил. Отчёт составляется на сегодня или на прошедший день."
BACKWARDS = "Период кончается раньше, чем начинается. Поменяйте даты местами."
AFTER = "Период начинается после дня, на который составляется отчёт. Измените одну из дат."


def text_date(label, **options):
    """A date typed or picked; the picker gives ISO, the address is shorter with it."""
    field = DateField(label=label, **options)
    field.widget.attrs["class"] = "form-control"
    return field


class ReportForm(forms.Form):
    """Conditions of one report; they live in its address. Unbound, it stands for today."""

    def __init__(self, data=None, *, kind, access):
        # Several such forms stand on the page of all reports.
        super().__init__(data or None, auto_id=f"{kind.code}-%s")
        self.kind, self.access = kind, access
        self.today = access.municipality.today()
        for ask in kind.asks:
            getattr(self, f"add_{ask}")()
        for field in self.fields.values():
            field.required = False

    def add_on(self):
        self.fields[ON] = text_date("По состоянию на", initial=self.today)

    def add_period(self):
        self.fields["first"] = text_date(self.kind.period_label)
        self.fields["last"] = text_date("по")

    def add_roadmap(self):
        roadmaps = Roadmap.objects.visible_to(self.access)
        names = [(roadmap.pk, roadmap.name) for roadmap in roadmaps]
        self.add_choice(ROADMAP, "Дорожная карта", [("", "все"), *names], coerce=int)

    def add_school(self):
        schools = School.objects.visible_to(self.access)
        names = [(school.pk, str(school)) for school in schools]
        if len(names) != 1:
            names.insert(0, ("", NOTHING_CHOSEN))
        self.add_choice(SCHOOL, "Школа", names, coerce=int)

    def add_party(self):
        self.add_choice(PARTY, "Исполнитель", [("", "все"), *parties(self.access)], coerce=str)

    def add_choice(self, name, label, choices, *, coerce):
        self.fields[name] = forms.TypedChoiceField(
            label=label,
            choices=choices,
            coerce=coerce,
            empty_value=None,
            error_messages={"invalid_choice": "Такого в списке нет. Выберите из списка."},
            widget=QuickSelect(attrs={"class": "form-select"}),
        )

    def clean(self):
        data = super().clean()
        on = data.get(ON)
        first, last = data.get("first"), data.get("last")
        if on and on > self.today:
            self.add_error(ON, NOT_YET)
        if first and last and last < first:
            self.add_error("last", BACKWARDS)
        elif first and on and first > on and self.kind.tells_the_past:
            self.add_error("first", AFTER)
        return data

    def asked(self):
        """Asked of the valid form; of an empty one, the report for today.

        None while the person has not said which of several schools the report is about.
        """
        data = self.cleaned_data if self.is_bound else {}
        school = data.get(SCHOOL)
        if SCHOOL in self.fields and school is None:
            school = self.fields[SCHOOL].choices[0][0]
            if not school:
                return None
        return Asked(
            access=self.access,
            on=data.get(ON) or self.today,
            first=data.get("first"),
            last=data.get("last"),
            roadmap=data.get(ROADMAP),
            school=school,
            party=data.get(PARTY) or "",
        )


def parties(access):
    """[(key, name)] of everyone who owes or owed something, by name.

    The key is that of reporting.standing.Standing.party; the name is the latest one printed.
    """
    rows = Checkpoint.objects.visible_to(access).counted_for(access).order_by("since", "pk")
    names = {}
    for school, person, unit, executor in rows.values_list(
        "school_id", "person_id", "unit_id", "executor"
    ):
        names[party_key(school, person, unit, executor)] = executor
    return sorted(names.items(), key=lambda item: item[1].casefold())
