"""What an edition puts on control: action × control date × executor (domain.md 3.4)."""

from django.db import transaction

from monitoring.models import Checkpoint
from roadmaps.models import ResponsibleKind
from roadmaps.reports import plan_of


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
            planned_on=due_on,
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
