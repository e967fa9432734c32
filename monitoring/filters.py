import django_filters as filters

from lib.collation import sort_key
from lib.dates import week_of
from lib.filters import DayFilter, RegisterFilter, SearchFilter, Tick
from monitoring.conditions import TIMINGS, Standing, Timing, standing_at
from monitoring.models import Checkpoint, CheckpointState, DateRequest, Source
from monitoring.states import DROPPED
from roadmaps.models import EditionState, Roadmap, Section
from schools.models import School

OPEN, UNTOUCHED, LIVE = "open", "untouched", "live"
STATES = [
    (OPEN, "не сдано"),
    (UNTOUCHED, "не сдано, кроме возвращённого"),
    (LIVE, "все, кроме отменённых и снятых"),
    *CheckpointState.choices,
]
WEEK, BY_WEEK, MONTH, AHEAD = "week", "by_week", "month", "ahead"
DAYS = [
    (WEEK, "на этой неделе"),
    (BY_WEEK, "прошёл или на этой неделе"),
    (MONTH, "в этом месяце"),
    (AHEAD, "ещё не прошёл"),
]
MUNICIPAL, OF_SCHOOLS, ALL = "municipal", "schools", "all"
WHOSE = [(MUNICIPAL, "муниципальная"), (OF_SCHOOLS, "школьные"), (ALL, "любая")]
ASKED, TO_DECIDE, MOVED = "asked", "to_decide", "moved"
DATES = [(ASKED, "просят перенести"), (TO_DECIDE, "решаю я"), (MOVED, "переносили")]


def sections_for(access):
    """Sections of the plans in force; the department chooses among those of the municipality."""
    in_force = Section.objects.filter(edition__state=EditionState.APPROVED)
    if access.sees_everything:  # and with it every plan that has been approved
        return in_force.filter(edition__roadmap__school=None)
    return in_force.filter(edition__roadmap__in=Roadmap.objects.visible_to(access))


