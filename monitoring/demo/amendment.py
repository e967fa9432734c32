"""An amending order of a demo file: one measure postponed, one removed, one added."""

import datetime

from documents.operations import add_annex
from monitoring.demo.orders import make_order
from monitoring.demo.plans import make_measure
from monitoring.operations import sign_order
from roadmaps.amended import amended_act
from roadmaps.difference.clauses import restating_clause
from roadmaps.models import Edition, Measure
from roadmaps.next_edition import open_next_edition

# Such an act has never been: its number cannot be mistaken for a real one.
NUMBER = "учебный"


def amend(cast, edition, data, *, by):
    """Change the plan in force by a signed order; returns the edition that is in force then."""
    draft = open_next_edition(edition.roadmap, by=by)
    change(cast, draft, data)
    order = make_order(cast, order_data(cast, edition, data))
    annex = add_annex(order, "roadmap", by=by)
    Edition.objects.filter(pk=draft.pk).update(annex=annex)
    day = datetime.date.fromisoformat(data["date"])
    noon = datetime.datetime.combine(day, datetime.time(12), tzinfo=cast.municipality.zone)
    sign_order(order, number=NUMBER, signed_on=day, by=by, at=noon)
    draft.refresh_from_db()
    return draft


def change(cast, draft, data):
    """Make the changes of the file in the draft."""
    measures = Measure.objects.filter(section__edition=draft)
    postponed = measures.get(number=data["postponed"]["number"])
    postponed.deadline_text = data["postponed"]["deadline"]
    postponed.save()
    postponed.control_dates.all().delete()
    for due_on in data["postponed"]["control_dates"]:
        postponed.control_dates.create(due_on=due_on)
    measures.filter(number__in=data["removed"]).delete()
    section = draft.sections.last()
    make_measure(cast, section, section.measures.last().position + 1, data["added"], {})


def order_data(cast, edition, data):
    """The order in the shape of a demo file: signed and typed by those who made the first one."""
    first = edition.annex.order
    keys = {person.pk: key for key, person in cast.people.items()}
    clauses = (
        ("1.", restating_clause(amended_act(edition))),
        ("2.", "Контроль за исполнением настоящего приказа оставляю за собой."),
    )
    return {
        "kind": first.kind,
        "title": data["title"],
        "place": first.place,
        "basis": data["basis"],
        "signatory": keys[first.signatory_id],
        "signatory_post": first.signatory_post,
        "executor": keys[first.executor_id],
        "executor_phone": first.executor_phone,
        "clauses": [{"number": number, "text": text, "deadline": ""} for number, text in clauses],
    }
