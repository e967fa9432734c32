"""The register «Планы тьюторов и школ»: who has no plan, whose is not confirmed, how far it is."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lib.collation import by_name
from lib.dates import dotted_date
from lib.filters import RegisterFilter
from lib.registers import Register, RuColumn
from monitoring.joint_plans.states import plan_words
from monitoring.models import JointPlan, JointPlanRow, PlanSide, RowState
from monitoring.states import badge
from schools.models import Person, School, TutorAssignment


class PlanFault(TextChoices):
    """What is not as it should be with the joint work of a tutor and a school today."""

    NO_PLAN = "no_plan", "нет плана"
    UNCONFIRMED = "unconfirmed", "план не подтверждён"
    LATE = "late", "есть просроченное"


# By which signs of plan_rows a fault is seen: in the filter and in the row alike.
FAULT_SIGNS = {
    PlanFault.NO_PLAN: {"plan": None},
    PlanFault.UNCONFIRMED: {"is_unconfirmed": True},
    PlanFault.LATE: {"is_late": True},
}


def plan_rows(access):
    """Assignments of today that the person sees, with the plan of today and its signs."""
    today = access.municipality.today()
    plans = JointPlan.objects.covering(today).filter(assignment=OuterRef("pk"))
    plans = plans.order_by("-starts_on")
    rows = JointPlanRow.objects.filter(plan=OuterRef("plan")).order_by()
    due = Coalesce("moved_to", "ends_on", "starts_on")
    late = rows.annotate(due=due).filter(state=RowState.PLANNED, due__lt=today)
    totals = rows.exclude(state=RowState.DROPPED).values("plan")
    done = totals.filter(state=RowState.DONE)
    unconfirmed = Q(tutor_confirmed_at=None) | Q(school_confirmed_at=None)
    held = TutorAssignment.objects.visible_to(access).in_force(today)
    held = held.annotate(
        plan=Subquery(plans.values("pk")[:1]),
        starts_on=Subquery(plans.values("starts_on")[:1]),
        ends_on=Subquery(plans.values("ends_on")[:1]),
        tutor_at=Subquery(plans.values("tutor_confirmed_at")[:1]),
        school_at=Subquery(plans.values("school_confirmed_at")[:1]),
        is_unconfirmed=Exists(plans.filter(unconfirmed)),
    )
    return held.annotate(
        is_late=Exists(late),
        total=Coalesce(Subquery(totals.annotate(n=Count("pk")).values("n")), 0),
        done=Coalesce(Subquery(done.annotate(n=Count("pk")).values("n")), 0),
    ).order_by(by_name("school__short_name"), "pk")


class JointPlanFilter(RegisterFilter):
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    person = filters.ModelChoiceFilter(
        label="Тьютор",
        queryset=lambda request: Person.objects.filter(
            pk__in=TutorAssignment.objects.visible_to(request.access).values("person")
        ),
        empty_label="все",
    )
    fault = filters.ChoiceFilter(
        label="Что не так", choices=PlanFault, method="by_fault", empty_label="не важно"
    )

    class Meta:
        model = TutorAssignment
        fields = ["school", "person", "fault"]

    def by_fault(self, held, name, fault):
        return held.filter(**FAULT_SIGNS[fault])


class JointPlanRegister(Register):
    """Планы тьюторов и школ."""

    school__short_name = RuColumn(verbose_name="Школа")
    person__surname = RuColumn(verbose_name="Тьютор")
    plan = tables.Column(verbose_name="План", orderable=False)
    confirmed = tables.Column(verbose_name="Подтверждение", orderable=False)
    done = tables.Column(verbose_name="Сделано", orderable=False)
    faults = tables.Column(verbose_name="Что не так", orderable=False)

    fields = (
        "pk",
        "school__short_name",
        "person__surname",
        "person__first_name",
        "person__patronymic",
        "plan",
        "starts_on",
        "ends_on",
        "tutor_at",
        "school_at",
        "is_unconfirmed",
        "is_late",
        "total",
        "done",
    )
    phone_columns = ("school__short_name", "person__surname", "plan", "faults")

    class Meta:
        empty_text = "Тьюторы за школами пока не закреплены."

    def cell_person__surname(self, row):
        names = ("surname", "first_name", "patronymic")
        return Person(**{one: getattr(row, f"person__{one}") for one in names}).surname_first

    def cell_plan(self, row):
        if not row.plan:
            return "не составлен"
        url = reverse("monitoring:joint-plan", args=[self.slug, row.plan])
        days = f"{dotted_date(row.starts_on)} – {dotted_date(row.ends_on)}"
        return format_html('<a class="nowrap" href="{}">{}</a>', url, days)

    def cell_confirmed(self, row):
        if not row.plan:
            return "—"
        told = {PlanSide.TUTOR: row.tutor_at, PlanSide.SCHOOL: row.school_at}
        return plan_words(side for side in PlanSide if told[side] is None)

    def cell_done(self, row):
        return f"{row.done} из {row.total}" if row.plan else "—"

    def cell_faults(self, row):
        found = [
            fault
            for fault, signs in FAULT_SIGNS.items()
            if all(getattr(row, name) == value for name, value in signs.items())
        ]
        return format_html_join(" ", "{}", ((badge("overdue", fault.label),) for fault in found))
