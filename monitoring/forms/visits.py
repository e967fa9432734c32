"""Forms of schedules, visits, recommendations."""

from django import forms

from lib.collation import by_name
from lib.dates import dotted_date
from lib.forms import DateField, VersionedForm, helper, limit_texts, name_empty_choices
from monitoring.models import Recommendation, Visit, VisitSchedule
from monitoring.visits.permissions import RECORDERS
from roadmaps.forms.control_dates import ControlDatesField
from schools.models import TutorAssignment

NO_PUPILS = "Имён и фамилий учеников не пишите: в системе их не хранят."


class AssignmentField(forms.ModelChoiceField):
    """A tutor with the school: «Приходько Л. А. — Ясноключевская СОШ»."""

    def __init__(self, access, **options):
        held = TutorAssignment.objects.visible_to(access).filter(municipality=access.municipality)
        if not access.is_any(*RECORDERS):
            held = held.filter(person__in=access.person_ids)
        held = held.select_related("person", "school").order_by(
            by_name("person__surname"), by_name("school__short_name"), "pk"
        )
        super().__init__(held, label="Тьютор и школа", **options)


def outside(assignment, day):
    """Why the tutor does not visit the school on the day; empty when nothing is in the way."""
    if day < assignment.since:
        return f"{dotted_date(day)}: тьютор закреплён с {dotted_date(assignment.since)}."
    if assignment.until and day > assignment.until:
        return f"{dotted_date(day)}: тьютор закреплён по {dotted_date(assignment.until)}."
    return ""


