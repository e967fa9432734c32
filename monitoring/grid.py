"""The roadmap page's table, drawn in Python: cells are many, templates cost (performance.md)."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lib.dates import page_date
from lib.text import count, plural
from monitoring.reports import MeasureProgress, schools_done, tally_of
from monitoring.states import counted_badge, state_badge
from roadmaps.reports import grouped


class ShownCheckpoints:
    """An edition's checkpoints that the person may see, and which of them pass the filter."""

    def __init__(self, rows_filter, today):
        self.today = today
        rows = rows_filter.queryset.order_by("due_on", "executor")
        fields = ("pk", "measure_id", "action_id", "executor", "school_id", "due_on", "state")
        self.by_measure = grouped(rows.values_list(*fields, named=True), "measure_id")
        # None: no filter, every line passes.
        self.passing = self._passing(rows_filter) if rows_filter.is_set else None

    def _passing(self, rows_filter):
        return set(rows_filter.qs.values_list("pk", flat=True)) if rows_filter.is_valid() else set()

    def _passes(self, checkpoint):
        return self.passing is None or checkpoint.pk in self.passing

    @property
    def tally(self):
        """Tally of all that pass."""
        rows = (c for rows in self.by_measure.values() for c in rows if self._passes(c))
        return tally_of(rows, self.today)

    def progress(self, measure_id):
        """MeasureProgress: what passes is shown; schools are counted over everything."""
        owed = self.by_measure.get(measure_id, [])
        shown = [checkpoint for checkpoint in owed if self._passes(checkpoint)]
        return MeasureProgress(shown, tally_of(shown, self.today), schools_done(owed))


class RoadmapGrid:
    """Rows of a plan with the checkpoints that the person may see and that pass the filter."""

    def __init__(self, plan, rows_filter, request, served=None):
        self.plan, self.served = plan, served or {}
        self.slug = request.municipality.slug
        self.today = request.municipality.today()
        self.sees_everything = request.access.sees_everything
        self.is_filtered = rows_filter.is_set
        self.shown = ShownCheckpoints(rows_filter, self.today)

    @property
    def tally(self):
        return self.shown.tally

    def body(self):
        """Table body as safe HTML: section rows and measure rows."""
        return format_html_join("\n", "{}", ((part,) for part in self._parts()))

    def _parts(self):
        for section in self.plan.sections:
            rows = [(row, self.shown.progress(row.measure.pk)) for row in section.rows]
            rows = [
                (row, found) for row, found in rows if found.checkpoints or not self.is_filtered
            ]
            if section.heading and (rows or not self.is_filtered):
                yield format_html(
                    '<tr class="section"><th colspan="4" scope="colgroup">{}</th></tr>',
                    section.heading,
                )
            for row, progress in rows:
                yield self._measure(row, progress)

    def _measure(self, row, progress):
        return format_html(
            '<tr><td class="number-text" data-label="№">{}</td><td data-label="Мероприятие">{}</td>'
            '<td data-label="Срок">{}</td><td data-label="Исполнение">{}</td></tr>',
            row.number,
            self._title(row),
            row.measure.deadline_text or "—",
            format_html(
                "{}{}", self._execution(row.measure.pk, progress), self._schools(row.measure)
            ),
        )

    def _schools(self, measure):
        """What schools do for the measure by their own plans, with a link to it; or nothing."""
        served = self.served.get(measure.lineage)
        if served is None:
            return ""
        place = reverse("monitoring:roadmap-served", args=[self.slug, self.plan.edition.roadmap_id])
        return format_html(
            '<p class="served-by mb-0"><a href="{}?measure={}">Школьные карты: '
            "выполнено {} из {} в {}</a></p>",
            place,
            measure.pk,
            served.done,
            count(served.total, "мероприятия", "мероприятий", "мероприятий"),
            count(served.schools, "школе", "школах", "школах"),
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

    def _execution(self, measure_id, progress):
        if not progress.checkpoints:
            words = "не на контроле" if self.sees_everything else "вашей школе сдавать нечего"
            return format_html('<span class="muted">{}</span>', words)
        return format_html(
            '<details class="execution"><summary id="done-{}">{}</summary><ul>{}</ul></details>',
            measure_id,
            summary_of(progress),
            format_html_join(
                "",
                '<li id="line-{}">{}</li>',
                (
                    (c.pk, line_of(c, slug=self.slug, today=self.today))
                    for c in progress.checkpoints
                ),
            ),
        )


def summary_of(progress):
    """What a measure's row says of its lines: how many schools are done, how many in what state."""
    badges = format_html_join(
        " ", "{}", ((counted_badge(code, n),) for code, n in progress.tally.present)
    )
    if not progress.schools_done:
        return badges
    done, owed = progress.schools_done
    schools = plural(owed, "школы", "школ", "школ")
    return format_html('<b class="nowrap">{} из {} {}</b> {}', done, owed, schools, badges)


def line_of(checkpoint, *, slug, today):
    """A checkpoint's line under its measure: who, when, state; a click opens its card beside."""
    return format_html(
        '<a href="{0}" hx-get="{0}" hx-target="#beside">{1}</a>'
        ' <span class="muted nowrap">{2}</span> {3}',
        reverse("monitoring:checkpoint", args=[slug, checkpoint.pk]),
        checkpoint.executor,
        page_date(checkpoint.due_on),
        state_badge(checkpoint.state, checkpoint.due_on, today),
    )
