"""«Загрузить из файла»: the paper, what was understood, its measures, the parties, the roadmap."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from files import gate
from files.jail import Busy
from files.store import NotStored
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from roadmaps.forms.plan_import import (
    UploadPlanForm,
)
from roadmaps.importing.operations import (
    Saved,
    begin_from_file,
    begin_from_text,
    change_import,
    drop_import,
)
from roadmaps.importing.progress import Progress
from roadmaps.models import PlanImport
from roadmaps.permissions import can_create_roadmap
from roadmaps.views.drafts import NOT_EDITOR, plan_url

ALREADY = "Этот файл уже загружен: дорожная карта «{}». Ничего не изменилось."
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
        imports = PlanImport.objects.visible_to(self.request.access).unfinished().defer("paper")
        return super().context(form) | {"unfinished": imports.select_related("created_by")[:20]}

    def save(self, form):
        try:
            plan_import = self.begin(form)
        except (gate.Refused, Busy, NotStored) as refusal:
            sent = "file" if form.cleaned_data["file"] else "pasted"
            form.add_error(sent, getattr(refusal, "reason", str(refusal)))
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
    plan_import = get_object_or_404(
        imports.select_related("municipality", "source", "roadmap"), pk=pk
    )
    require(can_create_roadmap(request.access), NOT_EDITOR)
    return plan_import


def step_url(plan_import, name, *args):
    slug = plan_import.municipality.slug
    return reverse(f"roadmaps:{name}", args=[slug, plan_import.pk, *args])


def crumbs_of(plan_import):
    """Way from the list of plans to the import."""
    slug = plan_import.municipality.slug
    return [
        ("Дорожные карты", reverse("monitoring:roadmap-list", args=[slug])),
        ("Загрузить из файла", reverse("roadmaps:plan-import-create", args=[slug])),
    ]


def steps_of(plan_import, current):
    """[(words, address, is current)] of the steps of the import."""
    return [(words, step_url(plan_import, name), name == current) for name, words in STEPS]


class ImportStep(FormPage):
    """A step of the import; `step` is its address."""

    step = ""

    def dispatch(self, request, *args, **kwargs):
        saved = find_import(request, kwargs["pk"]).roadmap
        if saved and request.method == "GET":
            return redirect(plan_url(saved.editions.first()))
        return super().dispatch(request, *args, **kwargs)

    def prepare(self, pk, **kwargs):
        self.plan_import = find_import(self.request, pk)
        self.progress = Progress(self.plan_import)
        self.locate(**kwargs)
        if self.plan_import.roadmap_id:
            raise Saved

    def locate(self):
        """Find what the step is about beside the import; 404 when it is not there."""

    def back(self):
        if self.plan_import.roadmap:
            return plan_url(self.plan_import.roadmap.editions.first())
        return step_url(self.plan_import, self.step)

    def crumbs(self):
        return crumbs_of(self.plan_import)

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


@require_POST
def drop(request, pk):
    """Give up a half-finished import."""
    drop_import(find_import(request, pk), by=request.user)
    messages.success(request, "Загрузка отменена. Файл можно загрузить снова.")
    return redirect("roadmaps:plan-import-create", request.municipality.slug)
