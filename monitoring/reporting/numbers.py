"""Numbers of control that several reports tell, each counted here alone."""

from collections import Counter
from dataclasses import dataclass

from monitoring.models.checkpoint import CheckpointState

NO_DELAY = "просрочек нет"


@dataclass(frozen=True)
class Numbers:
    """Of some checkpoints on an evening; shares and means are None where there is nothing."""

    total: int  # on control, without the cancelled and the removed
    accepted: int
    waiting: int  # reported, not accepted yet
    overdue: int
    ahead: int  # open, the date is still to come
    dropped: int  # cancelled, or taken off control
    handed: int  # accepted or reported
    in_time: int  # of those, not later than the date in force
    moved: int  # checkpoints whose date was changed
    moves: int  # how many times in all
    delays: tuple  # days of everything that was handed in late or is still owed

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
        return round(sum(self.delays) / len(self.delays), 1) if self.delays else None


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
        delays=tuple(row.days_late for row in live if row.is_late),
    )
