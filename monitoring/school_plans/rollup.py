"""What schools do by their own plans for the measures of a municipal one: read, never stored."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Min, Q

from monitoring.models import CheckpointState as S
from monitoring.models.checkpoint import OPEN_STATES
from monitoring.states import DROPPED, OVERDUE, word_of
from roadmaps.models import Action, Edition, EditionState, Measure
from roadmaps.reports import grouped

LIVE = [state for state in S if state not in DROPPED]
UNFINISHED = [state for state in LIVE if state != S.ACCEPTED]
BEGUN = [state for state in LIVE if state != S.PLANNED]


@dataclass(frozen=True)
class OwnMeasure:
    """A measure of a school's plan in force that serves a municipal one."""

    pk: int
    text: str
    lineage: UUID  # of the municipal measure
    school_id: int
    school: str
    roadmap_id: int
    deadline: str
    # How many checkpoints it has, and how many of them stand how.
    live: int
    accepted: int
    late: int
    begun: int
    # One of its checkpoints, to open: the first that is not accepted, else any.
    checkpoint: int | None

    @property
    def is_done(self):
        """Everything due by it has been accepted; what is on no control is never done."""
        return bool(self.live) and self.accepted == self.live

    @property
    def state(self):
        """Shown state of the measure as a whole (monitoring/states.py); None on no control."""
        if not self.live:
            return None
        if self.is_done:
            return S.ACCEPTED
        if self.late:
            return OVERDUE
        return S.STARTED if self.begun else S.PLANNED

    @property
    def words(self):
        """The state in a word."""
        return word_of(self.state) if self.state else "не на контроле"


@dataclass
class Served:
    """Own measures of schools for one municipal measure."""

    measures: list = field(default_factory=list)

    @property
    def done(self):
        return sum(one.is_done for one in self.measures)

    @property
    def total(self):
        return len(self.measures)

    @property
    def schools(self):
        return len({one.school_id for one in self.measures})


def serving(access, roadmap, **among):
    """[OwnMeasure] of schools' plans in force for the municipal roadmap, in two queries.

    Of those plans that the person sees; whichever edition of the municipal plan they name.
    """
    # As Roadmap.visible_to tells of schools' plans; whoever sees everything sees all approved ones.
    own = Edition.objects.filter(state=EditionState.APPROVED, roadmap__school__isnull=False)
    if not access.sees_everything:
        own = own.filter(roadmap__school__in=access.school_ids)
    measures = Measure.objects.filter(
        **among, section__edition__in=own, serves__section__edition__roadmap=roadmap
    )
    rows = list(
        counted(measures, roadmap.municipality.today())
        .order_by("section__edition__roadmap__school__short_name", "section__position", "position")
        .values_list("pk", *(place for _, place in TOLD), "unfinished", "first_point")
    )
    actions = Action.objects.filter(measure__in=[row[0] for row in rows])
    texts = grouped(actions, "measure_id")
    return [own_measure(row, texts) for row in rows]


# Fields of OwnMeasure and where they are told, from a measure.
TOLD = (
    ("lineage", "serves__lineage"),
    ("school_id", "section__edition__roadmap__school"),
    ("school", "section__edition__roadmap__school__short_name"),
    ("roadmap_id", "section__edition__roadmap"),
    ("deadline", "deadline_text"),
    ("live", "live"),
    ("accepted", "accepted"),
    ("late", "late"),
    ("begun", "begun"),
)


def counted(measures, today):
    """The measures, each with how many of its checkpoints stand how, and the ones to open."""
    late = Q(checkpoints__state__in=OPEN_STATES) & Q(checkpoints__due_on__lt=today)
    return measures.annotate(
        live=Count("checkpoints", filter=Q(checkpoints__state__in=LIVE)),
        accepted=Count("checkpoints", filter=Q(checkpoints__state=S.ACCEPTED)),
        late=Count("checkpoints", filter=late),
        begun=Count("checkpoints", filter=Q(checkpoints__state__in=BEGUN)),
        unfinished=Min("checkpoints", filter=Q(checkpoints__state__in=UNFINISHED)),
        first_point=Min("checkpoints", filter=Q(checkpoints__state__in=LIVE)),
    )


def own_measure(row, texts):
    """OwnMeasure of a row of `serving`; `texts` are actions by measure."""
    pk, *told, unfinished, first_point = row
    fields = dict(zip((name for name, _ in TOLD), told, strict=True))
    text = "; ".join(action.text for action in texts[pk])
    return OwnMeasure(pk=pk, text=text, **fields, checkpoint=unfinished or first_point)


def served_by_lineage(access, roadmap):
    """{lineage of the municipal measure: Served}."""
    found = defaultdict(Served)
    for one in serving(access, roadmap):
        found[one.lineage].measures.append(one)
    return found
