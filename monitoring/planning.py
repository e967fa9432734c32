"""What an edition puts on control: action × control date × executor (domain.md 3.4)."""

from django.db import transaction

from monitoring.models import Checkpoint, Source
from roadmaps.models import ResponsibleKind
from roadmaps.reports import plan_of


@transaction.atomic
def put_on_control(edition):
    """Create the checkpoints of an approved edition; returns how many."""
    created = Checkpoint.objects.bulk_create(planned_checkpoints(edition), batch_size=500)
    if not edition.roadmap.school_id:
        join_leads(edition)
    return len(created)


def planned_checkpoints(edition):
    """Unsaved checkpoints of the edition: action × control date × executor.

    «Все школы плана» gives one for every school (domain.md 3.4); the plan of a school, one for
    every action and date.
    """
    schools, owner = list(edition.schools.all()), edition.roadmap.school
    since = (edition.act and edition.act.signed_on) or edition.municipality.today()
    source = Source.SCHOOL if owner else Source.PLAN
    return [
        Checkpoint(
            municipality_id=edition.roadmap.municipality_id,
            source=source,
            edition=edition,
            section_id=row.measure.section_id,
            measure=row.measure,
            action=action,
            text=action.text,
            proof=row.measure.proof,
            due_on=due_on,
            planned_on=due_on,
            since=since,
            **executor,
        )
        for row in plan_of(edition).rows
        for action in row.actions
        for executor in (
            [owning(owner, row.measure, action)]
            if owner
            else executors_of(row.responsible_of(action), schools)
        )
        for due_on in row.control_dates
    ]


def owning(school, measure, action):
    """The school that answers for its own plan, as field values; named as its plan prints it."""
    printed = measure.responsible_text or (action.actor.heading if action.actor else "")
    return {"school": school, "executor": (" ".join(printed.split()) or str(school))[:300]}


def join_leads(edition):
    """Tell every co-executor's checkpoint of the edition who leads.

    The first named of several leads the others (peers.md a.4); each school of a class answers
    for itself, and a class that stands first leads nobody.
    """
    leads = {
        action.pk: lead_of(row.responsible_of(action))
        for row in plan_of(edition).rows
        for action in row.actions
    }
    rows = list(Checkpoint.objects.filter(edition=edition))
    of_leads = {(row.action_id, row.planned_on, who(row)): row for row in rows}
    for row in rows:
        leading = leads[row.action_id]
        lead = leading and of_leads.get((row.action_id, row.planned_on, leading[0]))
        is_part = lead and lead is not row and who(row) in leading[1]
        row.lead = lead if is_part else None
    Checkpoint.objects.bulk_update(rows, ["lead"], batch_size=300)


def lead_of(responsible):
    """(who leads, {co-executors}) of a row's references; None when nobody leads anybody."""
    if not responsible or responsible[0].kind == ResponsibleKind.SCHOOLS:
        return None
    named = [who_is(r) for r in responsible if r.kind != ResponsibleKind.SCHOOLS]
    return named[0], set(named[1:])


def who(checkpoint):
    """What tells one executor of a row from another: namesakes are two people."""
    ids = checkpoint.school_id, checkpoint.person_id, checkpoint.unit_id
    return ids if any(ids) else checkpoint.executor


def who_is(reference):
    """The same of a reference."""
    values = named_executor(reference)
    parties = (values.get(kind) for kind in ("school", "person", "unit"))
    ids = tuple(party and party.pk for party in parties)
    return ids if any(ids) else values["executor"]


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
