"""«Журнал консультаций»: the register, its Excel and PDF, a line to write."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.excel import xlsx_response
from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView, filtered
from lib.views import FormPage
from monitoring.forms.consultations import ConsultationLineForm
from monitoring.models import Consultation
from monitoring.reporting.writing import excel, print_html
from monitoring.views.reports import made_by
from monitoring.visits import permissions
from monitoring.visits.consultations import ConsultationFilter, ConsultationRegister
from monitoring.visits.operations import save_consultation
from monitoring.visits.papers import journal, print_pdf

NOT_WRITER = "Журнал ведут тьюторы, методисты, координатор и начальник."
NOT_YOURS = "Эту запись исправляет тот, кто консультировал, методист, координатор или начальник."


class ConsultationList(RegisterView):
    """Журнал консультаций: the register."""

    template_name = "monitoring/consultation_list.html"
    register_class = ConsultationRegister
    filter_class = ConsultationFilter
    fields = ConsultationRegister.fields
    label = "Консультации"
    extra_context = {"title": "Журнал консультаций"}

    def get_queryset(self):
        return Consultation.objects.visible_to(self.request.access)

    def register_options(self):
        may_write = partial(permissions.can_write_consultation, self.request.access)
        return super().register_options() | {"may_write": may_write}

    def get_context_data(self, **kwargs):
        slug = self.request.municipality.slug
        return super().get_context_data(
            export_url=reverse("monitoring:consultation-export", args=[slug]),
            can_write=permissions.can_write_visits(self.request.access),
            **kwargs,
        )


class ConsultationPage(FormPage):
    """A line of the journal, new or corrected."""

    def prepare(self, pk=None):
        access = self.request.access
        self.line = Consultation()
        self.title = "Записать консультацию"
        if pk:
            self.line = get_object_or_404(Consultation.objects.visible_to(access), pk=pk)
            self.title = str(self.line)
            require(permissions.can_write_consultation(access, self.line), NOT_YOURS)
        require(permissions.can_write_visits(access), NOT_WRITER)

    def back(self):
        return reverse("monitoring:consultation-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Журнал консультаций", self.back())]

    def make_form(self, data=None, files=None):
        return ConsultationLineForm(
            data,
            instance=self.line,
            access=self.request.access,
            submit="Сохранить запись" if self.line.pk else "Записать в журнал",
            back=self.back(),
        )

    def save(self, form):
        save_consultation(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(self.request, "Записано в журнал консультаций.")
        return go(self.request, self.back())


@require_safe
def export_consultations(request):
    """XLSX of the same rows as the register, filters applied."""
    paper = journal_of(request, AuditVerb.EXPORT)
    return xlsx_response(excel(paper, made_by(request)), f"{paper.file_name}.xlsx")


@require_safe
def print_consultations(request):
    """PDF of the same: «Журнал консультаций»."""
    paper = journal_of(request, AuditVerb.PRINT)
    return print_pdf(print_html(paper, made_by(request)), paper.file_name)


def journal_of(request, verb):
    """Paper of the lines that the filter of the address leaves; leaves a row of the journal."""
    visible = Consultation.objects.visible_to(request.access)
    rows_filter, chosen = filtered(ConsultationFilter, request, visible, what="журнал")
    record(verb, request.municipality, by=request.user, changes=chosen)
    asked = rows_filter.form.cleaned_data
    rows = rows_filter.qs.order_by("held_on", "pk")
    return journal(
        rows.values_list(*ConsultationRegister.fields, named=True),
        request.municipality.today(),
        first=asked["since"],
        last=asked["until"],
        school=str(asked["school"] or ""),
    )
