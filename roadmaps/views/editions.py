from django.shortcuts import render
from django.views import View

from lib.htmx import is_fragment
from lib.permissions import require
from roadmaps.forms import AnnexForm, ColumnForm, EditionForm
from roadmaps.models import EditionColumn
from roadmaps.operations import annex_edition, change_column, change_edition
from roadmaps.permissions import (
    can_annex_edition,
    can_approve_edition,
    can_edit_edition,
    can_read_draft,
)
from roadmaps.remarks import remarks_of
from roadmaps.reports import plan_of
from roadmaps.views.drafts import (
    NOT_EDITOR,
    DraftForm,
    crumbs,
    find_edition,
    find_row,
    require_draft,
)


class EditionPage(View):
    """The editor: the plan as it stands, with what may be done to each of its rows."""

    def get(self, request, pk):
        edition = find_edition(request, pk)
        require(can_read_draft(request.access, edition.roadmap), NOT_EDITOR)
        plan = plan_of(edition)
        schools = list(edition.schools.all())
        context = {
            "edition": edition,
            "plan": plan,
            "schools": schools,
            "remarks": remarks_of(plan, schools) if edition.is_draft else [],
            "can_edit": can_edit_edition(request.access, edition),
            "can_approve": can_approve_edition(request.access, edition),
            "can_annex": can_annex_edition(request.access, edition),
            "crumbs": crumbs(edition)[:1],
            "focus": request.GET.get("focus", ""),
        }
        is_table = is_fragment(request) and request.htmx.target == "plan"
        template = "roadmaps/_plan_swap.html" if is_table else "roadmaps/edition.html"
        return render(request, template, context)


class EditionUpdate(DraftForm):
    title = "Заголовок, нумерация и лист"

    def find(self, pk):
        self.edition = find_edition(self.request, pk)

    def make_form(self, data=None, files=None):
        return EditionForm(data, instance=self.edition, back=self.back())

    def write(self, form):
        change_edition(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )


class EditionAnnex(DraftForm):
    """To which draft order the edition belongs: the order approves it when it is signed."""

    title = "Приложить к приказу"
    lead = "Подпись приказа утвердит дорожную карту и поставит её мероприятия на контроль."
    clerks_only = "Приложения к приказам готовят начальник, координатор и секретарь."

    def find(self, pk):
        self.edition = find_edition(self.request, pk)

    def require(self):
        require_draft(self.request, self.edition, can_annex_edition, self.clerks_only)

    def make_form(self, data=None, files=None):
        return AnnexForm(data, instance=self.edition, back=self.back())

    def write(self, form):
        annex_edition(
            self.edition,
            form.cleaned_data["order"],
            seen_version=form.seen_version,
            by=self.request.user,
        )


class ColumnUpdate(DraftForm):
    title = "Графа таблицы"

    def find(self, pk):
        self.column = find_row(self.request, EditionColumn, pk)
        self.edition = self.column.edition

    def make_form(self, data=None, files=None):
        return ColumnForm(data, instance=self.column, back=self.back())

    def write(self, form):
        change_column(
            form.instance,
            form.written_fields,
            responsible=form.responsible,
            seen_version=form.seen_version,
            by=self.request.user,
        )

    def show_conflict(self, form, current):
        column = EditionColumn.objects.get(pk=self.column.pk)
        column.version = current.version
        return super().show_conflict(form, column)
