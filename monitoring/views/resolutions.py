"""Resolutions of groups and how they are carried out; what control gives to an agenda."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx_response
from lib import pdf
from lib.dates import page_date
from lib.excel import xlsx_response
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.registers import RegisterView
from lib.views import FormPage
from monitoring import hearing
from monitoring.forms.hearing import MEASURE, HearingForm
from monitoring.reporting.writing import print_html, word
from monitoring.resolution_register import (
    ResolutionFilter,
    ResolutionRegister,
    book_of,
    resolutions_for,
)
from monitoring.views.reports import made_by
from roadmaps.models import Edition, EditionState, Measure
from workgroups.models import AgendaItem, Meeting
from workgroups.permissions import can_prepare_meeting


class ResolutionList(RegisterView):
    """Решения: the register."""

    template_name = "monitoring/resolution_list.html"
    register_class = ResolutionRegister
    filter_class = ResolutionFilter
    fields = ResolutionRegister.fields
    label = "Решения"

    def get_queryset(self):
        rows = resolutions_for(self.request.access)
        return rows.order_by("-item__meeting__held_on", "item__position", "position", "pk")

    def register_options(self):
        options = {"access": self.request.access, "today": self.request.municipality.today()}
        return super().register_options() | options

    def get_context_data(self, **kwargs):
        export = reverse("monitoring:resolution-export", args=[self.request.municipality.slug])
        return super().get_context_data(title="Решения", export_url=export, **kwargs)


@require_safe
def export_resolutions(request):
    """XLSX of the same rows as the register, filters applied."""
    rows = resolutions_for(request.access).order_by("item__meeting__held_on", "item", "position")
    rows_filter = ResolutionFilter(request.GET, queryset=rows, request=request)
    require(rows_filter.is_valid(), "Условия отбора не распознаны: откройте список заново.")
    today = request.municipality.today()
    note = f"{request.municipality.name}. Решения групп на {page_date(today)}"
    chosen = {name: str(value) for name, value in rows_filter.form.cleaned_data.items() if value}
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=chosen)
    book = book_of(rows_filter.qs, request.access, today, note)
    return xlsx_response(book, f"Решения {today:%d.%m.%Y}.xlsx")


def find_meeting(request, pk):
    """The meeting that the person reads, or 404."""
    meetings = Meeting.objects.visible_to(request.access).select_related("group__municipality")
    return get_object_or_404(meetings, pk=pk)


def answer(request, about, paper, back):
    """The Paper as a page, or with ?as=pdf, ?as=word as a file."""
    made, form = made_by(request), request.GET.get("as", "")
    if not form:
        context = {"paper": paper, "made": made, "title": paper.title, "back": back}
        return render(request, "monitoring/hearing.html", context)
    if form not in ("pdf", "word"):
        raise Http404
    record(AuditVerb.PRINT, about, by=request.user, changes={"paper": ["", paper.title]})
    if form == "word":
        return docx_response(word(paper, made), f"{paper.file_name}.docx")
    return pdf.pdf_response(pdf.render(print_html(paper, made)), f"{paper.file_name}.pdf")


def papers_address(meeting):
    """Where the papers of the meeting are."""
    return reverse("workgroups:meeting-papers", args=[meeting.municipality.slug, meeting.pk])


@require_safe
def show_open(request, pk):
    """«О выполнении решений»: what earlier meetings decided and nobody has finished."""
    meeting = find_meeting(request, pk)
    paper = hearing.decisions_paper(request.access, meeting)
    return answer(request, meeting, paper, papers_address(meeting))


@require_safe
def show_progress(request, pk):
    """Progress of the measure that the item of an agenda is about."""
    meetings = Meeting.objects.visible_to(request.access)
    items = AgendaItem.objects.filter(meeting__in=meetings)
    item = get_object_or_404(items.select_related("meeting__group__municipality"), pk=pk)
    measure = hearing.measure_of(item)
    if measure is None:
        raise Http404
    paper = hearing.progress_paper(request.access, item, measure)
    return answer(request, item, paper, papers_address(item.meeting))


class Hear(FormPage):
    """Put on the agenda what control has ready: decisions, or the progress of a measure."""

    title = "Заслушать о выполнении"

    def prepare(self, pk):
        self.meeting = find_meeting(self.request, pk)
        require(
            can_prepare_meeting(self.request.access, self.meeting),
            "Повестку готовит секретарь.",
        )
        if not self.meeting.is_editable:
            raise NotNow("Повестку этого заседания уже не меняют.")

    def back(self):
        return papers_address(self.meeting)

    def crumbs(self):
        return [("Документы заседания", self.back())]

    def make_form(self, data=None, files=None):
        editions = Edition.objects.visible_to(self.request.access)
        editions = editions.filter(state=EditionState.APPROVED, roadmap__school=None)
        measures = Measure.objects.filter(section__edition__in=editions)
        measures = measures.prefetch_related("actions")
        return HearingForm(
            data, measures=measures.order_by("section", "position", "pk"), back=self.back()
        )

    def save(self, form):
        measure = form.cleaned_data["measure"] if form.cleaned_data["what"] == MEASURE else None
        hearing.hear(self.meeting, measure=measure, by=self.request.user)
        messages.success(self.request, "Вопрос добавлен в повестку.")
        return go(self.request, self.back())
