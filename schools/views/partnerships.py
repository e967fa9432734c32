"""Pairs of schools: the register, the card, the pair itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import page_date
from lib.excel import xlsx_response
from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView, filtered
from schools.forms import PartnershipForm
from schools.models import Partnership, School, Side
from schools.partnership_register import (
    PartnershipFilter,
    PartnershipRegister,
    book_of,
    loads_of,
    partnership_rows,
)
from schools.partnerships import add_partnership, change_partnership
from schools.permissions import can_keep_partnerships, can_run_partnership, sides_of
from schools.views.form_page import PlacePage

NOT_KEEPER = "Пары школ составляют координатор, начальник и администратор."
SUGGESTED = ("mentee", "mentor", "grounds", "directions")
LIST = "Пары школ"


class PartnershipList(RegisterView):
    """Пары школ: the register; a school sees its own."""

    template_name = "schools/partnership_list.html"
    register_class = PartnershipRegister
    filter_class = PartnershipFilter
    fields = PartnershipRegister.fields
    label = LIST
    extra_context = {"title": LIST}

    def get_queryset(self):
        return partnership_rows(self.request)

    def get_context_data(self, **kwargs):
        access, place = self.request.access, self.request.municipality
        can_keep = can_keep_partnerships(access)
        context = super().get_context_data(
            export_url=reverse("schools:partnership-export", args=[place.slug]),
            can_keep=can_keep,
            loads=loads_of(place) if access.sees_everything else (),
            **kwargs,
        )
        if can_keep:
            context["register"].empty_text = "Пар пока нет. Составьте первую кнопкой выше."
        return context


@require_safe
def export_partnerships(request):
    """XLSX of the same rows as the register, filters applied."""
    rows_filter, chosen = filtered(PartnershipFilter, request, partnership_rows(request))
    today = request.municipality.today()
    note = f"{request.municipality.name}. Пары школ на {page_date(today)}"
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=chosen)
    return xlsx_response(book_of(rows_filter.qs, note), f"Пары школ {today:%d.%m.%Y}.xlsx")


def find_pair(request, pk):
    """The pair with its signs if the person may see it, else 404."""
    pairs = Partnership.objects.visible_to(request.access).with_signs(request.municipality.today())
    related = ("mentor", "mentee", "municipality", "mentor_confirmed_by", "mentee_confirmed_by")
    return get_object_or_404(pairs.select_related(*related), pk=pk)


@require_safe
def show_partnership(request, pk):
    """Card of a pair: agreements, the joint plan, what was done together."""
    pair, access = find_pair(request, pk), request.access
    today = request.municipality.today()
    acts = list(pair.acts.select_related("file"))
    is_over = pair.is_over(today)
    context = {
        "pair": pair,
        "today": today,
        "agreements": pair.agreements.select_related("file"),
        "planned": [act for act in acts if act.is_planned],
        "beyond": [act for act in acts if not act.is_planned],
        "sides": [side_of(access, pair, side) for side in Side],
        "is_over": is_over,
        "can_keep": can_keep_partnerships(access),
        "can_run": can_run_partnership(access, pair) and not is_over,
        "can_confirm": not is_over and any(s in pair.waits_for for s in sides_of(access, pair)),
    }
    return render(request, "schools/partnership.html", context)


def side_of(access, pair, side):
    """What the card shows of one school of the pair."""
    school = pair.school(side)
    return {
        "label": side.label.capitalize(),
        "school": school,
        "is_open": access.sees_everything or school.pk in access.school_ids,
        "confirmed_at": getattr(pair, f"{side}_confirmed_at"),
        "confirmed_by": getattr(pair, f"{side}_confirmed_by"),
    }


class PartnershipCreate(PlacePage):
    """A new pair; what a suggestion has filled in is confirmed by a person."""

    title, back_label = "Новая пара школ", LIST

    def prepare(self):
        require(can_keep_partnerships(self.request.access), NOT_KEEPER)

    def back(self):
        return self.url("schools:partnership-list")

    def make_form(self, **data):
        given = {name: self.request.GET[name] for name in SUGGESTED if name in self.request.GET}
        return PartnershipForm(
            **data,
            municipality=self.request.municipality,
            initial=given,
            submit="Составить пару",
            back=self.back(),
        )

    def context(self, form):
        has_leaders = School.objects.filter(is_leader=True).exists()
        self.lead = "" if has_leaders else "Сначала отметьте школу-лидера в сведениях о школе."
        return super().context(form)

    def save(self, form):
        pair = add_partnership(form.save(commit=False), by=self.request.user)
        messages.success(self.request, "Пара составлена. Теперь нужны соглашение и общий план.")
        return go(self.request, self.url("schools:partnership", pair.pk))


class PartnershipUpdate(PlacePage):
    """Facts of a pair are corrected, or it ends."""

    title = "Сведения о паре"

    def prepare(self, pk):
        self.pair = find_pair(self.request, pk)
        require(can_keep_partnerships(self.request.access), NOT_KEEPER)
        self.back_label = self.lead = str(self.pair)

    def back(self):
        return self.url("schools:partnership", self.pair.pk)

    def make_form(self, **data):
        return PartnershipForm(
            **data,
            instance=self.pair,
            municipality=self.request.municipality,
            submit="Сохранить сведения",
            back=self.back(),
        )

    def save(self, form):
        change_partnership(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Сведения о паре сохранены.")
        return go(self.request, self.back())
