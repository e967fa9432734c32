"""Approval of a programme, its title sheet, its place on the school's site."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib import pdf
from lib.htmx import go
from lib.permissions import NotNow, require
from schools.forms.publication import (
    ApprovalForm,
    CheckForm,
    PublicationDateForm,
    PublicationForm,
)
from schools.models import ApprovalBlock, Publication, PublicationDate
from schools.permissions import (
    can_check_links,
    can_check_publication,
    can_judge_programmes,
    can_upload_programme,
)
from schools.programmes import links, publishing
from schools.programmes.appraising import refuse_interested
from schools.programmes.moves import WrongState
from schools.programmes.papers import title_html
from schools.views.form_page import PlacePage
from schools.views.programme_pages import AboutProgramme, find

NOT_SCHOOL = "Это записывает сама школа: её директор или школьный координатор."
NOT_CHECKER = "Сайты школ проверяют координатор, начальник, методист и тьютор школы."
NOT_JUDGE = "Срок размещения назначают координатор и начальник."
NOT_LINKS = "Ссылки проверяют координатор, начальник и методист."
NOT_PUBLISHED = "Школа ещё не указала, где размещена программа."


class SchoolPage(AboutProgramme):
    """A form that the school fills in about its programme in some states."""

    states = ()

    def prepare(self, pk):
        self.find(pk)
        require(can_upload_programme(self.request.access, self.programme.school), NOT_SCHOOL)
        if self.programme.state not in self.states:
            raise WrongState(self.programme)


class Approve(SchoolPage):
    """Who adopted, agreed and approved the programme."""

    title = "Утверждение программы"
    lead = "Эти даты и номера печатаются на титульном листе."
    states = publishing.APPROVABLE

    def make_form(self, data=None, files=None):
        block = ApprovalBlock.objects.filter(programme=self.programme).first()
        block = block or ApprovalBlock(agreed_by=self.request.municipality.department)
        block.programme = self.programme
        return ApprovalForm(
            data, instance=block, today=self.request.municipality.today(), back=self.back()
        )

    def save(self, form):
        publishing.approve(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Утверждение записано. Титульный лист можно печатать.")
        return go(self.request, self.back())


@require_safe
def print_title(request, pk):
    """PDF of the title sheet."""
    programme = find(request, pk)
    content = pdf.render(title_html(programme))
    record(AuditVerb.PRINT, programme, by=request.user, changes={"вид": "титульный лист"})
    return pdf.pdf_response(content, f"Титульный лист. {programme}.pdf")


class Publish(SchoolPage):
    """Where the school has put the programme."""

    title = "Размещение на сайте школы"
    lead = "Новый адрес проверят заново."
    states = publishing.PUBLISHABLE

    def make_form(self, data=None, files=None):
        publication = Publication.objects.filter(programme=self.programme).first()
        publication = publication or Publication()
        publication.programme = self.programme
        return PublicationForm(
            data, instance=publication, today=self.request.municipality.today(), back=self.back()
        )

    def save(self, form):
        publishing.publish(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Адрес отправлен на проверку.")
        return go(self.request, self.back())


class CheckPublication(AboutProgramme):
    """A person looks at the page and writes down what is there."""

    title = "Проверить размещение"

    def prepare(self, pk):
        self.find(pk)
        require(can_check_publication(self.request.access, self.programme), NOT_CHECKER)
        refuse_interested(self.programme, self.request.user)
        self.publication = Publication.objects.filter(programme=self.programme).first()
        if self.publication is None:
            raise NotNow(NOT_PUBLISHED)
        self.publication.programme = self.programme
        self.lead = f"Откройте страницу и сверьте документ: {self.publication.address}"
        if self.programme.state not in publishing.PUBLISHABLE:
            raise WrongState(self.programme)

    def make_form(self, data=None, files=None):
        version = self.publication.version if self.publication else 0
        return CheckForm(data, version=version, back=self.back())

    def save(self, form):
        publishing.check(
            self.publication,
            is_found=form.cleaned_data["result"] == "found",
            note=form.cleaned_data["note"],
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Проверка записана.")
        return go(self.request, self.back())


@require_safe
def show_awaited(request):
    """What is missing on the sites by the date; a school sees its own lines."""
    dates = list(PublicationDate.objects.filter(municipality=request.municipality))
    chosen = request.GET.get("date", "")
    date = next((one for one in dates if str(one.pk) == chosen), None)
    date = date or next(iter(dates), None)
    lines = publishing.awaited(date, request.access) if date else []
    context = {
        "dates": dates,
        "date": date,
        "missing": [line for line in lines if not line.is_done],
        "done": [line for line in lines if line.is_done],
        "today": request.municipality.today(),
        "can_set": can_judge_programmes(request.access),
        "can_check_links": settings.CHECK_LINKS and can_check_links(request.access),
    }
    return render(request, "schools/publication_list.html", context)


@require_POST
def check_links(request):
    """Ask the program to look whether the pages open; leads to the job."""
    require(can_check_links(request.access), NOT_LINKS)
    return redirect(links.ask_for_links(request.municipality, by=request.user))


class DatePage(PlacePage):
    """By which day which documents must stand on the sites of the supported schools."""

    title = "Срок размещения"
    back_label = "Размещение на сайтах"

    def back(self):
        return self.url("schools:publication-list")

    def prepare(self, pk=None):
        require(can_judge_programmes(self.request.access), NOT_JUDGE)
        self.date = PublicationDate(municipality=self.request.municipality)
        if pk:
            dates = PublicationDate.objects.filter(municipality=self.request.municipality)
            self.date = get_object_or_404(dates, pk=pk)

    def make_form(self, data=None, files=None):
        return PublicationDateForm(
            data,
            instance=self.date,
            municipality=self.request.municipality,
            back=self.back(),
        )

    def save(self, form):
        publishing.save_date(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Срок назначен.")
        return go(self.request, self.back())
