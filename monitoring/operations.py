"""Writes that span plan, order and control, and the rule by which schools are proposed."""

import hashlib

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Effect
from documents.operations import hold_for_signing, register_order, text_digest
from lib.permissions import NotNow
from monitoring.acknowledging import acknowledge
from monitoring.amending import amend_control, annul_plans
from monitoring.duties import cancel_duties
from monitoring.planning import planned_checkpoints, put_on_control
from roadmaps.models import Edition
from roadmaps.operations import approve_edition, hold_draft
from schools.operations import save_fields


class TextChanged(NotNow):
    """The draft was changed after the head had read it."""

    def __init__(self):
        super().__init__(
            "Пока страница была открыта, текст приказа или дорожной карты, сроки или "
            "исполнители изменились. Прочтите ещё раз и подпишите."
        )


@transaction.atomic
def sign_order(order, *, number, signed_on, by, seen_digest=None, acknowledged=(), at=None):
    """Sign and register the order, approve the plans in its annexes, put them on control.

    All or nothing: number and date, frozen text and PDF, approved editions, their checkpoints.
    An empty number is the next one of the register. `acknowledged` are the errors of the check,
    each with the reason to sign in spite of it. Where an edition was in force already, control
    is led over to the new one (0015).
    Raises documents.operations.Signed, or TextChanged when `seen_digest` is not of this draft.
    """
    hold_for_signing(order)
    editions = editions_of(order)
    for edition in editions:
        hold_draft(edition)
    if seen_digest is not None and seen_digest != draft_digest(order):
        raise TextChanged
    acknowledge(order, acknowledged, by=by)
    superseded = {edition: approve_edition(edition, by=by) for edition in editions}
    order = register_order(order, number=number, signed_on=signed_on, by=by, at=at)
    for edition, old in superseded.items():
        if old:
            amend_control(old, edition, order, by=by, at=at)
        else:
            put_on_control(edition)
    for link in order.links.filter(effect=Effect.REPEALS).select_related("target"):
        annul_plans(link.target, by_order=order, by=by, at=at)
        cancel_duties(link.target, by_order=order, by=by, at=at)
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
def save_rule(rule, fields, *, seen_version, by):
    """Save a new rule or a changed one; lib.versions.Conflict if somebody was first."""
    if rule.pk:
        changes = save_fields(rule, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, rule, by=by, changes=changes)
    else:
        rule.save()
        record(AuditVerb.CREATE, rule, by=by)