class CheckpointFilter(RegisterFilter):
    """Filters of checkpoints; register, export and the numbers of the dashboard share them."""

    rare = ("executor", "date", "source")

    search = SearchFilter(label="Мероприятие", method="by_words")
    roadmap = filters.ModelChoiceFilter(
        label="Дорожная карта",
        field_name="edition__roadmap",
        queryset=lambda request: Roadmap.objects.visible_to(request.access),
        empty_label="все",
    )
    section = filters.ModelChoiceFilter(
        label="Раздел",
        field_name="section",
        queryset=lambda request: sections_for(request.access),
        empty_label="все",
    )
    state = filters.ChoiceFilter(
        label="Состояние",
        choices=STATES,
        method="by_state",
        empty_label="любое",
    )
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    executor = filters.ChoiceFilter(label="Исполнитель", empty_label="все")
    due = filters.ChoiceFilter(label="Срок", choices=DAYS, method="by_due", empty_label="любой")
    date = filters.ChoiceFilter(
        label="Перенос срока", choices=DATES, method="by_moves", empty_label="неважно"
    )
    mine = Tick(
        label="только мои",
        method="only_mine",
    )
    overdue = Tick(
        label="только просроченные",
        method="only_overdue",
    )
    judged = Tick(label="отчёты, которые проверяю я", method="only_judged")
    source = filters.ChoiceFilter(label="Основание", choices=Source, empty_label="любое")
    whose = filters.ChoiceFilter(label="Чья карта", choices=WHOSE, method="by_owner")
    timing = filters.ChoiceFilter(
        label="Принятый отчёт", choices=Timing.choices, method="by_timing", empty_label="неважно"
    )
    # Points of the trend: shown only while the address holds them.
    day = filters.DateFilter(label="Конец дня", method="on_day")
    then = filters.ChoiceFilter(
        label="Тогда было", choices=Standing.choices, method="as_it_stood", empty_label="неважно"
    )
    # A day of the calendar leads here.
    on = DayFilter(label="Срок в день", field_name="due_on")

    class Meta:
        model = Checkpoint
        fields = [
            "search",
            "roadmap",
            "section",
            "state",
            "school",
            "executor",
            "due",
            "date",
            "mine",
            "overdue",
            "judged",
            "source",
            "whose",
            "timing",
            "day",
            "then",
            "on",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = self.queryset.order_by().values_list("executor", flat=True).distinct()
        # Sorted here: a database that must tell equal names apart compares every row.
        names = ((name, name) for name in sorted(names, key=sort_key))
        self.form.fields["executor"].choices = [("", "все"), *names]
        if "whose" in self.form.fields:
            usual = MUNICIPAL if self.request.access.sees_everything else ALL
            self.form.fields["whose"].choices = [
                ("", dict(WHOSE)[usual]),
                *(one for one in WHOSE if one[0] not in {usual} - {self.data.get("whose")}),
            ]
        # Asked by links only, so they stand in the form only when the address has them.
        for name in ("judged", "timing", "on"):
            if not self.data.get(name):
                del self.form.fields[name]
        if not self.data.get("day"):
            del self.form.fields["day"], self.form.fields["then"]

    @property
    def is_set(self):
        """Some condition stands in the address."""
        return any(self.data.get(name) for name in self.form.fields)

    @property
    def today(self):
        return self.request.municipality.today()

    def filter_queryset(self, queryset):
        """The rows; those of schools' plans come to the department only when they are asked for."""
        found = super().filter_queryset(queryset)
        said = self.form.cleaned_data
        names_them = any(said.get(name) for name in ("whose", "roadmap", "judged", "section"))
        if names_them or said.get("source") == Source.SCHOOL or said.get("date") == TO_DECIDE:
            return found
        return found.counted_for(self.request.access)

    def by_owner(self, checkpoints, name, whose):
        if whose == OF_SCHOOLS:
            return checkpoints.filter(source=Source.SCHOOL)
        return checkpoints.municipal() if whose == MUNICIPAL else checkpoints

    def by_words(self, checkpoints, name, words):
        return checkpoints.about(words)

    def by_state(self, checkpoints, name, state):
        if state == LIVE:
            return checkpoints.exclude(state__in=DROPPED)
        if state == UNTOUCHED:
            return checkpoints.open().exclude(state=CheckpointState.RETURNED)
        return checkpoints.open() if state == OPEN else checkpoints.filter(state=state)

    def by_due(self, checkpoints, name, period):
        today = self.today
        if period == WEEK:
            return checkpoints.due_between(*week_of(today))
        if period == BY_WEEK:
            return checkpoints.filter(due_on__lte=week_of(today)[1])
        if period == AHEAD:
            return checkpoints.filter(due_on__gte=today)
        return checkpoints.filter(due_on__year=today.year, due_on__month=today.month)

    def by_moves(self, checkpoints, name, wanted):
        if wanted == MOVED:
            return checkpoints.filter(moves__gt=0)
        requests = DateRequest.objects.waiting()
        if wanted == TO_DECIDE:
            requests = DateRequest.objects.decided_by(self.request.access)
        return checkpoints.filter(pk__in=requests.values("checkpoint"))

    def by_timing(self, checkpoints, name, timing):
        return checkpoints.filter(TIMINGS[timing])

    def on_day(self, checkpoints, name, day):
        standing = self.form.cleaned_data["then"]
        return checkpoints.filter(standing_at(day)[standing]) if standing else checkpoints

    def as_it_stood(self, checkpoints, name, standing):
        """Told by `on_day`: the two are one condition."""
        return checkpoints

    def only_mine(self, checkpoints, name, wanted):
        return checkpoints.owed_by(self.request.access) if wanted else checkpoints

    def only_judged(self, checkpoints, name, wanted):
        return checkpoints.judged_by(self.request.access) if wanted else checkpoints

    def only_overdue(self, checkpoints, name, wanted):
        return checkpoints.overdue(self.today) if wanted else checkpoints


class EditionFilter(CheckpointFilter):
    """The same over the checkpoints of one edition, for the page of its roadmap."""

    def __init__(self, data, *, edition, request):
        checkpoints = Checkpoint.objects.visible_to(request.access).filter(edition=edition)
        super().__init__(data, queryset=checkpoints, request=request)
        for name in ("roadmap", "source", "whose"):
            del self.form.fields[name]
        self.form.fields["section"].queryset = edition.sections.all()

    def filter_queryset(self, queryset):
        """The rows; whose plan it is, the edition has said."""
        return RegisterFilter.filter_queryset(self, queryset)
