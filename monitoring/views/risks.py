"""Risks of schools: the table of a year, the profile of a school, the list of factors."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import page_date
from lib.excel import book_of, xlsx_response
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.views import FormPage
from monitoring.forms.identification import YearForm
from monitoring.forms.risks import FactorForm, ProfileForm
from monitoring.models import RiskFactor, RiskProfile
from monitoring.risks import operations, permissions
from monitoring.risks.table import sheets_of, table_of
from schools.models import School

FIRST_YEAR, LAST_YEAR = 2000, 2099
NOT_YOURS = "Риски школы оценивают в отделе и в методической службе, а выбирает сама школа."
NOT_KEEPER = "Перечень рисков ведут координатор, начальник и администратор."
NO_PROFILE = "Оценок за этот год ещё нет: их вносят координатор или методист."
NO_FACTORS = "Перечень рисков на этот год пуст. Сначала заполните его."


def chosen_table(request):
    """(form of the year, RiskTable of it); the last year with profiles without a choice."""
    years = RiskProfile.objects.visible_to(request.access).years()
    form = YearForm(request.GET, years=years)
    year = form.chosen() or request.municipality.today().year
    return form, table_of(request.access, year)


@require_safe
def list_risks(request):
    """Риски × школы: what was found, what is worked on, where a programme is missing."""
    form, table = chosen_table(request)
    context = {
        "form": form,
        "table": table,
        "this_year": request.municipality.today().year,
        "can_assess": permissions.can_assess_risks(request.access),
        "sees_factors": request.access.is_department,
    }
    return render(request, "monitoring/risk_list.html", context)


@require_safe
def export_risks(request):
    """XLSX of the same year."""
    _, table = chosen_table(request)
    today = request.municipality.today()
    note = f"{request.municipality.name}. Риски школ за {table.year} год, {page_date(today)}"
    changes = {"вид": "риски школ", "год": str(table.year)}
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=changes)
    return xlsx_response(
        book_of(sheets_of(table, note)), f"Риски школ {table.year}, {today:%d.%m.%Y}.xlsx"
    )


class ProfilePage(FormPage):
    """The profile of a school and a year: judged by the department, chosen by the school."""

    def prepare(self, pk, year):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        schools = School.objects.visible_to(self.request.access).select_related("municipality")
        self.school = get_object_or_404(schools, pk=pk)
        require(permissions.can_choose_risks(self.request.access, self.school), NOT_YOURS)
        self.can_assess = permissions.can_assess_risks(self.request.access)
        profiles = RiskProfile.objects.filter(school=self.school, year=year)
        self.profile = profiles.first() or RiskProfile(
            municipality=self.school.municipality, school=self.school, year=year
        )
        self.title = f"Риски школы, {year} год"
        self.lead = self.explain()
        self.factors = self.factors_of(year)
        if not self.factors:
            raise NotNow(NO_FACTORS if self.can_assess else NO_PROFILE)

    def explain(self):
        """What is asked here of the person."""
        choice = (
            "Отметьте риски, над которыми школа работает в этом году, обычно от двух до пяти; "
            "на каждый нужна антирисковая программа."
        )
        if not self.can_assess:
            return f"Оценки внёс отдел, сверьте их со своими. {choice}"
        return f"{self.school}. Вносите числа по школе в целом. {choice}"

    def factors_of(self, year):
        """Factors of the year and those judged already; who only chooses, chooses among these."""
        judged = Q(risks__profile=self.profile) if self.profile.pk else Q(pk=None)
        factors = RiskFactor.objects.filter(municipality=self.school.municipality)
        of_year = factors.for_year(year).values("pk") if self.can_assess else factors.none()
        return list(factors.filter(judged | Q(pk__in=of_year)).distinct())

    def back(self):
        slug = self.request.municipality.slug
        return f"{reverse('monitoring:school', args=[slug, self.school.pk])}#risks"

    def crumbs(self):
        return [(str(self.school), self.back())]

    def make_form(self, data=None, files=None):
        return ProfileForm(
            data,
            instance=self.profile,
            factors=self.factors,
            can_assess=self.can_assess,
            back=self.back(),
        )

    def save(self, form):
        operations.save_profile(
            form.instance,
            form.written_fields,
            form.given(),
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Риски школы сохранены.")
        return go(self.request, self.back())


@require_safe
def list_factors(request):
    """Перечень рисков: by what schools are judged, and in which years."""
    context = {
        "factors": RiskFactor.objects.filter(municipality=request.municipality),
        "can_keep": permissions.can_keep_factors(request.access),
    }
    return render(request, "monitoring/risk_factor_list.html", context)


class FactorPage(FormPage):
    """A factor of the list, new or corrected."""

    def prepare(self, pk=None):
        require(permissions.can_keep_factors(self.request.access), NOT_KEEPER)
        factors = RiskFactor.objects.filter(municipality=self.request.municipality)
        year = self.request.municipality.today().year
        new = RiskFactor(first_year=year, position=factors.count() + 1)
        self.factor = get_object_or_404(factors, pk=pk) if pk else new
        self.title = "Фактор риска" if pk else "Новый фактор риска"

    def back(self):
        return reverse("monitoring:risk-factor-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Перечень рисков", self.back())]

    def make_form(self, data=None, files=None):
        return FactorForm(
            data,
            instance=self.factor,
            municipality=self.request.municipality,
            back=self.back(),
        )

    def save(self, form):
        operations.save_factor(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(self.request, "Перечень рисков сохранён.")
        return go(self.request, self.back())


@require_POST
def take_factors(request):
    """Fill the empty list with the common one."""
    require(permissions.can_keep_factors(request.access), NOT_KEEPER)
    try:
        operations.take_common_factors(request.municipality, by=request.user)
    except operations.HasFactors as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, "Перечень рисков заполнен. Поправьте его, если у вас он другой.")
    return go(request, "monitoring:risk-factor-list", request.municipality.slug)
