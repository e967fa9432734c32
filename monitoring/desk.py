"""The first page of a school: what the department has asked for this month, and why it returns."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from documents.models import Familiarisation
from monitoring.models import Checkpoint, CheckpointEvent, CheckpointState, Verb
from schools.models import Partnership, School, TutorAssignment
from workgroups.models import InformationRequest


@dataclass(frozen=True)
class Requests:
    """«Запросов от управления в этом месяце»: what came, done or not (peers.md d.14).

    `duties` are checkpoints put on control this month, `returns` events, `papers` to be read,
    `asked` what groups have asked to be told.
    """

    duties: list
    returns: list
    papers: list
    asked: list

    @property
    def total(self):
        return sum(map(len, (self.duties, self.returns, self.papers, self.asked)))


@dataclass(frozen=True)
class Helpers:
    """Who helps a school today: TutorAssignments and Partnerships."""

    school: School
    tutors: list
    pairs: list


@dataclass(frozen=True)
class Desk:
    """What stands on the first page of a school beside what it owes."""

    requests: Requests
    helpers: list

    @property
    def schools(self):
        return [one.school for one in self.helpers]


def desk_of(access):
    """The Desk of a director or a school's coordinator; None for everybody else."""
    if not access.reporting_school_ids:
        return None
    schools = School.objects.filter(pk__in=access.reporting_school_ids)
    return Desk(requests_of(access), helpers_of(schools, access.municipality.today()))


def helpers_of(schools, today):
    """[Helpers] of the schools on the day, in three queries."""
    tutors, pairs = defaultdict(list), defaultdict(list)
    assignments = TutorAssignment.objects.in_force(today).filter(school__in=schools)
    for assignment in assignments.select_related("person"):
        tutors[assignment.school_id].append(assignment)
    helped = Partnership.objects.in_force(today).filter(mentee__in=schools)
    for pair in helped.select_related("mentor"):
        pairs[pair.mentee_id].append(pair)
    return [Helpers(school, tutors[school.pk], pairs[school.pk]) for school in schools]


def requests_of(access):
    """The Requests of the calendar month of today, in four queries."""
    today = access.municipality.today()
    first = today.replace(day=1)
    # What the school plans for itself, the department does not ask for.
    mine = Checkpoint.objects.owed_by(access).municipal()
    duties = mine.filter(since__range=(first, today)).exclude(state=CheckpointState.CANCELLED)
    # Days are those of the municipality: the zone of the request is its own.
    returns = CheckpointEvent.objects.filter(
        checkpoint__in=mine.values("pk"),
        verb=Verb.RETURN,
        undone_by=None,
        at__date__range=(first, today),
    )
    papers = Familiarisation.objects.filter(
        person__in=access.person_ids, order__signed_on__range=(first, today)
    )
    asked = InformationRequest.objects.filter(
        school__in=access.reporting_school_ids, asked_on__range=(first, today)
    )
    return Requests(
        list(duties.order_by("since", "pk")),
        list(returns.select_related("checkpoint")),
        list(papers.select_related("order")),
        list(asked.order_by("asked_on", "pk")),
    )


def add_reasons(lists):
    """Give each returned checkpoint of the WorkLists its `reason`: the words of the last return."""
    returned = [row for one in lists for row in one.rows if row.state == CheckpointState.RETURNED]
    if not returned:
        return
    returns = Q(verb=Verb.RETURN, undone_by=None, checkpoint__in=returned)
    events = CheckpointEvent.objects.filter(returns).order_by("at", "pk")
    words = dict(events.values_list("checkpoint", "text"))
    for row in returned:
        row.reason = words.get(row.pk, "")
