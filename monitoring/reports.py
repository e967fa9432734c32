"""Summaries of control, computed from the rows each time; nothing here is stored."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from monitoring.models import Checkpoint, CheckpointState, Source
from monitoring.models.checkpoint import OPEN_STATES
from monitoring.states import DROPPED, SHOWN_ORDER, shown_state
from roadmaps.models import Edition, Roadmap


@dataclass
class Tally:
    """How many checkpoints stand in which shown state."""

    counts: Counter = field(default_factory=Counter)

    @property
    def total(self):
        """Live checkpoints: those cancelled or taken off control are not counted."""
        return sum(self.counts.values()) - sum(self.counts[code] for code in DROPPED)

    @property
    def accepted(self):
        return self.counts["accepted"]

    @property
    def overdue(self):
        return self.counts["overdue"]

    @property
    def percent(self):
        """Share of accepted, whole percent; None when there is nothing to count."""
        return round(100 * self.accepted / self.total) if self.total else None

    @property
    def present(self):
        """(state, number) of the states that occur, urgent ones first."""
        return [(code, self.counts[code]) for code in SHOWN_ORDER if self.counts[code]]


@dataclass
class MeasureProgress:
    """A measure of the roadmap page: its shown checkpoints, their tally, its schools."""

    checkpoints: list
    tally: Tally
    schools_done: tuple | None


def schools_done(checkpoints):
    """(schools that have everything accepted, all that owe); None when they are not several."""
    owed = [c for c in checkpoints if c.school_id and c.state not in DROPPED]
    schools = {c.school_id for c in owed}
    late = {c.school_id for c in owed if c.state != CheckpointState.ACCEPTED}
    return (len(schools - late), len(schools)) if len(schools) > 1 else None


def tally_of(checkpoints, today):
    """Tally of rows that have state and due_on."""
    return Tally(Counter(shown_state(c.state, c.due_on, today) for c in checkpoints))


@dataclass
class RoadmapProgress:
    """A roadmap of the list with its progress and its editions."""

    roadmap: Roadmap
    tally: Tally
    editions: list

    @property
    def draft(self):
        return next((e for e in self.editions if e.state == "draft"), None)

    @property
    def ended(self):
        return next((e for e in self.editions if e.state == "annulled"), None)

    @property
    def in_force(self):
        return next((e for e in self.editions if e.state == "approved"), None)


def roadmaps_with_progress(access, *, school=None):
    """RoadmapProgress of every roadmap the person may see, in four queries.

    With a school, of those that are its own plans.
    """
    today = access.municipality.today()
    roadmaps = Roadmap.objects.visible_to(access).select_related("school")
    checkpoints = Checkpoint.objects.visible_to(access).exclude(edition=None)
    if school:
        roadmaps = roadmaps.filter(school=school)
        checkpoints = checkpoints.filter(school=school, source=Source.SCHOOL)
    roadmaps = roadmaps.prefetch_related(
        Prefetch("editions", Edition.objects.visible_to(access).order_by("-number"))
    )
    counts = defaultdict(Counter)
    for roadmap, state, late, number in (
        checkpoints.values_list("edition__roadmap", "state")
        .annotate(late=Count("pk", filter=Q(state__in=OPEN_STATES, due_on__lt=today)))
        .annotate(number=Count("pk"))
    ):
        counts[roadmap]["overdue"] += late
        counts[roadmap][state] += number - late
    return [
        RoadmapProgress(roadmap, Tally(counts[roadmap.pk]), list(roadmap.editions.all()))
        for roadmap in roadmaps
    ]
