"""Blocks, sections and measures of a draft: adding, changing, moving, deleting."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_POST

from lib.htmx import INVALID, go, is_fragment
from lib.versions import Conflict
from roadmaps.forms import BlockForm, MeasureForm, SectionForm
from roadmaps.models import Block, Measure, Section
from roadmaps.operations import (
    add_measure,
    add_row,
    change_measure,
    change_row,
    delete_row,
    move_row,
    siblings,
)
from roadmaps.remarks import dates_outside
from roadmaps.reports import measures_of, stamp_of
from roadmaps.views.drafts import (
    DraftForm,
    crumbs,
    find_edition,
    find_kind,
    find_row,
    plan_url,
    require_draft,
)
from schools.calendars import work_calendar
from schools.models import DueDayRules

STEPS = {"up": -1, "down": 1}
CHANGED = 409
CHANGED_MEANWHILE = "Пока вы решали, это изменил другой человек. Ничего не удалено."


class RowForm(DraftForm):
    """A block or a section: `model` and `form_class` of the subclass."""

    model = form_class = None

    def find(self, pk):
        self.row = find_row(self.request, self.model, pk)
        self.edition = self.row.edition

    def back(self):
        return plan_url(self.edition, self.row if self.row.pk else None)

    def options(self):
        """What the form needs beside the row."""
        return {"back": self.back()}

    def make_form(self, data=None, files=None):
        return self.form_class(data, instance=self.row, **self.options())

    def write(self, form):
        change_row(
            self.edition,
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        return form.instance


class NewRow(RowForm):
    """The same form for a row that is not there yet; ?after= names the row above it."""

    def find(self, pk):
        self.edition = find_edition(self.request, pk)
        self.row = self.model(edition=self.edition)

    @property
    def after(self):
        """Row of the same parent below which the new one stands; None puts it last."""
        pk = self.request.GET.get("after", "")
        if not pk.isdecimal() or len(pk) > 15:
            return None
        return siblings(self.row).filter(pk=pk).first()

    def write(self, form):
        return add_row(self.edition, form.instance, after=self.after, by=self.request.user)


class BlockUpdate(RowForm):
    model, form_class = Block, BlockForm
    title = "Текст перед таблицей"


class BlockCreate(NewRow):
    model, form_class = Block, BlockForm
    title = "Новый текст перед таблицей"


class SectionUpdate(RowForm):
    model, form_class = Section, SectionForm
    title = "Раздел"

    def options(self):
        return {"back": self.back(), "edition": self.edition}


class SectionCreate(NewRow):
    model, form_class = Section, SectionForm
    title = "Новый раздел"

    def options(self):
        return {"back": self.back(), "edition": self.edition}


class MeasurePage:
    """Mixin of the forms of a measure: a second button reads the words of the deadline."""

    def post(self, request, **kwargs):
        if "understand" not in request.POST:
            return super().post(request, **kwargs)
        form = self.make_form(data=request.POST)
        rules = DueDayRules.objects.of(request.municipality)
        form.understand(self.edition, rules=rules, calendar=work_calendar())
        return self.show(form)


class MeasureUpdate(MeasurePage, RowForm):
    model, form_class = Measure, MeasureForm
    title = "Мероприятие"

    def options(self):
        return {"back": self.back(), "edition": self.edition}

    def write(self, form):
        change_measure(
            self.edition,
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
            **form.details,
        )
        warn_of_dates(self.request, self.edition, form)
        return form.instance


class MeasureCreate(MeasurePage, NewRow):
    model, form_class = Measure, MeasureForm
    title = "Новое мероприятие"

    def find(self, pk):
        section = find_row(self.request, Section, pk)
        self.edition = section.edition
        self.row = Measure(section=section)
        self.lead = section.title

    def options(self):
        return {"back": self.back(), "edition": self.edition}

    def write(self, form):
        add_measure(
            self.edition, form.instance, after=self.after, by=self.request.user, **form.details
        )
        warn_of_dates(self.request, self.edition, form)
        return form.instance


def warn_of_dates(request, edition, form):
    """Say, without forbidding, that some control dates lie outside the plan."""
    if outside := dates_outside(edition, form.cleaned_data["control_dates"]):
        dates = ", ".join(f"{day:%d.%m.%Y}" for day in outside)
        messages.warning(request, f"Сохранено. За пределами срока плана: {dates}.")


@require_POST
def move(request, kind, pk):
    """Swap the row with its neighbour, and show the plan at it."""
    row = find_kind(request, kind, pk)
    require_draft(request, row.edition)
    try:
        if step := STEPS.get(request.POST.get("direction")):
            move_row(row.edition, row, step, by=request.user)
    except Conflict:
        messages.warning(request, "Эту строку уже удалил другой человек.")
        return redirect(plan_url(row.edition))
    return redirect(plan_url(row.edition, row))


class RowDelete(View):
    """The page that names what will be deleted, and the deletion."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = find_kind(request, kwargs["kind"], kwargs["pk"])
        self.edition = self.row.edition
        require_draft(request, self.edition)

    def get(self, request, **kwargs):
        return self.show()

    def post(self, request, **kwargs):
        if not request.POST.get("seen"):
            return self.show(status=INVALID)
        back, name = self.neighbour(), str(self.row)
        try:
            delete_row(self.edition, self.row, seen=request.POST.get("seen", ""), by=request.user)
        except Conflict as conflict:
            return self.show_changed(conflict.current)
        messages.success(request, f"Удалено: {name}")
        return redirect(back)

    def neighbour(self):
        """Address of the plan at the row that will stand in this place."""
        rows = siblings(self.row).exclude(pk=self.row.pk).order_by("position", "pk")
        near = rows.filter(position__gte=self.row.position).first() or rows.last()
        if near is None and isinstance(self.row, Measure):
            near = self.row.section
        if near is None:
            return plan_url(self.edition)
        return plan_url(self.edition, near).replace("#", f"?focus={near.anchor}#")

    def show(self, *, status=200):
        measures = measures_of(self.row)
        context = {
            "edition": self.edition,
            "row": self.row,
            "row_kind": self.row._meta.verbose_name,
            "measures": measures,
            "seen": stamp_of(self.row, measures),
            "crumbs": crumbs(self.edition),
            "back": plan_url(self.edition, self.row),
            "is_changed": status == CHANGED,
        }
        return render(self.request, "roadmaps/row_delete.html", context, status=status)

    def show_changed(self, current):
        """409: ask again over what stands there now."""
        if current is None:
            messages.warning(self.request, "Это уже удалил другой человек.")
            return redirect(plan_url(self.edition))
        self.row = current
        if is_fragment(self.request):
            messages.warning(self.request, CHANGED_MEANWHILE)
            return go(self.request, self.request.path)
        return self.show(status=CHANGED)
