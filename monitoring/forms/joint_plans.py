"""Forms of the joint plans of tutors and schools."""

import datetime

from django import forms
from django.db.models import Q
from django.db.models.functions import Coalesce

from lib.dates import dotted_date, school_year
from lib.forms import DateField, VersionedForm, helper, name_empty_choices
from monitoring.forms.visits import NO_PUPILS, AssignmentField
from monitoring.models import JointPlan, JointPlanRow, Visit

WRONG_PERIOD = "Последний день раньше первого."


class JointPlanForm(VersionedForm):
    """Whose plan, and for which days: the school year of today to begin with."""

    starts_on = DateField(label="С какого дня")
    ends_on = DateField(label="По какой день")

    class Meta:
        model = JointPlan
        fields = ["starts_on", "ends_on"]

    def __init__(self, *args, access, back, assignment=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = access.municipality
        if not self.instance.pk:
            year = school_year(access.municipality.today())
            self.initial["starts_on"] = datetime.date(year, 9, 1)
            self.initial["ends_on"] = datetime.date(year + 1, 8, 31)
            self.fields = {"assignment": AssignmentField(access, initial=assignment), **self.fields}
        name_empty_choices(self)
        names = [name for name in self.fields if name != "version"]
        submit = "Сохранить дни" if self.instance.pk else "Составить план"
        self.helper = helper(submit, "version", *names, back=back)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if assignment := cleaned.get("assignment"):
            self.instance.assignment = assignment
        if not (first and last) or not self.instance.assignment_id:
            return cleaned
        if last < first:
            self.add_error("ends_on", WRONG_PERIOD)
        elif fault := self.why_not(first, last):
            self.add_error("starts_on", fault)
        return cleaned

    def why_not(self, first, last):
        """Why the plan is not made for these days; empty when nothing is in the way."""
        held = self.instance.assignment
        if held.until and held.until < first:
            until = dotted_date(held.until)
            return f"Тьютор закреплён за школой по {until}. Выберите более ранний день."
        others = JointPlan.objects.filter(assignment=held, starts_on__lte=last, ends_on__gte=first)
        if other := others.exclude(pk=self.instance.pk).first():
            return f"На эти дни план уже есть: {other.days}."
        if self.instance.pk and (row := self.row_outside(first, last)):
            return f"Строка «{row.days}» не войдёт в эти дни. Сначала измените её срок."
        return ""

    def row_outside(self, first, last):
        """A row whose days, with those it was moved to, are not within these; or None."""
        rows = self.instance.rows.annotate(last_day=Coalesce("moved_to", "ends_on", "starts_on"))
        within = Q(starts_on__range=(first, last), last_day__range=(first, last))
        return rows.exclude(within).first()


def outside(plan):
    """Why a day is not taken for a row of the plan."""
    return f"План составлен на дни {plan.days}. Выберите день из них или измените дни плана."


class JointRowForm(VersionedForm):
    """A row of the plan."""

    starts_on = DateField(label="Когда")
    ends_on = DateField(
        label="По какой день", required=False, help_text="Оставьте пустым, если это один день."
    )

    class Meta:
        model = JointPlanRow
        fields = ["text", "starts_on", "ends_on", "parties", "expected", "visit"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "text": "Например: единый методический день, разбор открытых уроков.",
            "parties": f"Например: тьютор, учителя математики, заместитель директора. {NO_PUPILS}",
            "visit": "Если это делают на посещении школы, выберите его.",
        }

    def __init__(self, *args, plan, access, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.plan = plan
        held = plan.assignment
        seen = Visit.objects.visible_to(access).filter(school=held.school_id, tutor=held.person_id)
        # What the row has now stays there, though the school does not see that visit yet.
        current = Q(pk__in=[self.instance.visit_id] if self.instance.visit_id else [])
        self.fields["visit"].queryset = Visit.objects.filter(current | Q(pk__in=seen.values("pk")))
        submit = "Сохранить строку" if self.instance.pk else "Добавить в план"
        self.helper = helper(submit, "version", *self._meta.fields, back=back)

    def clean(self):
        cleaned = super().clean()
        plan, first, last = self.instance.plan, cleaned.get("starts_on"), cleaned.get("ends_on")
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day and not plan.starts_on <= day <= plan.ends_on:
                self.add_error(name, outside(plan))
        if first and last and last < first:
            self.add_error("ends_on", WRONG_PERIOD)
        return cleaned


class MarkForm(VersionedForm):
    """What has become of a row of the plan."""

    submit = ""

    class Meta:
        model = JointPlanRow
        fields = []

    def __init__(self, *args, today, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        for name in self._meta.fields:
            self.fields[name].required = True
            self.fields[name].label = self._meta.labels[name]
        self.helper = helper(self.submit, "version", *self._meta.fields, back=back)


class RowDoneForm(MarkForm):
    submit = "Отметить сделанным"
    done_on = DateField()

    class Meta(MarkForm.Meta):
        fields = ["done_on", "result"]
        labels = {"done_on": "Когда сделано", "result": "Что получилось"}
        help_texts = {"result": f"Итог и документ, если он есть. {NO_PUPILS}"}

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > self.today:
            raise forms.ValidationError(
                f"Этот день ещё не наступил: сегодня {dotted_date(self.today)}."
            )
        return day


class RowMoveForm(MarkForm):
    submit = "Перенести"
    moved_to = DateField()

    class Meta(MarkForm.Meta):
        fields = ["moved_to", "reason"]
        labels = {"moved_to": "Новый срок", "reason": "Почему переносится"}

    def clean_moved_to(self):
        day, plan = self.cleaned_data["moved_to"], self.instance.plan
        if not plan.starts_on <= day <= plan.ends_on:
            raise forms.ValidationError(outside(plan))
        return day


class RowDropForm(MarkForm):
    submit = "Снять с плана"

    class Meta(MarkForm.Meta):
        fields = ["reason"]
        labels = {"reason": "Почему не будет сделано"}
