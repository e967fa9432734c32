"""Rules of due days: a setting of the municipality, with an example of what they give."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages

from lib.htmx import go
from lib.permissions import require
from roadmaps.deadlines import Deadline, DeadlineKind, Period
from roadmaps.due_days import due_days
from roadmaps.forms.due_days import DueDayRulesForm
from schools.calendars import work_calendar
from schools.due_day_presets import PRESETS, preset_of
from schools.models import DueDayRules
from schools.operations import change_due_day_rules
from schools.permissions import can_edit_due_day_rules
from schools.views.form_page import PlacePage

EXAMPLES = (
    ("ежемесячно", DeadlineKind.RECURRING_MONTHLY),
    ("ежеквартально", DeadlineKind.RECURRING_QUARTERLY),
    ("ежегодно", DeadlineKind.RECURRING_YEARLY),
    ("постоянно", DeadlineKind.CONTINUOUS),
)


@dataclass(frozen=True)
class Example:
    """Words of a deadline and the days that the rules give for them."""

    words: str
    due_days: list


class DueDayRulesPage(PlacePage):
    """The rules of the municipality; ?preset= shows a named set, which is not saved yet."""

    template_name = "roadmaps/due_day_rules.html"
    title = "Правила сроков"
    back_label = "Дорожные карты"

    def prepare(self):
        require(
            can_edit_due_day_rules(self.request.access),
            "Правила сроков ведут начальник, координатор и администратор.",
        )
        self.rules = DueDayRules.objects.of(self.request.municipality)
        self.preset = preset_of(self.request.GET.get("preset", ""))

    def back(self):
        return self.url("monitoring:roadmap-list")

    def make_form(self, data=None, files=None):
        initial = dict(self.preset.values) if self.preset else None
        return DueDayRulesForm(data, instance=self.rules, initial=initial, back=self.back())

    def context(self, form):
        # Not self.rules: a form with faults has put into it what was typed.
        saved = DueDayRules.objects.of(self.request.municipality)
        shown = DueDayRules(**self.preset.values) if self.preset else saved
        today = self.request.municipality.today()
        calendar = work_calendar()
        return super().context(form) | {
            "presets": PRESETS,
            "preset": self.preset,
            "year": today.year,
            "examples": examples_of(shown, calendar, today.year),
            "is_loaded": calendar.is_loaded(today.year),
        }

    def save(self, form):
        change_due_day_rules(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(
            self.request, "Правила сохранены. Сроки, которые уже стоят в планах, не изменились."
        )
        return go(self.request, self.request.path)


def examples_of(rules, calendar, year):
    """Examples of what the rules give in a plan of the calendar year."""
    plan = Period(date(year, 1, 1), date(year, 12, 31))
    return [
        Example(words, due_days(Deadline(words, kind), rules, calendar, plan))
        for words, kind in EXAMPLES
    ]
