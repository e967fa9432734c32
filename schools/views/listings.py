"""Lists ШНОР and ШССУ: the moves of a school, the lists of a day, the moves of a year."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.collation import by_name
from lib.dates import dotted_date, page_date
from lib.excel import xlsx_response
from lib.permissions import NotNow
from lib.registers import RegisterView, filtered
from schools.forms import AnnulForm, BeginForm, CorrectForm, LeadForm
from schools.listing_register import (
    ListingFilter,
    ListingRegister,
    MoveFilter,
    MoveRegister,
    book_of_listings,
    book_of_moves,
)
from schools.listings import endings_near
from schools.models import ListingAct, ListingMove, SupportListing
from schools.stages import STEPS, WrongStage, annul_last, begin, can_annul, chain_of, correct, lead
from schools.views.schools import OneSchoolPage

SUGGESTED = ("category", "act", "basis", "reason")
NOTHING_TO_ANNUL = "Отменять нечего: решение о кандидате — «Не включать»."
NOT_COUNTED = "Этот переход уже отменён или исправлен: исправляют последнюю запись о нём."


def suggested(request):
    """What the page that led here has filled in, for the person to confirm."""
    return {name: request.GET[name] for name in SUGGESTED if name in request.GET}


class ListingCreate(OneSchoolPage):
    """The school enters a list of support, or becomes a candidate."""

    title = "Включить школу в перечень"

    def make_form(self, **data):
        return BeginForm(
            **data, school=self.school, initial=suggested(self.request), back=self.back()
        )

    def save(self, form):
        values = dict(form.cleaned_data)
        listing = SupportListing(school=self.school, category=values.pop("category"))
        listing = begin(listing, values.pop("act"), **values, by=self.request.user)
        words = listing.get_category_display()
        is_in = listing.since is not None
        messages.success(
            self.request,
            f"Школа включена в перечень {words}."
            if is_in
            else f"Школа — кандидат в перечень {words}.",
        )
        return self.go_to(self.school)


class OneListingPage(OneSchoolPage):
    """A form about one entry of a list."""

    def find(self, pk):
        """Remember the entry of the address if the person sees it, else 404."""
        entries = SupportListing.objects.visible_to(self.request.access)
        self.listing = get_object_or_404(entries.select_related("school__municipality"), pk=pk)
        OneSchoolPage.prepare(self, self.listing.school_id)
        words = f"Перечень {self.listing.get_category_display()}"
        self.lead = f"{words}, сейчас: {self.listing.get_stage_display()}."

    def show_conflict(self, form, current):
        return self.show_refused(
            form, "Стадию школы только что изменил другой человек. Откройте карточку ещё раз."
        )

    def values(self, form):
        """What the form says of the move."""
        names = ("on", "basis", "reason")
        said = {name: form.cleaned_data[name] for name in names}
        return said | {"seen_version": form.cleaned_data["version"], "by": self.request.user}

    def done(self, words):
        messages.success(self.request, words)
        return self.go_to(self.school)


class ListingLead(OneListingPage):
    """The next move of an entry by the table of stages."""

    def prepare(self, pk, act):
        if act not in STEPS:
            raise Http404
        self.act, self.step = ListingAct(act), STEPS[act]
        self.find(pk)
        self.title = self.step.title
        if self.listing.stage not in self.step.sources:
            raise WrongStage(self.listing)

    def make_form(self, **data):
        return LeadForm(
            **data,
            initial=suggested(self.request),
            act=self.act,
            listing=self.listing,
            back=self.back(),
        )

    def save(self, form):
        lead(self.listing, self.act, **self.values(form))
        return self.done(
            f"Записано: перечень {self.listing.get_category_display()}, "
            f"{self.listing.get_stage_display()}."
        )


class ListingAnnul(OneListingPage):
    """The last move of an entry is taken back; it stays in the history."""

    title = "Отменить последний переход"

    def prepare(self, pk):
        self.find(pk)
        last = next(reversed(chain_of(self.listing)), None)
        if not can_annul(last):
            raise NotNow(NOTHING_TO_ANNUL)

    def make_form(self, **data):
        return AnnulForm(**data, listing=self.listing, back=self.back())

    def save(self, form):
        annul_last(self.listing, **self.values(form))
        return self.done(f"Переход отменён. Теперь: {self.listing.get_stage_display()}.")


class MoveCorrect(OneListingPage):
    """A move was written down wrongly: one more row says it rightly."""

    title = "Исправить запись о переходе"

    def prepare(self, pk):
        moves = ListingMove.objects.visible_to(self.request.access)
        self.move = get_object_or_404(moves.select_related("replaced_by"), pk=pk)
        self.find(self.move.listing_id)
        self.lead = f"{self.lead} Прежняя запись останется в истории."
        if not self.move.counts:
            raise NotNow(NOT_COUNTED)

    def make_form(self, **data):
        return CorrectForm(**data, move=self.move, listing=self.listing, back=self.back())

    def save(self, form):
        self.move.listing = self.listing
        correct(self.move, **self.values(form))
        return self.done("Запись исправлена.")


def listings_of(request):
    """Entries that the person sees, as the register wants them, by the name of the school."""
    listings = SupportListing.objects.visible_to(request.access)
    today = request.municipality.today()
    return listings.with_stage(today).order_by(by_name("school__short_name"), "category")


def moves_of(request):
    """Moves that the person sees, the latest first."""
    return ListingMove.objects.visible_to(request.access).order_by("-on", "-pk")


class ListingList(RegisterView):
    """Перечни на день: who is in them, or in any stage, on any day."""

    template_name = "schools/listing_list.html"
    register_class = ListingRegister
    filter_class = ListingFilter
    fields = ListingRegister.fields
    label = "Перечни"

    def get_queryset(self):
        return listings_of(self.request)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = self.request.municipality.today()
        day = context["filter"].shown_day
        return context | {
            "title": f"Перечни ШНОР и ШССУ на {dotted_date(day)}",
            "day": day,
            "is_ahead": day > today,
            "endings": endings_near(self.request.access, today),
            "export_url": reverse("schools:listing-export", args=[self.request.municipality.slug]),
        }


class MoveList(RegisterView):
    """Движение по перечням: every move of a school or of a year, with its document and author."""

    template_name = "schools/listing_move_list.html"
    register_class = MoveRegister
    filter_class = MoveFilter
    fields = MoveRegister.fields
    label = "Движение по перечням"
    extra_context = {"title": "Движение по перечням"}

    def get_queryset(self):
        return moves_of(self.request)

    def get_context_data(self, **kwargs):
        address = reverse("schools:listing-move-export", args=[self.request.municipality.slug])
        return super().get_context_data(export_url=address, **kwargs)


@require_safe
def export_listings(request):
    """XLSX of the lists of a day, by the same conditions."""
    rows_filter, chosen = filtered(ListingFilter, request, listings_of(request))
    day = rows_filter.shown_day
    title = f"Перечни ШНОР и ШССУ на {dotted_date(day)}"
    note = f"{request.municipality.name}. {title}"
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes={"вид": title} | chosen)
    return xlsx_response(book_of_listings(rows_filter.qs, note), f"{title}.xlsx")


@require_safe
def export_moves(request):
    """XLSX of the moves, by the same conditions."""
    rows_filter, chosen = filtered(MoveFilter, request, moves_of(request))
    today = request.municipality.today()
    title = "Движение по перечням"
    note = f"{request.municipality.name}. {title}, {page_date(today)}"
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes={"вид": title} | chosen)
    return xlsx_response(book_of_moves(rows_filter.qs, note), f"{title} {today:%d.%m.%Y}.xlsx")
