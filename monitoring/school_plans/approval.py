"""A school's director approves the school's plan by an own order (docs/decisions/0035)."""

import hashlib

from django.db import transaction
from django.template.loader import render_to_string

from lib.grammar.cases import Case
from lib.permissions import NotNow
from monitoring.amending import amend_control
from monitoring.planning import planned_checkpoints, put_on_control
from roadmaps.models import Measure
from roadmaps.operations import approve_edition, hold_draft
from roadmaps.reports import plan_of


class PlanChanged(NotNow):
    """The draft was changed after the director had read it."""

    def __init__(self):
        super().__init__(
            "Пока страница была открыта, текст карты, сроки или исполнители изменились. "
            "Прочтите ещё раз и утвердите."
        )


class NothingToApprove(NotNow):
    """There is no measure in the plan."""

    def __init__(self):
        super().__init__("В карте нет ни одного мероприятия: добавьте их и утвердите.")


@transaction.atomic
def approve_school_plan(edition, *, number, signed_on, minutes="", seen_digest, by, at=None):
    """Put the school's draft in force by the school's order, and its measures on control.

    `minutes` are the requisites of the pedagogical council's. Where an edition was in force
    already, control is led over to this one (0015). Raises roadmaps.operations.Approved;
    PlanChanged when `seen_digest` is not of this draft.
    """
    hold_draft(edition)
    edition.refresh_from_db()
    if seen_digest != plan_digest(edition):
        raise PlanChanged
    if not Measure.objects.filter(section__edition=edition).exists():
        raise NothingToApprove
    superseded = approve_edition(
        edition,
        by=by,
        approved_on=signed_on,
        approval_number=number,
        council_minutes=minutes,
        approved_school=edition.roadmap.school.form(Case.GENITIVE),
    )
    if superseded:
        amend_control(superseded, edition, edition.act, by=by, at=at)
    else:
        put_on_control(edition)
    return edition


def plan_digest(edition):
    """SHA-256 of all that the approval puts in force: the printed text, what goes on control, what
    of the municipal plan it is for."""
    text = render_to_string("print/_roadmap.html", {"plan": plan_of(edition)})
    digest = hashlib.sha256(f"{text}{edition.starts_on}{edition.ends_on}".encode())
    for point in planned_checkpoints(edition):
        digest.update(f"{point.action_id} {point.due_on} {point.executor} {point.proof}\n".encode())
    served = Measure.objects.filter(section__edition=edition).order_by("pk")
    digest.update(repr(list(served.values_list("pk", "serves"))).encode())
    return digest.hexdigest()
