"""Steps of the import of a plan, from what was understood to the saved draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views import View

from lib.htmx import go
from roadmaps.forms.plan_import import (
    FinishForm,
    PartiesForm,
    ReadingForm,
    ReadMeasureForm,
    ReadSectionForm,
)
from roadmaps.forms.responsible import party_choices
from roadmaps.importing.operations import finish_import
from roadmaps.importing.preview import preview_of
from roadmaps.importing.progress import Progress, key_of
from roadmaps.views.drafts import plan_url
from roadmaps.views.plan_imports import ImportStep, crumbs_of, find_import, step_url, steps_of
from schools.permissions import can_edit_people

NO_SUCH_ROW = "Такой строки в файле больше нет: строки прочитаны иначе."


class ReadingStep(ImportStep):
    """What the columns and the rows were taken for."""

    step = "plan-import"
    template_name = "roadmaps/plan_import_reading.html"
    title = "Графы и строки"

    def make_form(self, data=None, files=None):
        understanding = self.progress.understanding
        return ReadingForm(data, instance=self.plan_import, understanding=understanding)

    def context(self, form):
        understanding = self.progress.understanding
        reading = understanding.plan
        columns = [
            {"column": column, "field": form[name], "example": example_of(understanding, index)}
            for index, (column, name) in enumerate(zip(reading.columns, form.columns, strict=True))
        ]
        rows = [
            {"one": one, "field": form[name], "texts": [text for text in one.row.texts if text]}
            for one, name in zip(understanding.rows, form.rows, strict=True)
        ]
        return super().context(form) | {"columns": columns, "rows": rows, "reading": reading}

    def save(self, form):
        self.plan_import.choices = form.said
        self.change(form, "choices", "starts_on", "ends_on", "approved_on")
        if "again" in self.request.POST:
            return go(self.request, self.back())
        return go(self.request, step_url(self.plan_import, "plan-import-measures"))


def example_of(understanding, index):
    """The first text in the column, as an example of what is in it."""
    texts = (row.texts[index] for row in understanding.table.rows if len(row.filled) > 1)
    return next((text for text in texts if text), "")[:120]


class MeasuresStep(View):
    """The measures beside the rows they were read from, each doubt marked."""

    def get(self, request, pk):
        plan_import = find_import(request, pk)
        if plan_import.roadmap:
            return redirect(plan_url(plan_import.roadmap.editions.first()))
        progress = Progress(plan_import)
        is_short = request.GET.get("show") == "doubts"
        context = {
            "plan_import": plan_import,
            "progress": progress,
            "preview": preview_of(progress, only_doubts=is_short),
            "is_short": is_short,
            "steps": steps_of(plan_import, "plan-import-measures"),
            "crumbs": crumbs_of(plan_import),
            "title": "Мероприятия",
        }
        return render(request, "roadmaps/plan_import_measures.html", context)


class ReadMeasure(ImportStep):
    """One measure as understood; saving it settles its doubts."""

    step = "plan-import-measures"
    title = "Мероприятие из файла"
    template_name = "roadmaps/plan_import_measure.html"

    def locate(self, row):
        pair = self.progress.measure(str(row))
        if pair is None:
            raise Http404(NO_SUCH_ROW)
        self.measure = pair[1]

    def make_form(self, data=None, files=None):
        measure = self.measure
        days = measure.decided_dates
        if days is None:
            days = [due.date for due in self.progress.proposed(measure)]
        return ReadMeasureForm(
            data, instance=self.plan_import, measure=measure, days=list(days), back=self.anchor()
        )

    def anchor(self):
        return f"{self.back()}#row-{key_of(self.measure)}"

    def context(self, form):
        return super().context(form) | {"measure": self.measure}

    def save(self, form):
        self.plan_import.corrections |= {key_of(self.measure): form.said}
        self.change(form, "corrections")
        return go(self.request, self.anchor())


class ReadSection(ImportStep):
    """Number and title of one section."""

    step = "plan-import-measures"
    title = "Раздел из файла"
    template_name = "components/form_page.html"

    def locate(self, section):
        self.section = self.progress.section(section)
        if self.section is None:
            raise Http404(NO_SUCH_ROW)

    def make_form(self, data=None, files=None):
        back = self.back()
        return ReadSectionForm(data, instance=self.plan_import, section=self.section, back=back)

    def save(self, form):
        self.plan_import.corrections |= {form.key: form.said}
        self.change(form, "corrections")
        return go(self.request, self.back())


class PartiesStep(ImportStep):
    """Whom the words of the papers mean, out of the people, units and schools here."""

    step = "plan-import-parties"
    template_name = "roadmaps/plan_import_parties.html"
    title = "Люди и школы"

    def make_form(self, data=None, files=None):
        return PartiesForm(
            data,
            instance=self.plan_import,
            words=self.progress.parties.values(),
            choices=party_choices(self.plan_import.municipality),
        )

    def context(self, form):
        words = [(one, form[name]) for name, one in form.words.items()]
        unsure = [pair for pair in words if not pair[0].is_sure]
        sure = [pair for pair in words if pair[0].is_sure]
        return super().context(form) | {
            "unsure": unsure,
            "sure": sure,
            "can_add_people": can_edit_people(self.request.access),
        }

    def save(self, form):
        self.plan_import.parties |= form.said
        self.change(form, "parties")
        return go(self.request, step_url(self.plan_import, "plan-import-finish"))


class FinishStep(ImportStep):
    """The plan becomes a draft roadmap, as a whole."""

    step = "plan-import-finish"
    template_name = "roadmaps/plan_import_finish.html"
    title = "Сохранение"

    def make_form(self, data=None, files=None):
        return FinishForm(
            data,
            instance=self.plan_import,
            progress=self.progress,
            back=step_url(self.plan_import, "plan-import-measures"),
        )

    def save(self, form):
        edition = finish_import(
            self.plan_import,
            self.progress,
            name=form.cleaned_data["name"],
            schools=form.cleaned_data["schools"],
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "План сохранён как проект дорожной карты.")
        return go(self.request, plan_url(edition))
