"""The write: a new roadmap with a draft that copies the edition in force of the last one."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from roadmaps.deadlines import Period
from roadmaps.models import ControlDate, EditionState, Measure
from roadmaps.next_edition import UNAPPROVED, copied, copy_table
from roadmaps.next_year.moving import Move
from roadmaps.next_year.words import moved_days, moved_words
from roadmaps.reports import grouped
from roadmaps.school_plans import serve_next_plan
from schools.calendars import work_calendar
from schools.models import DueDayRules

AT_ONCE = 300


class NothingInForce(NotNow):
    """The plan has no edition in force from which the next one could be made."""

    def __init__(self):
        super().__init__(
            "План на следующий год делают из действующей дорожной карты, а эта не утверждена или "
            "утратила силу."
        )


@transaction.atomic
def make_next_year(roadmap, source, schools, *, heading, rhythm, unfinished, by):
    """Save the new `roadmap` (name and period set) with a moved copy of `source`; its draft.

    Rows keep their lineage, so that the last year can be asked about them. `unfinished` are the
    keys of the source's measures that are not done: their copies are marked.
    """
    roadmap.municipality, roadmap.follows = source.municipality, source.roadmap
    roadmap.school = source.roadmap.school
    roadmap.save(force_insert=True)
    roadmap.schools.set(schools)
    draft = copied(
        source,
        roadmap=roadmap,
        number=1,
        state=EditionState.DRAFT,
        annex=None,
        **UNAPPROVED,
        annulled_on=None,
        version=1,
        heading=heading,
        starts_on=roadmap.starts_on,
        ends_on=roadmap.ends_on,
    )
    draft.save()
    draft.schools.set(schools)
    old = Period(source.starts_on, source.ends_on)
    move = Move(old, Period(roadmap.starts_on, roadmap.ends_on), rhythm)
    measures = copy_table(source, draft)
    move_measures(source, measures, move, unfinished)
    if roadmap.school_id:
        serve_next_plan(list(measures.values()))
    record(AuditVerb.CREATE, roadmap, by=by, changes={"follows": ["", str(source)]})
    return draft


def move_measures(source, measures, move, unfinished):
    """Give the copies {key of the source's measure: copy} their words, dates and marks."""
    calendar = work_calendar()
    rules = DueDayRules.objects.of(source.municipality)
    dates = grouped(ControlDate.objects.filter(measure__section__edition=source), "measure_id")
    new_dates = []
    for key, measure in measures.items():
        text, measure.was_unfinished = measure.deadline_text, key in unfinished
        measure.deadline_text = moved_words(text, move)
        days = [one.due_on for one in dates[key]]
        for day in moved_days(text, measure.deadline_text, days, move, rules, calendar):
            new_dates.append(ControlDate(measure=measure, due_on=day))
    fields = ["deadline_text", "was_unfinished"]
    Measure._base_manager.bulk_update(measures.values(), fields, batch_size=AT_ONCE)
    ControlDate.objects.bulk_create(new_dates, batch_size=AT_ONCE)
