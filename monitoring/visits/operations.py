"""Writes of visits: schedules, records, recommendations that go on control, reading."""

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import dotted_date
from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.duties import Duty, put_on_control_by
from monitoring.events import author_words
from monitoring.models import Recommendation, Source, Visit, VisitSchedule, VisitState
from schools.operations import save_fields

APPROVAL = ("approved_on", "approved_by", "approver_post", "approver_name")


class Approved(NotNow):
    """The schedule has been approved: its visits are not planned anew."""

    def __init__(self):
        super().__init__(
            "График уже утверждён. Изменить его можно, когда начальник или координатор вернёт его "
            "в проекты."
        )


class NotRecorded(NotNow):
    """The record has been handed over meanwhile."""

    def __init__(self):
        super().__init__("Справка уже передана директору: изменить её нельзя.")


# --- schedules


@transaction.atomic
def save_schedule(schedule, fields, *, seen_version, by):
    """Save a new schedule or the days of a draft; Approved, or Conflict if somebody was first."""
    if not schedule.pk:
        schedule.save()
        record(AuditVerb.CREATE, schedule, by=by)
        return schedule
    if schedule.is_approved:
        raise Approved
    changes = save_fields(schedule, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, schedule, by=by, changes=changes)
    return schedule


def hold_draft_schedule(schedule):
    """Hold the draft until the end of the transaction, as one that has changed; or Approved."""
    draft = VisitSchedule.objects.filter(pk=schedule.pk, approved_on=None)
    if not draft.update(version=F("version") + 1):
        raise Approved


@transaction.atomic
def plan_visits(schedule, *, assignment, days, aim, by):
    """Add a visit of the tutor to the school for each of the days; returns those that are new."""
    hold_draft_schedule(schedule)
    same = {"schedule": schedule, "school": assignment.school, "tutor": assignment.person}
    planned = set(Visit.objects.filter(**same).values_list("planned_on", flat=True))
    made = [
        Visit.objects.create(municipality=schedule.municipality, planned_on=day, aim=aim, **same)
        for day in days
        if day not in planned
    ]
    for visit in made:
        record(AuditVerb.CREATE, visit, by=by)
    return made


@transaction.atomic
def change_plan(visit, fields, *, seen_version, by):
    """Change a line of a draft schedule; Approved, or Conflict if somebody was first."""
    hold_draft_schedule(visit.schedule)
    changes = save_fields(visit, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, visit, by=by, changes=changes)


@transaction.atomic
def drop_from_plan(visit, *, seen_version, by):
    """Take a line out of a draft schedule; Approved, or Conflict unless it is as seen."""
    hold_draft_schedule(visit.schedule)
    drop(visit, seen_version=seen_version, by=by)


def drop(row, *, seen_version, by):
    """Delete the row, held by the caller; Conflict unless it is still the one seen."""
    current = type(row).objects.filter(pk=row.pk).first()
    if current is None or current.version != seen_version:
        raise Conflict(current)
    record(AuditVerb.DELETE, current, by=by)
    current.delete()


@transaction.atomic
def approve_schedule(schedule, *, post, name, seen_version, by):
    """Approve the schedule as it was seen; Conflict when it or a line of it has changed."""
    schedule.approved_on, schedule.approved_by = schedule.municipality.today(), by
    schedule.approver_post, schedule.approver_name = post, name
    changes = save_fields(schedule, APPROVAL, seen_version=seen_version)
    record(AuditVerb.STATE, schedule, by=by, changes=changes)


@transaction.atomic
def reopen_schedule(schedule, *, seen_version, by):
    """Make the schedule a draft again; what was held under it stays as it is."""
    schedule.approved_on = schedule.approved_by = None
    schedule.approver_post = schedule.approver_name = ""
    changes = save_fields(schedule, APPROVAL, seen_version=seen_version)
    record(AuditVerb.STATE, schedule, by=by, changes=changes)


