"""Reports over the municipalities of a region, for its specialist."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx_response
from lib import pdf
from lib.excel import xlsx_response
from lib.htmx import render_form
from lib.permissions import require
from monitoring.forms.region_reports import RegionReportForm
from monitoring.reporting.comparison import NOT_REGIONAL, compare, today_in
from monitoring.reporting.writing import Made, excel, print_html, word
from monitoring.views.reports import FORMS, WRONG
from schools.access import municipalities_of, regions_of


@require_safe
def show_comparison(request):
    """Сравнение муниципалитетов региона на день."""
    form = form_of(request)
    context = {"form": form, "forms": FORMS, "query": request.GET.urlencode()}
    if form.is_bound and not form.is_valid():
        return render_form(request, "monitoring/region_report.html", context, form=form)
    region, on = form.asked()
    context |= {
        "paper": compare(region, on, request.user).paper(),
        "made": made_by(request, region, form.today),
    }
    return render(request, "monitoring/region_report.html", context)


@require_safe
def download_comparison(request, form):
    """The same as a file: pdf, docx or xlsx."""
    conditions = form_of(request)
    require(not conditions.is_bound or conditions.is_valid(), WRONG)
    region, on = conditions.asked()
    paper = compare(region, on, request.user).paper()
    made = made_by(request, region, conditions.today)
    name = f"{paper.file_name}.{form}"
    if form == "pdf":
        answer = pdf.pdf_response(pdf.render(print_html(paper, made)), name)
    elif form == "docx":
        answer = docx_response(word(paper, made), name)
    elif form == "xlsx":
        answer = xlsx_response(excel(paper, made), name)
    else:
        raise Http404
    changes = {"report": ["", paper.title], "on": on.isoformat()}
    for place in municipalities_of(request.user):
        if place.region_id == region.pk:
            record(AuditVerb.EXPORT, place, by=request.user, changes=changes)
    return answer


def form_of(request):
    """The form with what stands in the address; 403 for all but specialists of a region."""
    regions = regions_of(request.user)
    require(regions, NOT_REGIONAL)
    keys = {region.pk for region in regions}
    places = [place for place in municipalities_of(request.user) if place.region_id in keys]
    today = today_in(places) or timezone.localdate()
    return RegionReportForm(request.GET, regions=regions, today=today)


def made_by(request, region, today):
    """Made of the person, today."""
    return Made(region.name, request.user.name, today)
