"""«Загрузить из файла»: the paper, what was understood, its measures, the parties, the roadmap."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from files import gate
from files.jail import Busy
from files.store import NotStored
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from roadmaps.forms.plan_import import (
    FinishForm,
    PartiesForm,
    ReadingForm,
    ReadMeasureForm,
    UploadPlanForm,
)
from roadmaps.forms.responsible import party_choices
from roadmaps.importing.operations import (
    Saved,
    begin_from_file,
    begin_from_text,
    change_import,
    drop_import,
    finish_import,
)
from roadmaps.importing.preview import preview_of
from roadmaps.importing.progress import Progress, key_of
from roadmaps.models import PlanImport
from roadmaps.permissions import can_create_roadmap
from roadmaps.views.drafts import NOT_EDITOR, plan_url
from schools.permissions import can_edit_people

ALREADY = "Этот файл уже загружен: дорожная карта «{}». Ничего не изменилось."
NO_SUCH_ROW = "Такой строки в файле больше нет: строки прочитаны иначе."
STEPS = (
    ("plan-import", "Графы и строки"),
    ("plan-import-measures", "Мероприятия"),
    ("plan-import-parties", "Люди и школы"),
    ("plan-import-finish", "Сохранение"),
)


class PlanImportCreate(FormPage):
    """The file or the pasted table; a paper that came before is opened where it was left."""

    template_name = "roadmaps/plan_import_create.html"
    title = "Загрузить план из файла"
    lead = (
        "Подойдёт документ Word, книга Excel или таблица, вставленная из буфера обмена. Программа "
        "прочитает план и спросит обо всём, в чём не уверена."
    )

    def prepare(self):
        require(can_create_roadmap(self.request.access), NOT_EDITOR)

    def back(self):
        return reverse("monitoring:roadmap-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Дорожные карты", self.back())]

    def make_form(self, data=None, files=None):
        return UploadPlanForm(data, files, back=self.back())

    def context(self, form):
        imports = PlanImport.objects.visible_to(self.request.access).unfinished()
        return super().context(form) | {"unfinished": imports.select_related("created_by")[:20]}

    def save(self, form):
        try:
            plan_import = self.begin(form)
        except (gate.Refused, Busy, NotStored) as refusal:
            form.add_error("file", getattr(refusal, "reason", str(refusal)))
            return self.show(form)
        if plan_import.roadmap_id:
            messages.info(self.request, ALREADY.format(plan_import.roadmap))
            edition = plan_import.roadmap.editions.first()
            return go(self.request, plan_url(edition))
        return go(self.request, step_url(plan_import, "plan-import"))

    def begin(self, form):
        """The PlanImport of what was sent."""
        options = {"municipality": self.request.municipality, "by": self.request.user}
        if upload := form.cleaned_data["file"]:
            return begin_from_file(upload, upload.temporary_file_path(), form.kind, **options)
        return begin_from_text(form.cleaned_data["pasted"], **options)


def find_import(request, pk):
    """The import, if the person may go on with it; 404, 403, or Saved."""
    imports = PlanImport.objects.visible_to(request.access)
    plan_import = get_object_or_404(imports.select_related("municipality", "source"), pk=pk)
    require(can_create_roadmap(request.access), NOT_EDITOR)
    return plan_import


def step_url(plan_import, name, *args):
    slug = plan_import.municipality.slug
    return reverse(f"roadmaps:{name}", args=[slug, plan_import.pk, *args])


def steps_of(plan_import, current):
    """[(words, address, is current)] of the steps of the import."""
    return [(words, step_url(plan_import, name), name == current) for name, words in STEPS]


class ImportStep(FormPage):
    """A step of the import; `step` is its address."""

    step = ""

    def prepare(self, pk, **kwargs):
        self.plan_import = find_import(self.request, pk)
        self.progress = Progress(self.plan_import)
        self.locate(**kwargs)
        if self.plan_import.roadmap_id:
            raise Saved

    def locate(self):
        """Find what the step is about beside the import; 404 when it is not there."""

    def back(self):
        return step_url(self.plan_import, self.step)

    def crumbs(self):
        slug = self.request.municipality.slug
        return [
            ("Дорожные карты", reverse("monitoring:roadmap-list", args=[slug])),
            ("Загрузить из файла", reverse("roadmaps:plan-import-create", args=[slug])),
        ]

    def context(self, form):
        return super().context(form) | {
            "plan_import": self.plan_import,
            "progress": self.progress,
            "steps": steps_of(self.plan_import, self.step),
        }

    def change(self, form, *fields):
        change_import(
            self.plan_import, fields, seen_version=form.seen_version, by=self.request.user
        )


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
        if plan_import.roadmap_id:
            raise Saved
        progress = Progress(plan_import)
        is_short = request.GET.get("show") == "doubts"
        slug = request.municipality.slug
        context = {
            "plan_import": plan_import,
            "progress": progress,
            "preview": preview_of(progress, only_doubts=is_short),
            "is_short": is_short,
            "steps": steps_of(plan_import, "plan-import-measures"),
            "crumbs": [
                ("Дорожные карты", reverse("monitoring:roadmap-list", args=[slug])),
                ("Загрузить из файла", reverse("roadmaps:plan-import-create", args=[slug])),
            ],
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


@require_POST
def drop(request, pk):
    """Give up a half-finished import."""
    drop_import(find_import(request, pk), by=request.user)
    messages.success(request, "Загрузка отменена. Файл можно загрузить снова.")
    return redirect("roadmaps:plan-import-create", request.municipality.slug)
