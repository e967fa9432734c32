"""Writes that span plan, order and control."""

import hashlib

from django.db import transaction

from documents.operations import lock_draft, register_order, text_digest
from lib.permissions import NotNow
from monitoring.models import Checkpoint
from roadmaps.models import Edition, ResponsibleKind
from roadmaps.operations import approve_edition
from roadmaps.operations import lock_draft as lock_edition
from roadmaps.reports import plan_of


class TextChanged(NotNow):
    """The draft was changed after the head had read it."""

    def __init__(self):
        super().__init__(
            "Пока страница была открыта, текст приказа или дорожной карты, сроки или "
            "исполнители изменились. Прочтите ещё раз и подпишите."
        )


@transaction.atomic
def sign_order(order, *, number, signed_on, by, seen_digest=None, at=None):
    """Sign and register the order, approve the plans in its annexes, put them on control.

    All or nothing: number and date, frozen text and PDF, approved editions, their checkpoints.
    Raises documents.operations.Signed, or TextChanged when `seen_digest` is not of this draft.
    """
    lock_draft(order)
    editions = editions_of(order)
    for edition in editions:
        lock_edition(edition)
    if seen_digest is not None and seen_digest != draft_digest(order):
        raise TextChanged
    for edition in editions:
        approve_edition(edition, by=by)
    order = register_order(order, number=number, signed_on=signed_on, by=by, at=at)
    for edition in editions:
        put_on_control(edition)
    return order


def editions_of(order):
    """Editions annexed to the order."""
    return list(Edition.objects.filter(annex__order=order).select_related("roadmap"))


def draft_digest(order):
    """SHA-256 of all that a signature puts in force: the printed text, and what goes on control."""
    digest = hashlib.sha256(text_digest(order).encode())
    for edition in editions_of(order):
        for point in planned_checkpoints(edition):
            digest.update(f"{point.action_id} {point.due_on} {point.executor}\n".encode())
    return digest.hexdigest()


@transaction.atomic
def put_on_control(edition):
    """Create the checkpoints of an approved edition; returns how many."""
    return len(Checkpoint.objects.bulk_create(planned_checkpoints(edition), batch_size=500))


def planned_checkpoints(edition):
    """Unsaved checkpoints of the edition: action × control date × executor.

    «Все школы плана» gives one for every school (domain.md 3.4).
    """
    schools = list(edition.schools.all())
    return [
        Checkpoint(
            municipality_id=edition.roadmap.municipality_id,
            edition=edition,
            measure=row.measure,
            action=action,
            due_on=due_on,
            **executor,
        )
        for row in plan_of(edition).rows
        for action in row.actions
        for executor in executors_of(row.responsible_of(action), schools)
        for due_on in row.control_dates
    ]


def executors_of(responsible, schools):
    """Who must report, as field values: every school of a class on its own; each one once."""
    found = {}
    for reference in responsible:
        if reference.kind == ResponsibleKind.SCHOOLS:
            parties = [{"school": school, "executor": str(school)} for school in schools]
        else:
            parties = [named_executor(reference)]
        for party in parties:
            # Namesakes are two people: what counts is who, not how it is printed.
            who = party.get("school") or party.get("person") or party.get("unit")
            found.setdefault(who or party["executor"], party)
    return list(found.values())


def named_executor(reference):
    """One executor of a reference to a person, a unit, a school or words."""
    values = {"executor": str(reference)[:300]}
    if reference.kind in (ResponsibleKind.PERSON, ResponsibleKind.UNIT, ResponsibleKind.SCHOOL):
        values[reference.kind] = getattr(reference, reference.kind)
    return values
