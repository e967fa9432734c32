"""What stands under a measure: actions, dates, who answers; and its words for the journal."""

from django.db import transaction
from django.db.models import prefetch_related_objects

from roadmaps.models import Action, Block, ControlDate, Measure, Responsible, Section

# What a deleted row leaves in the journal.
KEPT_FIELDS = {
    Block: ("title", "text"),
    Section: ("number", "title"),
    Measure: (
        "number",
        "expected_result",
        "indicator",
        "note",
        "deadline_text",
        "responsible_text",
    ),
}
UNDER_MEASURES = (
    "actions",
    "control_dates",
    "responsible__person",
    "responsible__unit",
    "responsible__school",
)


@transaction.atomic
def replace_details(measure, *, actions, control_dates, responsible):
    """Set the actions {column or None: text}, control dates and responsible of a draft's measure.

    `responsible` is an ordered list of field values; the first one leads.
    """
    for actor, text in actions.items():
        if text:
            Action.objects.update_or_create(
                measure=measure,
                actor=actor,
                defaults={"text": text, "position": actor.position if actor else 1},
            )
        else:
            measure.actions.filter(actor=actor).delete()
    measure.control_dates.exclude(due_on__in=control_dates).delete()
    known = set(measure.control_dates.values_list("due_on", flat=True))
    ControlDate.objects.bulk_create(
        ControlDate(measure=measure, due_on=day) for day in sorted(set(control_dates) - known)
    )
    replace_responsible(responsible, edition=measure.section.edition, measure=measure)


def replace_responsible(references, *, edition, **owner):
    """Set the ordered references of a measure or of an actor column; the first one leads."""
    Responsible.objects.filter(edition=edition, **owner).delete()
    Responsible.objects.bulk_create(
        Responsible(edition=edition, position=position, **owner, **values)
        for position, values in enumerate(references, start=1)
    )


def details_in_words(measure):
    """{name: text} of the actions, control dates and responsible, as the journal keeps them."""
    return {
        "actions": "\n".join(action.text for action in measure.actions.all()),
        "control_dates": ", ".join(map(str, measure.control_dates.all())),
        "responsible": responsible_in_words(measure),
    }


def responsible_in_words(owner):
    """Who answers for the measure or the actor column, in order."""
    return "; ".join(map(str, owner.responsible.all()))


def deleted_values(row, measures):
    """{field: [text, ""]} of the row and the measures that are deleted with it."""
    own = [row] if isinstance(row, Measure) else []
    prefetch_related_objects([*own, *measures], *UNDER_MEASURES)
    words = words_of(row)
    for place, measure in enumerate(measures, start=1):
        words[f"measure {place}"] = "\n".join(filter(None, words_of(measure).values()))
    return {name: [text, ""] for name, text in words.items() if text}


def words_of(row):
    """{name: text} of everything that the row says itself."""
    words = {name: getattr(row, name) for name in KEPT_FIELDS[type(row)]}
    return words | details_in_words(row) if isinstance(row, Measure) else words
