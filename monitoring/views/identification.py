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
from schools.models import ListingAct, ListingMove, ListingStage, SupportCategory, SupportListing
from schools.permissions import can_edit_schools

NOT_EDITOR = "Правило отбора задают координатор, начальник и администратор."
MOST_GROUNDS = ListingMove._meta.get_field("reason").max_length


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
    standing = {}
    listings = SupportListing.objects.standing(municipality.today())
    for listing in listings.filter(school__municipality=municipality):
        standing.setdefault(listing.school_id, []).append(listing)
    return [
        (
            verdict,
            [
                row_of(one, standing.get(one.school.pk, []), municipality, year)
                for one in proposals
                if one.verdict == verdict
            ],
        )
        for verdict in Verdict
    ]


def row_of(proposal, standing, municipality, year):
    """What the page shows of a school; `standing` are its places in the lists."""
    candidate = next((one for one in standing if is_low_candidate(one)), None)
    lists = [one for one in standing if one.stage != ListingStage.CANDIDATE]
    is_listed = any(one.category == SupportCategory.LOW_PERFORMING for one in lists)
    row = {
        "proposal": proposal,
        "lists": [SupportCategory(one.category) for one in lists],
        "is_listed": is_listed,
        "is_candidate": candidate is not None,
        "include": "",
        "propose": "",
    }
    if is_listed or (proposal.verdict == Verdict.UNFIT and not candidate):
        return row
    if candidate:
        return row | {"include": candidate_url(candidate, proposal, municipality, year)}
    return row | {
        act: beginning_url(act, proposal, municipality, year)
        for act in (ListingAct.INCLUDE.value, ListingAct.PROPOSE.value)
    }


def is_low_candidate(listing):
    """A candidate for the list that the rule is about."""
    is_low = listing.category == SupportCategory.LOW_PERFORMING
    return is_low and listing.stage == ListingStage.CANDIDATE


def candidate_url(candidate, proposal, municipality, year):
    """Address of the form that includes the candidate, with the grounds filled in."""
    address = [municipality.slug, candidate.pk, ListingAct.INCLUDE.value]
    query = urlencode({"reason": grounds_of(proposal, year)})
    return f"{reverse('schools:listing-lead', args=address)}?{query}"


def beginning_url(act, proposal, municipality, year):
    """Address of the form that includes or proposes the school, with the grounds; to confirm."""
    address = reverse("schools:listing-create", args=[municipality.slug, proposal.school.pk])
    said = {"category": SupportCategory.LOW_PERFORMING.value, "act": act}
    return f"{address}?{urlencode(said | {'reason': grounds_of(proposal, year)})}"


def grounds_of(proposal, year):
    """What the rule has found, cut to what the form takes."""
    words = f"Результаты {year} года: {'. '.join(proposal.reasons)}"
    return words if len(words) <= MOST_GROUNDS else f"{words[: MOST_GROUNDS - 1]}…"


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
