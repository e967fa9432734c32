"""What an amending order does to control: a checkpoint lives on in the next edition (0015)."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from accounts.audit import record, record_all
from accounts.models import AuditVerb
from monitoring.acts import FINISHED
from monitoring.dates import forget_requests
from monitoring.events import unsaved_event
from monitoring.models import Checkpoint, CheckpointEvent, CheckpointState, Verb
from monitoring.planning import join_leads, owning, planned_checkpoints
from monitoring.transitions import cancel_all
from roadmaps.models import Action, Edition, EditionColumn, EditionState
from roadmaps.operations import hold_roadmap


@dataclass
class Succession:
    """What becomes of the checkpoints of one edition in the next one."""

    # (checkpoint, action of the new edition); the state, the reports and the date stay.
    kept: list = field(default_factory=list)
    # (checkpoint, action, new date): one open date of the executor gave way to one other.
    postponed: list = field(default_factory=list)
    cancelled: list = field(default_factory=list)
    # Unsaved checkpoints.
    added: list = field(default_factory=list)

    @property
    def led_over(self):
        """(checkpoint, action) of all that live on."""
        return [*self.kept, *((checkpoint, action) for checkpoint, action, _ in self.postponed)]


@transaction.atomic
def amend_control(old, new, order, *, by, at=None):
    """Lead control from the superseded edition to the approved one; returns the Succession.

    A report that comes meanwhile waits, and then finds its checkpoint: led over, it is reported;
    cancelled, the reporter is told and keeps the text.
    """
    hold_checkpoints(old)
    at = at or old.municipality.now()
    succession = succession_of(old, new)
    reason = f"Исключено {act_words(order)}."
    cancel_all(succession.cancelled, by=by, text=reason, at=at)
    lead_over(succession, new)
    tell_of_changes(succession, order, by=by, at=at)
    Checkpoint.objects.bulk_create(succession.added, batch_size=500)
    if not new.roadmap.school_id:
        join_leads(new)
    record(AuditVerb.CHANGE, new, by=by, changes={"control": ["", counts_in_words(succession)]})
    return succession


def hold_checkpoints(edition):
    """Let nobody act on the checkpoints of the edition until the end of the transaction.

    A conditional UPDATE of the rows that every act changes: it holds on both databases.
    """
    Checkpoint._base_manager.filter(edition=edition).update(version=F("version"))


def succession_of(old, new):
    """The Succession from the edition `old` to `new`, in as many queries for any size."""
    columns = EditionColumn.objects.filter(edition__in=(old, new))
    lineage_of = Lineages(dict(columns.values_list("pk", "lineage")))
    actions = Action.objects.filter(measure__section__edition=new)
    actions = actions.select_related("measure", "actor")
    new_actions = {lineage_of.action(action, action.measure): action for action in actions}
    had, wanted = {}, {}
    checkpoints = Checkpoint.objects.filter(edition=old).select_related("measure", "action")
    for checkpoint in checkpoints.select_related("municipality"):
        had.setdefault(lineage_of.duty(checkpoint), []).append(checkpoint)
    for checkpoint in planned_checkpoints(new):
        wanted.setdefault(lineage_of.duty(checkpoint), []).append(checkpoint)
    succession = Succession()
    for duty in dict.fromkeys((*had, *wanted)):
        match(succession, had.get(duty, []), wanted.get(duty, []), new_actions.get(duty[0]))
    return succession


def foretold(edition):
    """The Succession that signing would bring to the draft edition; None for a first edition."""
    old = Edition.objects.filter(roadmap=edition.roadmap_id, state=EditionState.APPROVED).first()
    return succession_of(old, edition) if old else None


class Lineages:
    """What joins the duties of two editions."""

    def __init__(self, of_columns):
        self.of_columns = of_columns

    def action(self, action, measure):
        """Key of an action: its measure, and whose column it stands in."""
        actor = self.of_columns.get(action.actor_id)
        return measure.lineage, actor, None if actor else action.position

    def duty(self, checkpoint):
        """Key of all that one executor owes by one action, whatever the dates."""
        who = checkpoint.school_id, checkpoint.person_id, checkpoint.unit_id
        named = who if any(who) else checkpoint.executor
        return self.action(checkpoint.action, checkpoint.measure), named


def match(succession, had, wanted, action):
    """Add to the Succession what becomes of one duty."""
    # By the dates of the plan: one that was granted since is in force as long as the plan's stays.
    days = {checkpoint.planned_on for checkpoint in had}
    new_days = {checkpoint.planned_on for checkpoint in wanted}
    added = [checkpoint for checkpoint in wanted if checkpoint.planned_on not in days]
    gone = []
    for checkpoint in had:
        if checkpoint.planned_on in new_days:
            succession.kept.append((checkpoint, action))
        elif checkpoint.state not in FINISHED:
            gone.append(checkpoint)
        elif checkpoint.state == CheckpointState.ACCEPTED and action:
            # What was done is seen at its measure as long as the measure is there.
            succession.kept.append((checkpoint, action))
    if len(gone) == len(added) == 1:
        succession.postponed.append((gone[0], action, added[0].planned_on))
        return
    succession.cancelled += gone
    succession.added += added


def lead_over(succession, edition):
    """Point the rows that live on at the new edition, its measures and actions, and dates."""
    targets, owner = {}, edition.roadmap.school
    for checkpoint, action in succession.led_over:
        targets.setdefault(action, []).append(checkpoint.pk)
    for action, rows in targets.items():
        Checkpoint.objects.filter(pk__in=rows).update(
            action=action,
            measure=action.measure,
            section=action.measure.section_id,
            edition=edition,
            text=action.text,
            proof=action.measure.proof,
            **(owning(owner, action.measure, action) if owner else {}),
        )
    dates = {}
    for checkpoint, _, due_on in succession.postponed:
        dates.setdefault(due_on, []).append(checkpoint.pk)
    for due_on, rows in dates.items():
        Checkpoint.objects.filter(pk__in=rows).update(
            due_on=due_on, planned_on=due_on, moves=F("moves") + 1
        )
        forget_requests(rows)


def tell_of_changes(succession, order, *, by, at):
    """Leave in the history of every checkpoint what the order has changed in it."""
    told, moved = {}, {}
    for checkpoint, _, due_on in succession.postponed:
        moved[checkpoint] = due_on
        told[checkpoint] = [f"Срок {checkpoint.due_on:%d.%m.%Y} изменён на {due_on:%d.%m.%Y}."]
    for checkpoint, action in succession.led_over:
        if checkpoint.text != action.text:
            words = f"Мероприятие изложено иначе; прежде: «{checkpoint.text}»."
            told.setdefault(checkpoint, []).append(words)
    head = f"Изменено {act_words(order)}."
    CheckpointEvent.objects.bulk_create(
        [
            unsaved_event(
                checkpoint,
                Verb.AMEND,
                by=by,
                at=at,
                text="\n".join((head, *lines)),
                old_due_on=checkpoint.due_on if checkpoint in moved else None,
                new_due_on=moved.get(checkpoint),
            )
            for checkpoint, lines in told.items()
        ],
        batch_size=300,
    )
    record_all(
        AuditVerb.CHANGE,
        [(checkpoint, {"order": ["", " ".join(lines)]}) for checkpoint, lines in told.items()],
        by=by,
    )


def act_words(order):
    """«приказом от 12.05.2026 № 158»."""
    return f"{order.kind_instrumental} от {order.signed_on:%d.%m.%Y} № {order.number}"


def counts_in_words(succession):
    """How many checkpoints met which fate, for the journal."""
    return (
        f"сохранено {len(succession.kept)}, с новым сроком {len(succession.postponed)}, "
        f"отменено {len(succession.cancelled)}, добавлено {len(succession.added)}"
    )


@transaction.atomic
def annul_plans(order, *, by_order, by, at=None):
    """Take the plans of an order that is annulled out of force; returns their editions.

    They are the plans that it approved first, and those whose edition in force is its own. What
    is not accepted yet is cancelled. An earlier edition does not come back into force by itself.
    """
    annulled = []
    for edition in Edition.objects.filter(annex__order=order).order_by("pk"):
        hold_roadmap(edition.roadmap_id)
        in_force = Edition.objects.filter(
            roadmap=edition.roadmap_id, state=EditionState.APPROVED
        ).first()
        if in_force and (in_force == edition or edition.number == 1):
            annul_edition(in_force, by_order=by_order, by=by, at=at)
            annulled.append(in_force)
    return annulled


def annul_edition(edition, *, by_order, by, at=None):
    """End the edition in force on the day of the order, and control with it."""
    rows = Edition._base_manager.filter(pk=edition.pk, state=EditionState.APPROVED)
    rows.update(
        state=EditionState.ANNULLED, annulled_on=by_order.signed_on, version=F("version") + 1
    )
    edition.refresh_from_db()
    hold_checkpoints(edition)
    open_ones = Checkpoint.objects.filter(edition=edition).exclude(state__in=FINISHED)
    reason = f"Дорожная карта признана утратившей силу {act_words(by_order)}."
    cancel_all(
        list(open_ones.select_related("municipality")),
        by=by,
        text=reason,
        at=at or edition.municipality.now(),
    )
    record(AuditVerb.STATE, edition, by=by, changes={"state": ["approved", edition.state]})
    return edition
