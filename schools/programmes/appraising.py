"""Writes of the appraisal: the sheet, the experts, their scores, the return."""

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow, Refused
from schools.models import (
    Appraisal,
    CriteriaSheet,
    Criterion,
    Programme,
    ProgrammeMoveKind,
    ProgrammeState,
    Score,
)
from schools.programmes.moves import MovedOn, WrongState, lead, require_something_new

NO_SHEET = "Сначала составьте лист критериев: по нему будут оценивать эксперты."
TUTOR_FIRST = "Сначала программу оценивает тьютор. Ваша очередь — после него."
SENT_ALREADY = "Вы уже отправили оценку этой версии."
SHEET_MOVED = (
    "Пока вы правили лист критериев, его сохранил другой человек. Откройте лист заново и "
    "внесите свои правки в новый."
)


class Interested(Refused):
    """The person works in the school of the programme, or has uploaded it."""

    def __init__(self, reason):
        super().__init__(
            f"Эту программу оценивает и решает о ней другой человек: тот, кто {reason}, "
            "не участвует в её экспертизе."
        )


def refuse_interested(programme, user):
    """Raise Interested if the person may not judge the programme."""
    if reason := programme.interested.get(user.pk):
        raise Interested(reason)


def sheet_in_force(municipality):
    """The sheet by which new appraisals are made, or None."""
    return CriteriaSheet.objects.filter(municipality=municipality).first()


@transaction.atomic
def save_sheet(sheet, criteria, *, seen_number, by):
    """Keep the sheet as the next one of its municipality; returns it.

    `criteria` are unsaved Criterion rows in their order. Earlier sheets never change. Raises
    NotNow when another person has saved a sheet since number `seen_number` was shown.
    """
    last = sheet_in_force(sheet.municipality)
    if (last.number if last else 0) != seen_number:
        raise NotNow(SHEET_MOVED)
    sheet.number, sheet.made_by, sheet.made_at = seen_number + 1, by, sheet.municipality.now()
    try:
        with transaction.atomic():  # a twin may be quicker
            sheet.save(force_insert=True)
    except IntegrityError:
        raise NotNow(SHEET_MOVED) from None
    for position, criterion in enumerate(criteria, start=1):
        criterion.sheet, criterion.position = sheet, position
    Criterion.objects.bulk_create(criteria)
    record(AuditVerb.CREATE, sheet, by=by)
    return sheet


@transaction.atomic
def send(programme, *, by, seen_version):
    """The school sends the programme; NotNow when there is nothing new to look at."""
    require_something_new(programme)
    return lead(programme, ProgrammeMoveKind.SEND, by=by, seen_version=seen_version)


@transaction.atomic
def withdraw(programme, *, by, seen_version):
    """The school takes the programme back before anybody has begun to appraise it."""
    return lead(programme, ProgrammeMoveKind.TAKE_BACK, by=by, seen_version=seen_version)


@transaction.atomic
def appoint(programme, experts, *, by, seen_version):
    """Let exactly these people appraise the last version; those who have sent theirs stay.

    `experts` are {user: AppraisalStage}. The first time it leads the programme to appraisal.
    Raises Interested, WrongState, MovedOn.
    """
    refuse_interested(programme, by)
    for user in experts:
        refuse_interested(programme, user)
    sheet = sheet_in_force(programme.municipality)
    if sheet is None:
        raise NotNow(NO_SHEET)
    hold_for_appraisal(programme, by=by, seen_version=seen_version)
    version = programme.last_version
    found = {one.expert_id: one for one in version.appraisals.select_related("sheet")}
    # All experts of a version judge by one sheet, though a newer one may have been made.
    sheet = next((one.sheet for one in found.values()), sheet)
    keys = {user.pk for user in experts}
    for one in found.values():
        if one.submitted_at is None and one.expert_id not in keys:
            record(AuditVerb.DELETE, one, by=by)
            one.delete()
    for user, stage in experts.items():
        if user.pk not in found:
            add_appraisal(version, user, stage, sheet, by=by)


def hold_for_appraisal(programme, *, by, seen_version):
    """Lead the programme to appraisal, or hold it there until the end of the transaction."""
    if programme.state != ProgrammeState.APPRAISAL:
        lead(programme, ProgrammeMoveKind.APPRAISE, by=by, seen_version=seen_version)
        return
    rows = Programme.objects.filter(pk=programme.pk, version=seen_version)
    if not rows.filter(state=ProgrammeState.APPRAISAL).update(version=F("version") + 1):
        raise MovedOn
    programme.version = seen_version + 1


def add_appraisal(version, expert, stage, sheet, *, by):
    """Ask the expert to appraise the version by the sheet."""
    one = Appraisal.objects.create(
        programme_version=version,
        sheet=sheet,
        stage=stage,
        expert=expert,
        assigned_by=by,
        assigned_at=version.municipality.now(),
    )
    record(AuditVerb.CREATE, one, by=by)


def require_turn(appraisal):
    """Refuse an appraisal that is sent already, or whose turn has not come or is over."""
    programme = appraisal.programme_version.programme
    if appraisal.submitted_at:
        raise NotNow(SENT_ALREADY)
    if programme.state != ProgrammeState.APPRAISAL:
        raise WrongState(programme)
    if not Appraisal.objects.in_turn().filter(pk=appraisal.pk).exists():
        raise NotNow(TUTOR_FIRST)


@transaction.atomic
def submit(appraisal, scores, *, opinion, by, seen_version):
    """Keep the expert's scores for good; `scores` are {Criterion: (value, remark)}.

    Raises Interested, NotNow, MovedOn when the programme or the appraisal has moved on.
    """
    programme = appraisal.programme_version.programme
    refuse_interested(programme, by)
    # Holds the programme, so that it is not returned nor concluded meanwhile.
    held = Programme.objects.filter(pk=programme.pk, state=ProgrammeState.APPRAISAL)
    if not held.update(version=F("version")):
        raise WrongState(Programme.objects.get(pk=programme.pk))
    require_turn(appraisal)
    # The condition stands on the row itself: the scope goes through joins (architecture.md).
    rows = Appraisal._base_manager.filter(pk=appraisal.pk, version=seen_version, submitted_at=None)
    now = programme.municipality.now()
    if not rows.update(opinion=opinion, submitted_at=now, version=seen_version + 1):
        raise MovedOn
    Score.objects.bulk_create(
        Score(appraisal=appraisal, criterion=criterion, value=value, remark=remark)
        for criterion, (value, remark) in scores.items()
    )
    record(AuditVerb.CHANGE, appraisal, by=by, changes={"submitted_at": ["", str(now)]})


@transaction.atomic
def send_back(programme, remarks, *, text, by, seen_version):
    """Return the programme to its school with remarks by section: [(section, text)].

    Experts who have not sent their appraisals need not do it any more.
    """
    refuse_interested(programme, by)
    move = lead(
        programme,
        ProgrammeMoveKind.RETURN,
        by=by,
        seen_version=seen_version,
        text=text,
        remarks=remarks,
    )
    for one in move.programme_version.appraisals.waiting():
        record(AuditVerb.DELETE, one, by=by)
        one.delete()
    return move
