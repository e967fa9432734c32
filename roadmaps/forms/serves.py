"""«К какому мероприятию муниципальной карты относится»: the choice in the plan of a school."""

from django import forms
from django.db.models import Q

from lib.forms import NOTHING_CHOSEN
from roadmaps.models import Edition, EditionState, Measure, Roadmap
from roadmaps.reports import plan_of


class ServesField(forms.ModelChoiceField):
    """A measure of a municipal plan in force, shown with its number; grouped by plan.

    What was chosen from an earlier edition is shown as the same measure of the one in force.
    """

    def __init__(self, edition, measure):
        school = edition.roadmap.school_id
        # The school sees no other plans, as Roadmap.visible_to has it.
        concerning = Q(schools=school) | Q(editions__checkpoints__school=school)
        roadmaps = Roadmap.objects.municipal().filter(
            concerning, municipality=edition.roadmap.municipality_id
        )
        in_force = Edition.objects.filter(
            state=EditionState.APPROVED, roadmap__in=roadmaps.values("pk")
        ).select_related("roadmap")
        plans = [plan_of(one, words_only=True) for one in in_force]
        self.current = self._current(measure, plans)
        # What the municipal plan has dropped may stay as it is.
        kept = [self.current] if self.current else []
        rows = [row.measure.pk for plan in plans for row in plan.rows]
        super().__init__(
            Measure.objects.filter(pk__in=[*rows, *kept]),
            label="К какому мероприятию муниципальной карты относится (необязательно)",
            required=False,
            help_text="Управление увидит, чем школа выполняет это мероприятие. Отчёт по "
            "муниципальной карте всё равно нужен. В плане не печатается.",
            error_messages={
                "invalid_choice": "Такого мероприятия нет в действующих картах. Выберите из списка."
            },
        )
        self.choices = self._groups(plans, measure)

    def _current(self, measure, plans):
        """Key of what is chosen now: of the edition in force if the measure stands there."""
        if not measure.serves_id:
            return None
        served = measure.serves
        roadmap = served.section.edition.roadmap_id
        same = (
            row.measure.pk
            for plan in plans
            if plan.edition.roadmap_id == roadmap
            for row in plan.rows
            if row.measure.lineage == served.lineage
        )
        return next(same, served.pk)

    def _groups(self, plans, measure):
        groups = [
            (str(plan.edition.roadmap), [(row.measure.pk, words(row)) for row in plan.rows])
            for plan in plans
        ]
        listed = {pk for _, options in groups for pk, _ in options}
        if self.current and self.current not in listed:
            groups.append(("В действующих картах нет", [(self.current, str(measure.serves))]))
        return [("", NOTHING_CHOSEN), *groups]


def words(row):
    """«1.2. Провести семинар»."""
    return f"{row.number} {row.title}".strip()[:200]