class ScheduleForm(VersionedForm):
    """Which days the schedule is for."""

    starts_on = DateField(label="С какого дня")
    ends_on = DateField(label="По какой день")

    class Meta:
        model = VisitSchedule
        fields = ["starts_on", "ends_on"]

    def __init__(self, *args, municipality, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.helper = helper(submit, "version", "starts_on", "ends_on", back=back)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Последний день раньше первого.")
        elif first and last and self.instance.pk:
            outer = self.instance.visits.exclude(planned_on__range=(first, last)).first()
            if outer:
                day = dotted_date(outer.planned_on)
                self.add_error("ends_on", f"В графике есть посещение {day}: оно не вошло бы.")
        return cleaned


class InSchedule:
    """A day of a schedule: inside it, and while the tutor is assigned to the school."""

    def why_not(self, day, assignment):
        """Fault of the day in words; empty when it fits."""
        first, last = self.schedule.starts_on, self.schedule.ends_on
        if not first <= day <= last:
            days = f"{dotted_date(first)} по {dotted_date(last)}"
            return f"{dotted_date(day)}: график составляют на дни с {days}."
        return outside(assignment, day) if assignment else ""


class PlanVisitsForm(InSchedule, forms.Form):
    """Visits of one tutor to one school: the days and what they are for."""

    days = ControlDatesField(
        label="Даты посещений", help_text="Одна или несколько: 15.10.2026, 20.11.2026."
    )
    aim = forms.CharField(
        label="Цель посещения",
        max_length=300,
        help_text="Например: посещение уроков математики, анализ плана работы школы.",
    )

    def __init__(self, *args, schedule, access, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.schedule = schedule
        self.fields = {"assignment": AssignmentField(access), **self.fields}
        self.fields["days"].required = True
        name_empty_choices(self)
        self.helper = helper("Добавить в график", *self.fields, back=back)

    def clean_days(self):
        if not self.cleaned_data["days"]:
            raise forms.ValidationError("Укажите хотя бы одну дату.")
        return self.cleaned_data["days"]

    def clean(self):
        cleaned = super().clean()
        faults = [self.why_not(day, cleaned.get("assignment")) for day in cleaned.get("days", ())]
        for fault in filter(None, faults):
            self.add_error("days", fault)
        return cleaned


class PlannedVisitForm(InSchedule, VersionedForm):
    """A line of a draft schedule: its day and aim."""

    planned_on = DateField(label="Дата")

    class Meta:
        model = Visit
        fields = ["planned_on", "aim"]

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.schedule = self.instance.schedule
        self.helper = helper("Сохранить строку", "version", "planned_on", "aim", back=back)

    def clean_planned_on(self):
        day, visit = self.cleaned_data["planned_on"], self.instance
        if fault := self.why_not(day, None):
            raise forms.ValidationError(fault)
        twins = Visit.objects.filter(schedule=self.schedule, planned_on=day)
        if twins.filter(school=visit.school_id, tutor=visit.tutor_id).exclude(pk=visit.pk).exists():
            raise forms.ValidationError("Посещение этой школы в этот день уже есть в графике.")
        return day


class RecordForm(VersionedForm):
    """«Справка о посещении»: what was seen; of a visit that nobody planned, whose and where too."""

    held_on = DateField(label="Дата посещения")

    class Meta:
        model = Visit
        fields = ["held_on", "aim", "looked_at", "findings"]
        labels = {
            "aim": "Цель посещения",
            "looked_at": "Что посмотрели",
            "findings": "Выводы: что получается, в чём трудности",
        }
        help_texts = {
            "looked_at": f"Уроки, документы, беседы. {NO_PUPILS}",
            "findings": "Рекомендации со сроками добавите следующим шагом.",
        }
        widgets = {
            "looked_at": forms.Textarea(attrs={"rows": 6}),
            "findings": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, access, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = access.municipality.today()
        self.instance.municipality = access.municipality
        for name in ("looked_at", "findings"):
            self.fields[name].required = True
        if not self.instance.pk:
            self.fields = {"assignment": AssignmentField(access), **self.fields}
        for name in ("looked_at", "findings"):
            self.fields[name].label = self.Meta.labels[name]
        name_empty_choices(self)
        names = [name for name in self.fields if name != "version"]
        limit_texts(self)
        self.helper = helper("Сохранить справку", "version", *names, back=back)

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError("Этот день ещё не наступил: справку пишут о состоявшемся.")
        return day

    def clean(self):
        cleaned = super().clean()
        assignment, day = cleaned.get("assignment"), cleaned.get("held_on")
        if assignment and day and (fault := outside(assignment, day)):
            self.add_error("held_on", fault)
        if assignment:
            self.instance.school, self.instance.tutor = assignment.school, assignment.person
        elif day and "assignment" not in self.fields and (fault := self.fault_of_day(day)):
            self.add_error("held_on", fault)
        return cleaned

    def fault_of_day(self, day):
        """Why the visit was not held on the day: its tutor had the school at other times."""
        visit = self.instance
        held = TutorAssignment.objects.filter(person=visit.tutor_id, school=visit.school_id)
        faults = [outside(assignment, day) for assignment in held.order_by("since", "pk")]
        return faults[-1] if faults and all(faults) else ""


class CallOffForm(VersionedForm):
    """Why a planned visit does not take place."""

    class Meta:
        model = Visit
        fields = ["reason_off"]
        labels = {"reason_off": "Почему не состоится"}
        help_texts = {"reason_off": "Причину увидят координатор и школа."}

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason_off"].required = True
        self.fields["reason_off"].label = self.Meta.labels["reason_off"]
        self.helper = helper("Отметить, что не состоится", "version", "reason_off", back=back)


class RecommendationForm(VersionedForm):
    """What the school is advised to do, and by when."""

    due_on = DateField(label="Срок")

    class Meta:
        model = Recommendation
        fields = ["text", "due_on"]
        labels = {"text": "Рекомендация"}
        help_texts = {"text": f"Что сделать школе. {NO_PUPILS}"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        submit = "Сохранить рекомендацию" if self.instance.pk else "Добавить рекомендацию"
        limit_texts(self)
        self.helper = helper(submit, "version", "text", "due_on", back=back)

    def clean_due_on(self):
        day, visit = self.cleaned_data["due_on"], self.instance.visit
        today = visit.municipality.today()
        if day < today:
            raise forms.ValidationError(f"Срок уже прошёл: сегодня {dotted_date(today)}.")
        return day
