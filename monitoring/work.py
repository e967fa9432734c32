"""«Моя работа»: the short lists of the first screen of each role."""

from dataclasses import dataclass, field

from documents.models import Order
from monitoring import permissions
from monitoring.models import Checkpoint
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

    @property
    def is_empty(self):
        return not self.orders and not any(work.total for work in self.lists)


def work_of(access):
    """The Work of the person: to decide, to report, returned, waiting."""
    today = access.municipality.today()
    checkpoints = Checkpoint.objects.visible_to(access).select_related("measure", "action")
    work = Work()
    if access.is_any(RoleKind.HEAD):
        work.orders = list(Order.objects.drafts().filter(annexes__isnull=False).distinct())
    if access.is_any(*permissions.CONTROLLERS):
        waiting = checkpoints.waiting().exclude(reported_by=access.user)
        work.lists.append(listed("Проверить отчёты", waiting, "state=reported", act="decide"))
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
    return work


def listed(title, checkpoints, query, *, act=""):
    """WorkList of the first rows by date."""
    rows = list(checkpoints.order_by("due_on", "pk")[: SHOWN + 1])
    total = checkpoints.count() if len(rows) > SHOWN else len(rows)
    return WorkList(title, rows[:SHOWN], total, query, act)
