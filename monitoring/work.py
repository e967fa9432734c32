"""«Моя работа»: the short lists of the first screen of each role."""

from dataclasses import dataclass, field

from django.db.models import Q

from documents.models import Familiarisation, Order, OrderState, Visa
from documents.operations import waiting_visas
from monitoring.models import Checkpoint, DateRequest
from monitoring.models.checkpoint import CONTROLLERS
from schools.models import RoleKind

SHOWN = 20


@dataclass
class WorkList:
    """One list of the page: its title, its rows, how many there are, where the rest is."""

    title: str
    rows: list
    total: int
    query: str
    act: str = ""
    empty: str = ""


@dataclass
class Work:
    """Everything that waits for the person."""

    lists: list = field(default_factory=list)
    orders: list = field(default_factory=list)
    visas: list = field(default_factory=list)
    to_read: list = field(default_factory=list)

    @property
    def is_empty(self):
        papers = self.orders or self.visas or self.to_read
        return not papers and not any(work.total for work in self.lists)


def work_of(access):
    """The Work of the person by act: to decide, returned, to report, waiting; each by date."""
    today = access.municipality.today()
    checkpoints = Checkpoint.objects.visible_to(access)
    work = Work()
    if access.is_any(RoleKind.HEAD):
        ready = Q(state=OrderState.SIGNING) | Q(state=OrderState.DRAFT, visas=None)
        work.orders = list(Order.objects.filter(ready, annexes__isnull=False).distinct())
    if access.person_id:
        work.visas = [
            visa
            for visa in Visa.objects.filter(
                person=access.person_id, verdict="", order__state=OrderState.APPROVAL
            ).select_related("order", "person")
            if visa in waiting_visas(visa.order)
        ]
        unread = Familiarisation.objects.filter(person=access.person_id, ticked_at=None)
        work.to_read = list(unread.select_related("order")[:SHOWN])
    judged = checkpoints.judged_by(access)
    work.lists.append(listed("Проверить отчёты", judged, "judged=on", act="decide"))
    if access.is_any(*CONTROLLERS):
        requests = DateRequest.objects.waiting().exclude(asked_by__in=access.user_ids)
        asked = checkpoints.filter(pk__in=requests.values("checkpoint"))
        work.lists.append(listed("Решить о переносе срока", asked, "date=asked", act="date"))
    mine = checkpoints.owed_by(access).open()
    returned, rest = mine.filter(state="returned"), mine.exclude(state="returned")
    work.lists += [
        listed("Возвращено", returned, "mine=on&state=returned", act="report"),
        listed("Просрочено", rest.overdue(today), "mine=on&overdue=on", act="report"),
        listed(
            "Предстоит сдать", rest.filter(due_on__gte=today), "mine=on&state=open", act="report"
        ),
    ]
    if not access.sees_everything:
        work.lists.append(listed("Отчёты на проверке", checkpoints.waiting(), "state=reported"))
    elif not access.is_any(*CONTROLLERS):
        # Those who control see them above, among what they check.
        sent = checkpoints.owed_by(access).waiting()
        work.lists.append(listed("Отчёты на проверке", sent, "mine=on&state=reported"))
    return work


def listed(title, checkpoints, query, *, act=""):
    """WorkList of the first rows by date."""
    rows = list(checkpoints.order_by("due_on", "pk")[: SHOWN + 1])
    total = checkpoints.count() if len(rows) > SHOWN else len(rows)
    return WorkList(title, rows[:SHOWN], total, query, act)
