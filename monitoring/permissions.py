"""Who may do what with checkpoints: the predicates behind the table of monitoring/acts.py."""

from django.db.models import Q

from monitoring.acts import ACTS, REFUSALS, Party, WrongState, leads_from
from monitoring.models import Checkpoint, CheckpointState, Source, Verb
from monitoring.models.checkpoint import CONTROLLERS, DEPARTMENT_EXECUTORS
from monitoring.undoing import undoable
from schools.access import access_to
from schools.models import Role, RoleKind

RESULT_LOADERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)
OWN_REPORT = "Отчёт проверяет координатор или начальник, и не тот, кто его отправил."
OWN_PLAN_REPORT = (
    "Свой отчёт по школьной карте не принимают: отчёт директора проверяет тьютор школы, "
    "координатор или начальник."
)
SCHOOL_EXECUTORS = (RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR)


def is_named_executor(access, checkpoint):
    """The school's director or coordinator, the person named in the plan, or who acts for them."""
    if checkpoint.school_id:
        return access.is_in_school(checkpoint.school_id)
    return bool(checkpoint.person_id) and checkpoint.person_id in access.person_ids


def is_executor(access, checkpoint):
    """The one who owes it; what a unit or a body owes, any worker of the department may report."""
    if checkpoint.school_id or checkpoint.person_id:
        return is_named_executor(access, checkpoint)
    return access.is_any(*DEPARTMENT_EXECUTORS)


def is_judge(access, checkpoint, author_id=None):
    """The controlling side, and the lead over a co-executor; who executes never accepts.

    A school judges its own plan: `author_id` is whose report or request is judged there.
    """
    if checkpoint.source == Source.SCHOOL:
        return is_judge_of_own_plan(access, checkpoint, author_id)
    is_controller = access.is_any(*CONTROLLERS)
    is_lead = checkpoint.lead_id and is_executor(access, checkpoint.lead)
    return bool(is_controller or is_lead) and not is_named_executor(access, checkpoint)


def is_judge_of_own_plan(access, checkpoint, author_id):
    """The school's director; from outside, its tutor and CONTROLLERS when there is no other one.

    The same condition as of Checkpoint.objects.judged_by, asked of one checkpoint.
    """
    if checkpoint.school_id in access.directed_school_ids:
        return True
    is_tutor = checkpoint.school_id in access.tutored_school_ids
    if not (is_tutor or access.is_any(*CONTROLLERS)):
        return False
    own = Q(user=author_id) | Q(principal__isnull=False, principal__user=author_id)
    directors = Role.objects.in_force().filter(school=checkpoint.school_id, kind=RoleKind.DIRECTOR)
    return not directors.exclude(own).exists()


def author_of(checkpoint):
    """Key of the user whose report is to be judged, or has been; None while there is none."""
    is_reported = checkpoint.state in (CheckpointState.REPORTED, CheckpointState.ACCEPTED)
    return checkpoint.reported_by_id if is_reported else None


def is_reporter(access, checkpoint):
    """The report is one's own, or of the one in whose place one acts."""
    return author_of(checkpoint) in access.user_ids


def has_part_in(access, checkpoint, verb):
    """The role lets one do the act, whatever state the checkpoint is in now."""
    party = ACTS[verb].party
    if party == Party.EXECUTOR:
        return is_executor(access, checkpoint)
    if party == Party.JUDGE:
        judges = is_judge(access, checkpoint, author_of(checkpoint))
        return judges and not is_reporter(access, checkpoint)
    return party == Party.AUTHOR and undoable(checkpoint, access.user) is not None


def why_not(access, checkpoint, verb):
    """Why the person cannot do the act now, in words for the page; empty when one can."""
    if not leads_from(verb, checkpoint.state):
        return str(WrongState(verb, checkpoint.state))
    if verb == Verb.ASSIGN and checkpoint.lead_id:
        return "Соисполнитель не поручает дальше: это делает ведущий исполнитель."
    if verb == Verb.ASSIGN and checkpoint.source == Source.SCHOOL:
        return "В школьной карте соисполнителей нет: за неё отвечает школа."
    if verb == Verb.SET_DATE and not checkpoint.lead_id:
        return "Внутренний срок бывает только у соисполнителя."
    if has_part_in(access, checkpoint, verb):
        return ""
    if ACTS[verb].party == Party.JUDGE and is_reporter(access, checkpoint):
        return OWN_PLAN_REPORT if checkpoint.source == Source.SCHOOL else OWN_REPORT
    return REFUSALS[ACTS[verb].party]


def can(access, checkpoint, verb):
    """The person can do the act now."""
    return not why_not(access, checkpoint, verb)


def can_decide_date(access, request):
    """Grant or refuse: the controlling side only, and never one's own request (peers.md d.7)."""
    asked_by_us = request.asked_by_id in access.user_ids
    return is_judge(access, request.checkpoint, request.asked_by_id) and not asked_by_us


def acting_role(access, checkpoint, verb):
    """The role of an acting deputy («и. о.») by which the person does the act, or None."""
    is_own_plan = checkpoint.source == Source.SCHOOL
    if ACTS[verb].party == Party.JUDGE and is_own_plan and not access.is_any(*CONTROLLERS):
        director = access.role_for(RoleKind.DIRECTOR, school_id=checkpoint.school_id)
        role = director or access.role_for(RoleKind.TUTOR)
    elif ACTS[verb].party == Party.JUDGE and access.is_any(*CONTROLLERS):
        role = access.role_for(*CONTROLLERS)
    else:
        owes = checkpoint.lead if ACTS[verb].party == Party.JUDGE else checkpoint
        role = role_of_executor(access, owes)
    return role if role and role.principal_id else None


def role_of_executor(access, checkpoint):
    """The role by which the person reports on the checkpoint, or None for one's own name."""
    if checkpoint.school_id:
        return access.role_for(*SCHOOL_EXECUTORS, school_id=checkpoint.school_id)
    if not checkpoint.person_id:
        return access.role_for(*DEPARTMENT_EXECUTORS)
    if checkpoint.person_id == access.person_id:
        return None
    named = checkpoint.person.user_id
    return next((r for r in access.roles if r.principal_id and r.principal.user_id == named), None)


def can_load_results(access):
    return access.is_any(*RESULT_LOADERS)


def can_read_evidence(user, stored_file):
    """The checkpoint whose report or request holds the file, if the user sees it now; else None."""
    holds = Q(events__evidence__file=stored_file) | Q(date_requests__file=stored_file)
    for checkpoint in Checkpoint.objects.filter(holds).select_related("municipality"):
        access = access_to(user, checkpoint.municipality)
        if access and Checkpoint.objects.visible_to(access).filter(pk=checkpoint.pk).exists():
            return checkpoint
    return None