# --- records


@transaction.atomic
def record_visit(visit, fields, *, seen_version, by):
    """Write what was seen on a planned visit, or on one that nobody planned; returns it."""
    visit.state, visit.reason_off = VisitState.RECORDED, ""
    if visit.pk:
        names = [*fields, "state", "reason_off"]
        changes = save_fields(visit, names, seen_version=seen_version)
        record(AuditVerb.CHANGE, visit, by=by, changes=changes)
    else:
        visit.save()
        record(AuditVerb.CREATE, visit, by=by)
    return visit


@transaction.atomic
def call_off(visit, *, reason, seen_version, by):
    """The planned visit does not take place; Conflict if somebody was first."""
    visit.state, visit.reason_off = VisitState.OFF, reason
    changes = save_fields(visit, ["state", "reason_off"], seen_version=seen_version)
    record(AuditVerb.STATE, visit, by=by, changes=changes)


def hold_record(visit):
    """Hold the record until the end of the transaction; NotRecorded once it is handed over.

    Its version goes on with its recommendations: whoever hands it over has read all of them.
    """
    record_of = Visit.objects.filter(pk=visit.pk, state=VisitState.RECORDED)
    if not record_of.update(version=F("version") + 1):
        raise NotRecorded


@transaction.atomic
def save_recommendation(recommendation, fields, *, seen_version, by):
    """Add a recommendation to a record, or change it; NotRecorded, or Conflict."""
    hold_record(recommendation.visit)
    if recommendation.pk:
        changes = save_fields(recommendation, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, recommendation, by=by, changes=changes)
    else:
        recommendation.save()
        record(AuditVerb.CREATE, recommendation, by=by)


@transaction.atomic
def drop_recommendation(recommendation, *, seen_version, by):
    """Take a recommendation out of a record; NotRecorded, or Conflict as above."""
    hold_record(recommendation.visit)
    drop(recommendation, seen_version=seen_version, by=by)


@transaction.atomic
def send_visit(visit, *, seen_version, by):
    """Hand the record to the director and put its recommendations on control of the school.

    Conflict if somebody was first. From here on the record does not change.
    """
    visit.state, visit.sent_on = VisitState.SENT, visit.municipality.today()
    changes = save_fields(visit, ["state", "sent_on"], seen_version=seen_version)
    record(AuditVerb.STATE, visit, by=by, changes=changes)
    for recommendation in visit.recommendations.all():
        duty = Duty(
            text=recommendation.text,
            basis=basis_of(visit),
            dates=[recommendation.due_on],
            parties=[],
            schools=[visit.school],
        )
        [point] = put_on_control_by(
            duty, municipality=visit.municipality, source=Source.VISIT, by=by
        )
        Recommendation.objects.filter(pk=recommendation.pk).update(checkpoint=point)


def basis_of(visit):
    """«Справка о посещении от 12.05.2026, Приходько Л. А.»."""
    return f"Справка о посещении от {dotted_date(visit.held_on)}, {visit.tutor}"


@transaction.atomic
def mark_read(visit, *, seen_version, by, acting=None):
    """The director has read the record; `acting` is the role of a deputy. Conflict as above."""
    visit.state, visit.read_on = VisitState.READ, visit.municipality.today()
    visit.read_by, visit.reader = by, author_words(by, acting)
    fields = ["state", "read_on", "read_by", "reader"]
    changes = save_fields(visit, fields, seen_version=seen_version)
    record(AuditVerb.STATE, visit, by=by, changes=changes)


# --- the journal of consultations


@transaction.atomic
def save_consultation(consultation, fields, *, seen_version, by):
    """Add a line of the journal or correct it; Conflict if somebody was first."""
    if consultation.pk:
        changes = save_fields(consultation, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, consultation, by=by, changes=changes)
    else:
        consultation.save()
        record(AuditVerb.CREATE, consultation, by=by)
