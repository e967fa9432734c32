"""«Отчёты»: the list of them, each on a page and as PDF, Word, Excel."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx_response
from jobs.printing import pdf_or_job
from lib.excel import xlsx_response
from lib.htmx import render_form
from lib.pdf import pdf_response
from lib.permissions import require
from monitoring.forms.reports import ReportForm
from monitoring.reporting.catalogue import KINDS, kinds_for
from monitoring.reporting.comparison import regions_of
from monitoring.reporting.jobs import CODE
from monitoring.reporting.writing import Made, excel, one_sheet, print_html, word

FORMS = [("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel")]
NOT_YOURS = "Этот отчёт составляет отдел образования. Откройте отчёт о своей школе."
WHICH_SCHOOL = "Выберите школу, о которой нужен отчёт."
WRONG = "Условия отчёта заданы неверно. Вернитесь на страницу отчёта и исправьте их."


@require_safe
def list_reports(request):
    """Отчёты: what each tells, with a short form to ask for it."""
    kinds = kinds_for(request.access)
    context = {
        "reports": [(kind, ReportForm(kind=kind, access=request.access)) for kind in kinds],
        "is_regional": bool(regions_of(request.user)),
    }
    return render(request, "monitoring/report_list.html", context)


@require_safe
def show_report(request, code):
    """One report on a page, for the day and the conditions of the address."""
    form = form_of(request, code)
    query = request.GET.urlencode()
    context = {"kind": form.kind, "form": form, "query": query, "forms": FORMS}
    if form.is_bound and not form.is_valid():
        return render_form(request, "monitoring/report.html", context, form=form)
    if asked := form.asked():
        context |= {"paper": form.kind.build(asked).paper(), "made": made_by(request)}
    return render(request, "monitoring/report.html", context)


@require_safe
def download_report(request, code, form):
    """The same report as a file: pdf, docx or xlsx."""
    conditions = form_of(request, code)
    require(not conditions.is_bound or conditions.is_valid(), WRONG)
    asked = conditions.asked()
    require(asked, WHICH_SCHOOL)
    report, made = conditions.kind.build(asked), made_by(request)
    write = {"pdf": answer_pdf, "docx": answer_word, "xlsx": answer_excel}.get(form)
    if write is None:
        raise Http404
    answer = write(request, conditions.kind, asked, report, made)
    told = {name: value for name, value in asked.as_arguments().items() if value}
    changes = told | {"report": ["", conditions.kind.name]}
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=changes)
    return answer


def answer_pdf(request, kind, asked, report, made):
    """PDF at once, or the page of the job that makes a large one."""
    paper = report.paper()
    if kind.is_one_sheet:
        return pdf_response(one_sheet(report, made), f"{paper.file_name}.pdf")
    slug = request.municipality.slug
    return pdf_or_job(
        print_html(paper, made),
        f"{paper.file_name}.pdf",
        kind=CODE,
        arguments={
            "report": kind.code,
            "made_on": made.on.isoformat(),
            **asked.as_arguments(),
        },
        title=f"PDF: {paper.file_name}",
        back=f"{reverse('monitoring:report', args=[slug, kind.code])}?{request.GET.urlencode()}",
        municipality_slug=slug,
        by=request.user,
    )


def answer_word(request, kind, asked, report, made):
    paper = report.paper()
    return docx_response(word(paper, made), f"{paper.file_name}.docx")


def answer_excel(request, kind, asked, report, made):
    paper = report.paper()
    return xlsx_response(excel(paper, made), f"{paper.file_name}.xlsx")


def form_of(request, code):
    """The form of the report with what stands in the address; 404, or 403 for schools."""
    kind = KINDS.get(code)
    if kind is None:
        raise Http404("Нет такого отчёта.")
    require(kind.is_for(request.access), NOT_YOURS)
    return ReportForm(request.GET, kind=kind, access=request.access)


def made_by(request):
    """Made of the person, today."""
    municipality = request.municipality
    return Made(municipality.department, request.user.name, municipality.today())
