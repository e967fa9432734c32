"""A plan in force with its control, and the draft that will change it."""

import datetime

from documents.models import Annex
from monitoring.amending import amend_control
from monitoring.models import Checkpoint
from monitoring.planning import put_on_control
from roadmaps.models import ControlDate
from roadmaps.next_edition import open_next_edition
from roadmaps.operations import approve_edition
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_roadmap,
    make_school,
    make_section,
    make_user,
)

APRIL, MAY, JUNE = (datetime.date(2026, month, 15) for month in (4, 5, 6))
SIGNED = datetime.date(2026, 3, 1)


def make_in_force(*, schools=2, measures=("Семинар",), days=(APRIL,), municipality=None):
    """An edition in force whose measures are owed by every school; its checkpoints are there."""
    municipality = municipality or make_municipality()
    rows = [make_school(municipality) for _ in range(schools)]
    order = make_order(municipality)
    edition = make_edition(make_roadmap(municipality, schools=rows), order=order)
    section = make_section(edition)
    for text in measures:
        measure = make_measure(section, text=text, due_on=None, schools=True)
        for day in days:
            ControlDate.objects.create(measure=measure, due_on=day)
    type(order).objects.filter(pk=order.pk).update(signed_on=SIGNED)
    approve(edition)
    put_on_control(edition)
    return edition


def open_draft(edition, *, order=None):
    """The draft of the next edition, annexed to a draft order."""
    draft = open_next_edition(edition.roadmap, by=make_user())
    order = order or make_order(edition.municipality, title="О внесении изменений")
    draft.annex = Annex.objects.create(order=order, kind="roadmap")
    draft.save()
    return draft


def measure_of(edition, text="Семинар"):
    """The measure of the edition with the text."""
    return next(
        m for section in edition.sections.all() for m in section.measures.all() if m.title == text
    )


def redate(measure, *days):
    """Give the measure these control dates."""
    measure.control_dates.all().delete()
    for day in days:
        ControlDate.objects.create(measure=measure, due_on=day)


def put_in_force(draft, *, number="158", by=None):
    """What signing does to control, without the paper; returns the Succession."""
    order = draft.annex.order
    order.number, order.signed_on = number, datetime.date(2026, 4, 1)
    by = by or make_user()
    old = approve_edition(draft, by=by)
    return amend_control(old, draft, order, by=by)


def states(edition):
    """[(executor, date, state)] of the edition's checkpoints."""
    rows = Checkpoint.objects.filter(edition=edition).order_by("due_on", "executor")
    return [(row.executor, row.due_on, row.state) for row in rows]
