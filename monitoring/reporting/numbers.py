"""Numbers of control that several reports tell, each counted here alone."""

from collections import Counter
from dataclasses import astuple, dataclass
from operator import add

from monitoring.models.checkpoint import CheckpointState

NO_DELAY = "просрочек нет"


@dataclass(frozen=True)
class Numbers:
    """Of some checkpoints on an evening; shares and means are None where there is nothing."""

    total: int = 0  # on control, without the cancelled and the removed
    accepted: int = 0
    waiting: int = 0  # reported, not accepted yet
    overdue: int = 0
    ahead: int = 0  # open, the date is still to come
    dropped: int = 0  # cancelled, or taken off control
    handed: int = 0  # accepted or reported
    in_time: int = 0  # of those, not later than the date in force
    moved: int = 0  # checkpoints whose date was changed
    moves: int = 0  # how many times in all
    late: int = 0  # handed in late, or still owed past the date
    days_late: int = 0  # of all these together

    def __add__(self, other):
        return Numbers(*map(add, astuple(self), astuple(other)))

    @property
    def in_time_percent(self):
        """Whole per cent of what was handed in, or None."""
        return round(100 * self.in_time / self.handed) if self.handed else None

    @property
    def accepted_percent(self):
        """Whole per cent of what is on control, or None."""
        return round(100 * self.accepted / self.total) if self.total else None

    @property
    def mean_delay(self):
        """Days on the average over what is late, or None."""
        return round(self.days_late / self.late, 1) if self.late else None


def numbers_of(rows):
    """Numbers of the Standings."""
    live = [row for row in rows if row.is_live]
    states = Counter(row.state for row in live)
    handed = [row for row in live if row.is_handed]
    overdue = sum(row.is_overdue for row in live)
    return Numbers(
        total=len(live),
        accepted=states[CheckpointState.ACCEPTED],
        waiting=states[CheckpointState.REPORTED],
        overdue=overdue,
        ahead=len(live) - len(handed) - overdue,
        dropped=len(rows) - len(live),
        handed=len(handed),
        in_time=sum(not row.is_late for row in handed),
        moved=sum(bool(row.moved) for row in rows),
        moves=sum(len(row.moved) for row in rows),
        late=sum(row.is_late for row in live),
        days_late=sum(row.days_late for row in live),
    )
