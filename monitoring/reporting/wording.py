"""Words and section of a checkpoint by the edition that was in force on a day (0015, 0024)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from roadmaps.models import Action, Edition, Measure

WITHOUT_TITLE = "Мероприятия"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a plan said of a checkpoint."""

    text: str
    section: str = ""
    section_key: object = None
    edition: int = 0
    place: tuple = (0, 0, 0, 0)


def wordings(rows, on):
    """{checkpoint: Wording} on the day, in three queries; `rows` are as of as_of.FIELDS."""
    editions = Editions({row.edition__roadmap_id for row in rows if row.edition_id}, on)
    chosen = {row.pk: editions.of(row) for row in rows if row.edition_id}
    plans = Plans({row.edition_id for row in rows if row.edition_id} | set(chosen.values()))
    return {
        row.pk: plans.wording(row, chosen[row.pk]) if row.edition_id else Wording(row.text)
        for row in rows
    }


class Editions:
    """Approved editions of the roadmaps that were in force by the day."""

    def __init__(self, roadmaps, on):
        # A school approves its plan by its own order.
        day = Coalesce("annex__order__signed_on", "approved_on")
        fields = ("roadmap_id", "number", "pk", day)
        self.by_roadmap = defaultdict(list)
        approved = Edition.objects.approved().filter(roadmap__in=roadmaps)
        for roadmap, number, pk, signed_on in approved.order_by("number").values_list(*fields):
            if signed_on is None or signed_on <= on:
                self.by_roadmap[roadmap].append((number, pk))

    def of(self, row):
        """The last one by the day that knows the row: a row never goes back to an earlier plan.

        What an order has taken away stays at the last edition in which it stood.
        """
        found = [
            pk
            for number, pk in self.by_roadmap[row.edition__roadmap_id]
            if number <= row.edition__number
        ]
        return found[-1] if found else row.edition_id


class Plans:
    """Measures and actions of some editions, found through the editions by lineage."""

    def __init__(self, editions):
        self.measures, self.by_lineage, self.actions, self.keys = {}, {}, {}, {}
        measures = Measure.objects.filter(section__edition__in=editions)
        for measure in measures.values_list(
            "pk",
            "lineage",
            "position",
            "section__edition_id",
            "section__edition__number",
            "section__position",
            "section__lineage",
            "section__title",
            named=True,
        ):
            self.measures[measure.pk] = measure
            self.by_lineage[measure.section__edition_id, measure.lineage] = measure
        actions = Action.objects.filter(measure__section__edition__in=editions)
        for pk, measure, position, actor, text in actions.values_list(
            "pk", "measure_id", "position", "actor__lineage", "text"
        ):
            # The same key as of monitoring.amending.Lineages.
            self.keys[pk] = actor, None if actor else position
            self.actions[measure, *self.keys[pk]] = text

    def wording(self, row, edition):
        """The Wording of a row of a plan."""
        own = self.measures[row.measure_id]
        measure = self.by_lineage.get((edition, own.lineage), own)
        text = row.text
        if measure is not own:
            text = self.actions.get((measure.pk, *self.keys[row.action_id]), text)
        return Wording(text, *self.stand(measure, row.edition__roadmap_id))

    def stand(self, measure, roadmap):
        """(section, key, edition, place) of a measure."""
        place = (roadmap, measure.section__position, measure.position, measure.pk)
        key = roadmap, measure.section__lineage
        title = measure.section__title or WITHOUT_TITLE
        return title, key, measure.section__edition__number, place
