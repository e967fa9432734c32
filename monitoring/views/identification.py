"""«Кого включить»: what the rule proposes from the results, and the rule itself."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from monitoring.forms.identification import RuleForm, YearForm
from monitoring.identification import Verdict, identify_in
from monitoring.models import ExamResult, IdentificationRule
from monitoring.operations import save_rule
from schools.models import SupportCategory, SupportListing
from schools.permissions import can_edit_schools

NOT_EDITOR = "Правило отбора задают координатор, начальник и администратор."
BASIS_LENGTH = SupportListing._meta.get_field("basis").max_length


@require_safe
def show_identification(request):
    """Schools by verdict, each with its explanation; only the department sees them."""
    years = ExamResult.objects.visible_to(request.access).years()
    form = YearForm(request.GET, years=years)
    year = form.chosen()
    rules = IdentificationRule.objects.filter(municipality=request.municipality)
    rule = rules.for_year(year) if year else None
    proposals = identify_in(rule, year, request.municipality) if rule else []
    context = {
        "form": form,
        "year": year,
        "rule": rule,
        "groups": groups_of(proposals, request.municipality, year),
        "has_results": bool(years),
        "can_edit": can_edit_schools(request.access),
    }
    return render(request, "monitoring/identification.html", context)


def groups_of(proposals, municipality, year):
    """[(verdict, rows)]; a row has the proposal, the lists of the school, the way to include it."""
    listed = {}
    listings = SupportListing.objects.in_force(municipality.today())
    for listing in listings.filter(school__municipality=municipality):
        listed.setdefault(listing.school_id, []).append(SupportCategory(listing.category))
    return [
        (
            verdict,
            [
                row_of(one, listed.get(one.school.pk, []), municipality, year)
                for one in proposals
                if one.verdict == verdict
            ],
        )
        for verdict in Verdict
    ]


def row_of(proposal, lists, municipality, year):
    """What the page shows of a school."""
    is_listed = SupportCategory.LOW_PERFORMING in lists
    may_enter = not is_listed and proposal.verdict != Verdict.UNFIT
    return {
        "proposal": proposal,
        "lists": lists,
        "is_listed": is_listed,
        "include": include_url(proposal, municipality, year) if may_enter else "",
    }


def include_url(proposal, municipality, year):
    """Address of the form that includes the school, filled in with the grounds; to be confirmed."""
    basis = f"Результаты {year} года: {'. '.join(proposal.reasons)}"
    if len(basis) > BASIS_LENGTH:
        basis = f"{basis[: BASIS_LENGTH - 1]}…"
    address = reverse("schools:listing-create", args=[municipality.slug, proposal.school.pk])
    return f"{address}?{urlencode({'category': SupportCategory.LOW_PERFORMING, 'basis': basis})}"


class RulePage(FormPage):
    """The parameters of a rule."""

    def back(self):
        return reverse("monitoring:identification", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Кого включить", self.back())]

    def prepare(self, pk=None):
        require(can_edit_schools(self.request.access), NOT_EDITOR)
        rules = IdentificationRule.objects.filter(municipality=self.request.municipality)
        self.rule = get_object_or_404(rules, pk=pk) if pk else IdentificationRule()
        self.title = str(self.rule) if pk else "Новое правило отбора"

    def make_form(self, data=None, files=None):
        return RuleForm(
            data,
            instance=self.rule,
            municipality=self.request.municipality,
            back=self.back(),
        )

    def save(self, form):
        save_rule(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(self.request, "Правило отбора сохранено.")
        return go(self.request, self.back())
