"""Loading of tables: a template, a file, a look at what it would do, the loading itself."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from lib.excel import template, xlsx_response
from lib.htmx import INVALID, go
from lib.permissions import require
from lib.text import count
from lib.versions import Conflict
from schools.forms.table_import import TableForm
from schools.imports.operations import AlreadyLoaded, Moved, apply_import, start_import
from schools.models import TableImport
from schools.views.form_page import PlacePage

NOT_LOADER = "Таблицы загружают координатор, начальник и администратор."
MOVED = "Пока вы проверяли, данные изменились. Посмотрите ещё раз, что будет загружено."
CHANGED = 409
SHOWN_BEFORE = 5


class TablePage:
    """Mixin: a page about one kind of table, `kind` of the address."""

    kind = None

    def url(self, name, *args):
        return reverse(name, args=[self.request.municipality.slug, *args])

    def imports(self):
        """Loadings of this kind here."""
        place = self.request.municipality
        return TableImport.objects.filter(municipality=place, kind=self.kind.code)


class TableUpload(TablePage, PlacePage):
    """The template to download and the file to give back."""

    template_name = "schools/table_upload.html"

    def prepare(self):
        require(self.kind.may(self.request.access), NOT_LOADER)
        self.title = f"Загрузить из Excel: {self.kind.title.lower()}"
        self.back_label = self.kind.list_label

    def back(self):
        return self.url(self.kind.list_view)

    def make_form(self, data=None, files=None):
        return TableForm(data, files, back=self.back())

    def context(self, form):
        done = self.imports().exclude(applied_at=None).select_related("file", "uploaded_by")
        return super().context(form) | {
            "kind": self.kind,
            "template_url": self.url(self.kind.template_view),
            "done": done.defer("rows")[:SHOWN_BEFORE],
        }

    def save(self, form):
        upload = form.cleaned_data["file"]
        place = self.request.municipality
        table_import = start_import(self.kind, upload, place, by=self.request.user)
        return go(self.request, self.url(self.kind.check_view, table_import.pk))


class TableCheck(TablePage, View):
    """What the file would do, and the button that does it."""

    def dispatch(self, request, *args, **kwargs):
        require(self.kind.may(request.access), NOT_LOADER)
        found = self.imports().select_related("file", "uploaded_by", "municipality")
        self.table_import = get_object_or_404(found, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        return self.show()

    def post(self, request, pk):
        seen = request.POST.get("seen", "")
        try:
            summary = apply_import(self.kind, self.table_import, seen=seen, by=request.user)
        except AlreadyLoaded as fault:
            messages.info(request, str(fault))
            return redirect(request.path)
        except Moved as moved:
            return self.show(moved.plan, status=INVALID if moved.plan.faults else CHANGED)
        except (Conflict, IntegrityError):  # somebody saved the same in a form this moment
            return self.show(status=CHANGED)
        messages.success(request, f"Загружено. {summary.capitalize()}.")
        return go(request, self.url(self.kind.list_view))

    def show(self, plan=None, *, status=200):
        is_done = bool(self.table_import.applied_at)
        if plan is None and not is_done:
            plan = self.kind.plan_of(self.table_import)
        context = {
            "kind": self.kind,
            "found": self.table_import,
            "plan": plan,
            "touched": count(len(plan.touched), *self.kind.nouns) if plan else "",
            "back": self.url(self.kind.list_view),
            "again": self.url(self.kind.import_view),
            "is_moved": status == CHANGED,
            "moved": MOVED,
        }
        return render(self.request, "schools/table_check.html", context, status=status)


class TableTemplate(TablePage, View):
    """The template to fill in; there are no data in it."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        require(self.kind.may(request.access), NOT_LOADER)
        kind = self.kind
        content = template(kind.title, kind.columns, kind.rules)
        return xlsx_response(content, f"{kind.title} — шаблон.xlsx")
