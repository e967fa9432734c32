"""Approval of a programme and its place on the school's site; what is missing there."""

from enum import Enum
from typing import NamedTuple

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from schools.models import (
    Programme,
    ProgrammeKind,
    ProgrammeMoveKind,
    ProgrammeState,
    Publication,
    School,
    SupportListing,
)
from schools.operations import save_fields
from schools.programmes.appraising import refuse_interested
from schools.programmes.moves import MovedOn, hold, lead

APPROVABLE = (ProgrammeState.AGREED, ProgrammeState.APPROVED, ProgrammeState.PUBLISHED)
PUBLISHABLE = (ProgrammeState.APPROVED, ProgrammeState.PUBLISHED)


@transaction.atomic
def approve(block, fields, *, seen_version, by):
    """Keep who adopted, agreed and approved the programme; the first time it becomes approved.

    Raises WrongState, MovedOn; lib.versions.Conflict when somebody corrected the block first.
    """
    programme = block.programme
    if block.pk:
        hold(programme, APPROVABLE)
        changes = save_fields(block, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, block, by=by, changes=changes)
        return
    # The programme's own version: there is no block yet of which one could be seen.
    lead(programme, ProgrammeMoveKind.APPROVE, by=by, seen_version=programme.version)
    block.save()
    record(AuditVerb.CREATE, block, by=by)


@transaction.atomic
def publish(publication, fields, *, seen_version, by):
    """Keep the address at which the school has put the programme; it is to be checked anew.

    Raises WrongState; lib.versions.Conflict when somebody changed the address first.
    """
    programme = publication.programme
    hold(programme, PUBLISHABLE)
    publication.programme_version = programme.last_version
    publication.is_found = publication.checked_by = publication.checked_at = None
    publication.opens = publication.answered_at = None
    publication.note = publication.answer = ""
    if programme.state == ProgrammeState.PUBLISHED:
        move = ProgrammeMoveKind.UNPUBLISH
        lead(programme, move, by=by, seen_version=programme.version, text="Адрес изменён.")
    if not publication.pk:
        publication.save()
        record(AuditVerb.CREATE, publication, by=by)
        return
    emptied = ["programme_version", "is_found", "checked_by", "checked_at", "note"]
    emptied += ["opens", "answer", "answered_at"]
    changes = save_fields(publication, [*fields, *emptied], seen_version=seen_version)
    record(AuditVerb.CHANGE, publication, by=by, changes=changes)


@transaction.atomic
def check(publication, *, is_found, note, by, seen_version):
    """Keep what a person saw at the address, and lead the programme by it.

    Raises Interested, WrongState, MovedOn.
    """
    programme = publication.programme
    refuse_interested(programme, by)
    hold(programme, PUBLISHABLE)
    rows = Publication._base_manager.filter(pk=publication.pk, version=seen_version)
    if not rows.update(
        is_found=is_found,
        note=note,
        checked_by=by,
        checked_at=programme.municipality.now(),
        version=seen_version + 1,
    ):
        raise MovedOn
    moves = {
        (True, ProgrammeState.APPROVED): ProgrammeMoveKind.PUBLISH,
        (False, ProgrammeState.PUBLISHED): ProgrammeMoveKind.UNPUBLISH,
    }
    if move := moves.get((is_found, programme.state)):
        lead(programme, move, by=by, seen_version=programme.version, text=note)
    found = ["", "на месте" if is_found else "не найден"]
    record(AuditVerb.CHANGE, publication, by=by, changes={"is_found": found})


@transaction.atomic
def save_date(date, fields, *, seen_version, by):
    """Keep by which day which documents are awaited; Conflict if somebody was first."""
    if date.pk:
        changes = save_fields(date, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, date, by=by, changes=changes)
        return
    date.save()
    record(AuditVerb.CREATE, date, by=by)


# --- what is missing by the date


class Lack(Enum):
    """How far a school is with one document."""

    NONE = "размещён и проверен"
    LATE = "размещён позже срока"
    UNCHECKED = "размещён, не проверен"
    NOT_FOUND = "на сайте не найден"
    UNPUBLISHED = "не размещён"
    ABSENT = "программа не загружена"


class Line(NamedTuple):
    """One school and one kind of document: what it has, and what is missing."""

    school: School
    kind: ProgrammeKind
    programme: object
    lack: Lack

    @property
    def is_done(self):
        return self.lack == Lack.NONE


def lack_of(programme, due_on):
    """The Lack of a programme (or of None) by the date; reads its publication alone."""
    if programme is None:
        return Lack.ABSENT
    publication = getattr(programme, "publication", None)
    if publication is None:
        return Lack.UNPUBLISHED
    if publication.is_found is None:
        return Lack.UNCHECKED
    if not publication.is_found:
        return Lack.NOT_FOUND
    return Lack.LATE if publication.published_on > due_on else Lack.NONE


def lines_of(schools, kinds, programmes, due_on):
    """[Line] of every school and kind, of the programme that is nearest to being done."""
    order = list(Lack)
    found = {}
    for programme in programmes:
        lack = lack_of(programme, due_on)
        key = programme.school_id, programme.kind
        if key not in found or order.index(lack) < order.index(found[key][1]):
            found[key] = programme, lack
    return [
        Line(school, ProgrammeKind(kind), *found.get((school.pk, kind), (None, Lack.ABSENT)))
        for school in schools
        for kind in kinds
    ]


def awaited(date, access):
    """[Line] of the supported schools that the person may see; three queries."""
    return awaited_of(date, School.objects.visible_to(access))


def awaited_of(date, schools):
    """[Line] of those of the schools that are supported on the date; two queries."""
    listed = SupportListing.objects.in_force(date.due_on).values("school")
    schools = schools.filter(municipality=date.municipality_id, pk__in=listed)
    programmes = Programme.objects.filter(
        school__in=schools, kind__in=date.kinds, starts_on__lte=date.due_on,
        ends_on__gte=date.due_on,
    ).exclude(state=ProgrammeState.ARCHIVED)  # fmt: skip
    programmes = programmes.select_related("publication", "school", "municipality")
    return lines_of(list(schools), date.kinds, programmes, date.due_on)
