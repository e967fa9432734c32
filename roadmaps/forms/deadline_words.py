"""«Понять слова срока»: the kind and the control dates that the typed words of a deadline mean."""

from dataclasses import dataclass

from crispy_forms.layout import HTML, LayoutObject
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string

from lib.dates import dotted_date
from roadmaps.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmaps.due_days import due_days

# Enter in a field presses the first button of a form: it must go on saving, not fill in dates.
FIRST_BUTTON = HTML(
    '<input type="submit" name="save" value="Сохранить" class="visually-hidden"'
    ' tabindex="-1" aria-hidden="true">'
)


@dataclass(frozen=True)
class Understood:
    """What was made of the words: the deadline, its days, and the dates that gave way to them."""

    deadline: Deadline
    due_days: list
    replaced: str = ""

    @property
    def is_unknown(self):
        """Nothing was understood, so nothing was filled in."""
        return self.deadline.kind == DeadlineKind.OTHER and not self.due_days


class DeadlineReading(LayoutObject):
    """The place of the button and of what it has found, in the layout of the form."""

    fields = ()

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string("roadmaps/_deadline_reading.html", {"found": form.understood})


class DeadlineWords:
    """Mixin of a form with deadline_text, deadline_kind and control_dates."""

    understood = None

    def understand(self, edition, *, rules, calendar):
        """Fill in the kind and the dates by the words that stand in the sent form.

        Nothing is checked or saved. Words that are not understood change nothing; dates that
        give way to others are named, so that what was typed is not lost.
        """
        words = self.data.get(self.add_prefix("deadline_text"), "")
        plan = Period(edition.starts_on, edition.ends_on)
        deadline = read_deadline(words, plan)
        days = due_days(deadline, rules, calendar, plan)
        self.understood = Understood(deadline, days)
        if self.understood.is_unknown:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("deadline_kind")] = deadline.kind.value
        if days:
            field = self.add_prefix("control_dates")
            before, after = (
                self.data.get(field, "").strip(),
                ", ".join(dotted_date(due.date) for due in days),
            )
            self.data[field] = after
            self.understood = Understood(deadline, days, before if before != after else "")

    def full_clean(self):
        if self.understood is None:
            return super().full_clean()
        # Only the words of the deadline were asked about: no fault is found with the rest yet.
        self._errors = ErrorDict()
        return None
