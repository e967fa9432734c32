"""Writes that span plan, order and control."""

from django.db import transaction

from documents.operations import lock_draft, register_order, text_digest
from monitoring.models import Checkpoint
from roadmaps.models import Edition, ResponsibleKind
from roadmaps.operations import approve_edition
from roadmaps.reports import plan_of


class TextChanged(Exception):
    """The draft was changed after the head had read it."""

    def __init__(self):
        super().__init__(
            "Пока страница была открыта, текст приказа или дорожной карты изменили. "
            "Прочтите новый текст и подпишите его."
        )


@transaction.atomic
def sign_order(order, *, number, signed_on, by, seen_digest=None, at=None):
    """Sign and register the order, approve the plans in its annexes, put them on control.

    All or nothing: number and date, frozen text and PDF, approved editions, their checkpoints.
    Raises documents.operations.Signed, or TextChanged when `seen_digest` is not of this text.
    """
    lock_draft(order)
    if seen_digest is not None and seen_digest != text_digest(order):
        raise TextChanged
    editions = list(Edition.objects.filter(annex__order=order).select_related("roadmap"))
    for edition in editions:
        approve_edition(edition, by=by)
    order = register_order(order, number=number, signed_on=signed_on, by=by, at=at)
    for edition in editions:
        put_on_control(edition)
    return order


@transaction.atomic
def put_on_control(edition):
    """Create the checkpoints of an approved edition: action × control date × executor.

    «Все школы плана» gives one for every school (domain.md 3.4). Returns how many.
    """
    schools = list(edition.roadmap.schools.all())
    checkpoints = []
    for row in plan_of(edition).rows:
        for action in row.actions:
            executors = executors_of(row.responsible_of(action), schools)
            for due_on in row.control_dates:
                checkpoints += [
                    Checkpoint(
                        municipality_id=edition.roadmap.municipality_id,
                        edition=edition,
                        measure=row.measure,
                        action=action,
                        due_on=due_on,
                        **executor,
                    )
                    for executor in executors
                ]
    Checkpoint.objects.bulk_create(checkpoints, batch_size=500)
    return len(checkpoints)


def executors_of(responsible, schools):
    """Who must report, as field values: every school of a class on its own; each one once."""
    found = {}
    for reference in responsible:
        if reference.kind == ResponsibleKind.SCHOOLS:
            parties = [{"school": school, "executor": str(school)} for school in schools]
        else:
            parties = [named_executor(reference)]
        for party in parties:
            found.setdefault(party["executor"], party)
    return list(found.values())


def named_executor(reference):
    """One executor of a reference to a person, a unit, a school or words."""
    values = {"executor": str(reference)[:300]}
    if reference.kind in (ResponsibleKind.PERSON, ResponsibleKind.UNIT, ResponsibleKind.SCHOOL):
        values[reference.kind] = getattr(reference, reference.kind)
    return values
