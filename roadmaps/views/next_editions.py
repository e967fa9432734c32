"""«Внести изменения»: the draft of the next edition is opened, given its period, deleted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from documents.forms.manner import MannerForm
from documents.operations import Signed
from lib.htmx import INVALID, go
from lib.permissions import NotNow, require
from lib.versions import Conflict
from roadmaps.amending_order import prepare_amending_order
from roadmaps.forms import PeriodForm
from roadmaps.models import Roadmap
from roadmaps.next_edition import delete_next_edition, open_next_edition
from roadmaps.operations import Approved, change_period
from roadmaps.permissions import can_annex_edition, can_make_roadmap
from roadmaps.reports import draft_stamp
from roadmaps.school_plans import delete_school_draft
from roadmaps.views.drafts import (
    NOT_EDITOR,
    DraftForm,
    crumbs,
    find_edition,
    plan_url,
    require_draft,
)

CHANGED = 409


class FirstEdition(NotNow):
    """The draft is not a change of anything: the plan has not been approved yet."""

    def __init__(self):
        super().__init__("Это первая редакция карты, а не изменения к ней.")


@require_POST
def open_next(request, pk):
    """The draft of the next edition opens in the editor, whether it is new or begun before."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.access), pk=pk)
    require(can_make_roadmap(request.access, roadmap), NOT_EDITOR)
    draft = open_next_edition(roadmap, by=request.user)
    messages.success(
        request,
        "Открыт проект изменений: действующая карта не меняется, пока не подписан приказ.",
    )
    return redirect(plan_url(draft))


class PeriodUpdate(DraftForm):
    """Period and schools that the amending order will give the plan."""

    lead = "Действующая карта не меняется, пока не подписан приказ об изменениях."

    def find(self, pk):
        self.edition = find_edition(self.request, pk)
        self.title = "Период" if self.edition.roadmap.school_id else "Период и школы"

    def make_form(self, data=None, files=None):
        return PeriodForm(data, instance=self.edition, back=self.back())

    def write(self, form):
        change_period(
            form.instance,
            form.written_fields,
            form.chosen_schools,
            seen_version=form.seen_version,
            by=self.request.user,
        )


class NextDelete(View):
    """The page that says what will be lost, and the deletion of the draft.

    The first draft is the whole plan: a school takes back one that it has begun by mistake.
    """

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.edition = find_edition(request, kwargs["pk"])
        require_draft(request, self.edition)
        self.is_whole = self.edition.number == 1
        if self.is_whole and not self.edition.roadmap.school_id:
            raise FirstEdition

    def get(self, request, **kwargs):
        return self.show()

    def post(self, request, **kwargs):
        if not request.POST.get("seen"):
            return self.show(status=INVALID)
        delete = delete_school_draft if self.is_whole else delete_next_edition
        try:
            delete(self.edition, seen=request.POST["seen"], by=request.user)
        except (Conflict, Approved, Signed):
            self.edition = find_edition(request, self.edition.pk)
            require_draft(request, self.edition)
            return self.show(status=CHANGED)
        if self.is_whole:
            messages.success(request, "Проект карты удалён.")
            return redirect(reverse("monitoring:roadmap-list", args=[request.municipality.slug]))
        messages.success(request, "Проект изменений удалён. Действующая карта осталась прежней.")
        roadmap = self.edition.roadmap
        return redirect(reverse("monitoring:roadmap", args=[request.municipality.slug, roadmap.pk]))

    def show(self, *, status=200):
        context = {
            "edition": self.edition,
            "seen": draft_stamp(self.edition),
            "crumbs": crumbs(self.edition),
            "back": plan_url(self.edition),
            "is_changed": status == CHANGED,
            "is_whole": self.is_whole,
        }
        return render(self.request, "roadmaps/next_delete.html", context, status=status)


class AmendingOrderCreate(DraftForm):
    """A draft order that brings the next edition into force, its clauses made from the changes."""

    title = "Приказ о внесении изменений"
    lead = "Пункты и таблицы составит программа, перед подписью их можно поправить."
    clerks_only = "Проекты приказов готовят начальник, координатор и секретарь."

    def find(self, pk):
        self.edition = find_edition(self.request, pk)

    def require(self):
        require_draft(self.request, self.edition, can_annex_edition, self.clerks_only)

    def make_form(self, data=None, files=None):
        return MannerForm(data, submit="Подготовить приказ", back=self.back())

    def save(self, form):
        manner = form.cleaned_data["manner"]
        order = prepare_amending_order(self.edition, manner, by=self.request.user)
        messages.success(self.request, "Проект приказа готов. Проверьте его пункты.")
        return go(self.request, "documents:order", order.municipality.slug, order.pk)
