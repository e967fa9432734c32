"""The roadmap page's table, drawn in Python: cells are many, templates cost (performance.md)."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lib.dates import page_date
from lib.text import NBSP, plural
from monitoring.reports import MeasureProgress, by_measure, tally_of
from monitoring.states import badge, state_badge

TALLY_WORDS = {
    "overdue": "просрочено",
    "returned": "возвращено",
    "reported": "на проверке",
    "started": "в работе",
    "planned": "запланировано",
    "accepted": "принято",
    "cancelled": "отменено",
}


class RoadmapGrid:
    """Rows of a plan with the checkpoints that pass the filter."""

    def __init__(self, plan, rows_filter, request):
        self.plan = plan
        self.slug = request.municipality.slug
        self.today = request.municipality.today()
        rows = rows_filter.qs if rows_filter.is_valid() else rows_filter.queryset.none()
        fields = ("pk", "measure_id", "action_id", "executor", "school_id", "due_on", "state")
        rows = rows.order_by("due_on", "executor").values_list(*fields, named=True)
        self.found = by_measure(rows, self.today)
        self.hides_empty = any(rows_filter.request.GET.get(n) for n in rows_filter.filters)
        self.tally = tally_of((c for cs, _ in self.found.values() for c in cs), self.today)

    def body(self):
        """Table body as safe HTML: section rows and measure rows."""
        return format_html_join("\n", "{}", ((part,) for part in self._parts()))

    def _parts(self):
        for section in self.plan.sections:
            rows = [self._progress(row) for row in section.rows]
            rows = [row for row in rows if row.checkpoints or not self.hides_empty]
            if section.heading and (rows or not self.hides_empty):
                yield format_html(
                    '<tr class="section"><th colspan="4" scope="colgroup">{}</th></tr>',
                    section.heading,
                )
            for row in rows:
                yield self._measure(row)

    def _progress(self, row):
        checkpoints, tally = self.found.get(row.measure.pk, ([], tally_of([], self.today)))
        return MeasureProgress(row, checkpoints, tally)

    def _measure(self, progress):
        row = progress.row
        return format_html(
            '<tr><td class="number-text" data-label="№">{}</td><td data-label="Мероприятие">{}</td>'
            '<td data-label="Срок">{}</td><td data-label="Исполнение">{}</td></tr>',
            row.number,
            self._title(row),
            row.measure.deadline_text or "—",
            self._execution(progress),
        )

    def _title(self, row):
        if not self.plan.actors:
            return row.title
        texts = {action.actor_id: action.text for action in row.actions}
        return format_html_join(
            "",
            '<p class="actor-text"><span class="muted">{}:</span> {}</p>',
            # The heading without its list of schools: the page has the schools in their lines.
            ((a.heading.split(" (")[0], texts[a.pk]) for a in self.plan.actors if a.pk in texts),
        )

    def _execution(self, progress):
        if not progress.checkpoints:
            return format_html('<span class="muted">{}</span>', "на контроль не поставлено")
        return format_html(
            '<details class="execution"><summary>{} {}</summary><ul>{}</ul></details>',
            self._schools(progress),
            self._tally(progress.tally),
            format_html_join(
                "",
                '<li id="line-{}">{}</li>',
                (
                    (c.pk, line_of(c, slug=self.slug, today=self.today))
                    for c in progress.checkpoints
                ),
            ),
        )

    def _schools(self, progress):
        if not progress.schools_done:
            return ""
        done, owed = progress.schools_done
        schools = plural(owed, "школы", "школ", "школ")
        return format_html('<b class="nowrap">{} из {} {}</b>', done, owed, schools)

    def _tally(self, tally):
        return format_html_join(
            " ",
            "{}",
            ((badge(code, f"{TALLY_WORDS[code]}{NBSP}{n}"),) for code, n in tally.present),
        )


def line_of(checkpoint, *, slug, today):
    """A checkpoint's line under its measure: who, when, state; a click opens its card beside."""
    return format_html(
        '<a href="{0}" hx-get="{0}" hx-target="#beside" hx-swap="innerHTML show:top">{1}</a>'
        ' <span class="muted nowrap">{2}</span> {3}',
        reverse("monitoring:checkpoint", args=[slug, checkpoint.pk]),
        checkpoint.executor,
        page_date(checkpoint.due_on),
        state_badge(checkpoint.state, checkpoint.due_on, today),
    )
