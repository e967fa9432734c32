"""«Моя работа»: what waits for the person; the first screen of each role, and the dashboards."""

from dataclasses import dataclass, field

from django.db.models import Count, Min, Q, Value

from documents.models import Familiarisation, Order, OrderState, Visa
from documents.operations import waiting_visas
from monitoring import conditions
from monitoring.joint_plans.work import JointPlanWork, joint_plan_work_of
from monitoring.models import Checkpoint, DateRequest
from monitoring.models.checkpoint import CONTROLLERS, is_judged_by, is_owed_by
from monitoring.programme_work import ProgrammeWork, programme_work_of
from monitoring.visits.work import VisitWork, visit_work_of
from monitoring.workgroup_work import GroupWork, group_work_of
from schools.models import RoleKind

SHOWN = 20


@dataclass(frozen=True)
class Duty:
    """Checkpoints that wait for one act of the person; `query` opens them in the register."""

    title: str
    # Of what the person sees.
    condition: Q
    query: str
    act: str = ""
    # Wants an act today, and not only some day.
    is_urgent: bool = True


@dataclass
class WorkList:
    """One list of the page: its title, its rows, how many there are, where the rest is."""

    title: str
    rows: list
    total: int
    query: str
    act: str = ""
    is_urgent: bool = True


@dataclass
class Papers:
    """Documents that wait for the person: to sign, to agree to, to read."""

    orders: list = field(default_factory=list)
    visas: list = field(default_factory=list)
    to_read: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.orders or self.visas or self.to_read)


@dataclass
class Work:
    """Everything that waits for the person."""

    lists: list
    papers: Papers
    visits: VisitWork
    joint_plans: JointPlanWork
    programmes: ProgrammeWork
    groups: GroupWork

    @property
    def urgent(self):
        """Lists that want an act today: they come before what can wait a day."""
        return [work for work in self.lists if work.is_urgent and work.total]

    @property
    def later(self):
        """Those that do not yet."""
        return [work for work in self.lists if not work.is_urgent and work.total]

    @property
    def is_empty(self):
        others = any((self.papers, self.visits, self.joint_plans, self.programmes, self.groups))
        return not (others or any(work.total for work in self.lists))


def work_of(access):
    """The Work of the person: to decide, to report, returned, waiting."""
    checkpoints = Checkpoint.objects.visible_to(access)
    lists = [listed(duty, checkpoints) for duty in duties_of(access)]
    return Work(
        lists=lists,
        papers=papers_of(access),
        visits=visit_work_of(access),
        joint_plans=joint_plan_work_of(access),
        programmes=programme_work_of(access),
        groups=group_work_of(access),
    )


def papers_of(access):
    """The Papers that wait for the person, in four queries at most."""
    papers = Papers()
    if access.is_any(RoleKind.HEAD):
        ready = Q(state=OrderState.SIGNING) | Q(state=OrderState.DRAFT, visas=None)
        papers.orders = list(Order.objects.filter(ready, annexes__isnull=False).distinct())
    if access.person_id:
        asked = Visa.objects.filter(
            person=access.person_id, verdict="", order__state=OrderState.APPROVAL
        )
        asked = asked.select_related("order", "person").prefetch_related("order__visas")
        papers.visas = [visa for visa in asked if visa in waiting_visas(visa.order)]
        unread = Familiarisation.objects.filter(person=access.person_id, ticked_at=None)
        papers.to_read = list(unread.select_related("order")[:SHOWN])
    return papers


def duties_of(access):
    """The Duties of the person, in the order in which they are told; nothing is read yet."""
    duties = [Duty("Проверить отчёты", is_judged_by(access), "judged=on", "decide")]
    if access.is_any(*CONTROLLERS, RoleKind.DIRECTOR, RoleKind.TUTOR):
        requests = DateRequest.objects.decided_by(access)
        asked = Q(pk__in=requests.values("checkpoint"))
        duties.append(Duty("Решить о переносе срока", asked, "date=to_decide", "date"))
    today, mine = access.municipality.today(), is_owed_by(access)
    late = mine & conditions.overdue(today) & ~conditions.RETURNED
    ahead = mine & conditions.OWED & ~conditions.RETURNED & Q(due_on__gte=today)
    duties += [
        Duty("Возвращено", mine & conditions.RETURNED, "mine=on&state=returned", "report"),
        Duty("Просрочено", late, "mine=on&overdue=on&state=untouched", "report"),
        Duty("Предстоит сдать", ahead, "mine=on&state=untouched&due=ahead", "report", False),
    ]
    if not access.sees_everything:
        query = "state=reported"
        duties.append(Duty("Отчёты на проверке", conditions.WAITING, query, is_urgent=False))
    elif not access.is_any(*CONTROLLERS):
        # Those who control see them above, among what they check.
        sent, query = mine & conditions.WAITING, "mine=on&state=reported"
        duties.append(Duty("Отчёты на проверке", sent, query, is_urgent=False))
    return duties


def listed(duty, checkpoints):
    """WorkList of the first of these checkpoints by date."""
    found = checkpoints.filter(duty.condition)
    rows = list(found.order_by("due_on", "pk")[: SHOWN + 1])
    total = found.count() if len(rows) > SHOWN else len(rows)
    return WorkList(duty.title, rows[:SHOWN], total, duty.query, duty.act, duty.is_urgent)


def sizes_of(duties, checkpoints):
    """[(how many, the oldest date)] of the duties, in one query for all of them."""
    unordered = checkpoints.order_by()
    parts = [
        unordered.filter(duty.condition)
        .annotate(place=Value(place))
        .values_list("place")
        .annotate(number=Count("pk"), oldest=Min("due_on"))
        for place, duty in enumerate(duties)
    ]
    rows = {row[0]: row[1:] for row in parts[0].union(*parts[1:], all=True)}
    return [rows.get(place, (0, None)) for place in range(len(duties))]
