"""Duties that stand in no plan: a clause of an order, a resolution of the working group.

The working group puts its resolutions on control by put_on_control_by with Source.RESOLUTION.
"""

import itertools
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Audience, Clause, ClauseKind
from lib.permissions import NotNow
from monitoring.models import Checkpoint, Source
from monitoring.models.checkpoint import FINISHED_STATES
from monitoring.transitions import cancel_all
from roadmaps.deadlines import read_deadline
from roadmaps.models import Proof
from schools.models import School
from workgroups.models import Resolution

ALREADY = "Этот пункт уже стоит на контроле у тех же исполнителей с теми же сроками."


@dataclass
class Duty:
    """What is due by which days from whom; the first party leads the others.

    A party is the executor as field values: {"person": …, "executor": words}. `schools` answer
    each for itself.
    """

    text: str
    basis: str
    dates: list
    parties: list
    schools: list
    proof: str = Proof.ANY
    clause: Clause | None = None
    resolution: Resolution | None = None


@transaction.atomic
def put_on_control_by(duty, *, municipality, source, by):
    """Put the duty on control; returns its checkpoints. Raises NotNow when it stands there."""
    made = []
    same = {
        "municipality": municipality,
        "source": source,
        "text": duty.text,
        "basis": duty.basis,
        "proof": duty.proof,
        "clause": duty.clause,
        "resolution": duty.resolution,
        "since": municipality.today(),
    }
    for day, school in itertools.product(duty.dates, duty.schools):
        party = {"school": school, "executor": str(school)}
        made.append(create(same | party, day))
    for day in duty.dates:
        lead = None
        for party in duty.parties:
            point = create(same | party | {"lead": lead}, day)
            lead = lead or point
            made.append(point)
    for point in made:
        record(AuditVerb.CREATE, point, by=by, changes={"basis": ["", duty.basis]})
    return made


def create(values, day):
    """One checkpoint of a duty."""
    try:
        with transaction.atomic():
            return Checkpoint.objects.create(due_on=day, planned_on=day, **values)
    except IntegrityError:
        raise NotNow(ALREADY) from None


def clause_basis(clause):
    """«Приказ от 12.05.2026 № 158, пункт 2.1»."""
    order = clause.order
    number = clause.number.rstrip(".")
    kind = order.get_kind_display().capitalize()
    return f"{kind} от {order.signed_on:%d.%m.%Y} № {order.number}, пункт {number}"


def controllable(order):
    """Clauses of the signed order that say what somebody must do, in their order."""
    clauses = order.clauses.prefetch_related("people").filter(kind=ClauseKind.ORDINARY)
    return [c for c in clauses if c.text and (c.addressee or c.audience or c.people.all())]


def parties_of(clause):
    """Parties of the people named in the clause, in the order in which it names them."""
    return parties_named(clause.people.all(), clause.words)


def parties_named(people, words):
    """Parties of the people, in the order in which the words name them."""
    words = words.casefold()

    def place(person):
        # A stem holds in every case: «Петровой», «Петрову».
        found = words.find(person.surname.casefold()[:-1])
        return (found if found >= 0 else len(words), person.pk)

    return [{"person": one, "executor": str(one)} for one in sorted(people, key=place)]


def schools_of(clause):
    """Schools whose heads the clause addresses."""
    everyone = School.objects.filter(municipality=clause.order.municipality)
    if clause.audience == Audience.ALL_SCHOOLS:
        return list(everyone)
    if clause.audience != Audience.PLAN_SCHOOLS:
        return []
    of_plans = everyone.filter(roadmaps__editions__annex__order=clause.order)
    return list(of_plans.distinct()) or list(everyone)


def proposed_dates(clause):
    """Days that the words of the clause name; empty when they name none that is understood."""
    order = clause.order
    words = clause.deadline_line.partition(":")[2].strip() or clause.deadline_line
    deadline = read_deadline(words, approved=order.signed_on)
    return [] if deadline.needs_review else list(deadline.control_dates)


def cancel_duties(order, *, by_order, by, at=None):
    """Cancel what the clauses of an order that has ended still keep on control."""
    rows = Checkpoint.objects.filter(clause__order=order).exclude(state__in=FINISHED_STATES)
    reason = f"Приказ-основание утратил силу: {by_order}."
    at = at or order.municipality.now()
    cancel_all(list(rows.select_related("municipality")), by=by, text=reason, at=at)


def put_clause_on_control(clause, *, dates, proof, parties, by):
    """Put the clause on control for the people it names, or `parties`, and its schools."""
    duty = Duty(
        text=clause.text[:1].upper() + clause.text[1:],
        basis=clause_basis(clause),
        dates=dates,
        parties=parties or parties_of(clause),
        schools=schools_of(clause),
        proof=proof,
        clause=clause,
    )
    municipality = clause.order.municipality
    return put_on_control_by(duty, municipality=municipality, source=Source.CLAUSE, by=by)
