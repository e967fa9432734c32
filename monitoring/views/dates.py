from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from files.gate import Refused
from files.store import NotStored, store
from lib.dates import page_date
from lib.excel import xlsx_response
from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView, filtered
from lib.views import FormPage
from monitoring import permissions
from monitoring.dates import AlreadyAsked, AlreadyDecided, ask_for_date, grant_date, refuse_date
from monitoring.forms.dates import AskDateForm, DecideDateForm
from monitoring.models import Checkpoint, CheckpointEvent, DateRequest, Verb
from monitoring.moves import MoveFilter, MoveRegister, book_of
from monitoring.views.acts import allowed
from monitoring.views.cards import find

NOT_CONTROLLER = (
    "О переносе срока решает координатор или начальник, а у соисполнителя — ведущий исполнитель, "
    "и не тот, кто просит."
)
CHANGED = "Пока страница была открыта, с контрольной точкой что-то сделали. Откройте её ещё раз."


class DatePage(FormPage):
    """A form about the date of a checkpoint; leads back to its card."""

    refusals = (NotStored, Refused)

    def back(self):
        return reverse(
            "monitoring:checkpoint", args=[self.request.municipality.slug, self.checkpoint.pk]
        )

    def crumbs(self):
        return [(self.checkpoint.text[:80], self.back())]

    def acting(self, verb):
        """The role of a deputy by which the person does the act, or None."""
        return permissions.acting_role(self.request.access, self.checkpoint, verb)

    def show_conflict(self, form, current):
        return self.show_refused(form, CHANGED)


class AskDate(DatePage):
    """Who executes asks for a later date."""

    title = "Попросить перенести срок"

    def prepare(self, pk):
        self.checkpoint = find(self.request, pk)
        require(*allowed(self.request, self.checkpoint, Verb.ASK_DATE))
        self.lead = f"Сейчас срок — {page_date(self.checkpoint.due_on)}."
        if self.checkpoint.date_requests.waiting().exists():
            raise AlreadyAsked

    def make_form(self, data=None, files=None):
        return AskDateForm(
            data,
            files,
            checkpoint=self.checkpoint,
            submit="Отправить запрос",
            back=self.back(),
        )

    def save(self, form):
        data, user = form.cleaned_data, self.request.user
        ask_for_date(
            self.checkpoint,
            due_on=data["due_on"],
            reason=data["reason"],
            file=store(data["file"], by=user) if data["file"] else None,
            seen_version=data["version"],
            by=user,
            acting=self.acting(Verb.ASK_DATE),
        )
        messages.success(self.request, "Запрос отправлен. До решения действует прежний срок.")
        return go(self.request, self.back())


class DecideDate(DatePage):
    """Who controls grants the date or refuses it."""

    template_name = "monitoring/date_decide.html"
    title = "Перенос срока"

    def prepare(self, pk):
        visible = Checkpoint.objects.visible_to(self.request.access)
        requests = DateRequest.objects.filter(checkpoint__in=visible).select_related(
            "checkpoint__municipality",
            "checkpoint__person",
            "checkpoint__lead",
            "asked_by",
            "file",
        )
        self.asked = get_object_or_404(requests, pk=pk)
        self.checkpoint = self.asked.checkpoint
        require(permissions.can_decide_date(self.request.access, self.asked), NOT_CONTROLLER)
        if self.asked.state != "asked":
            raise AlreadyDecided

    def make_form(self, data=None, files=None):
        return DecideDateForm(data, request=self.asked, submit="Решить", back=self.back())

    def context(self, form):
        return super().context(form) | {"asked": self.asked, "checkpoint": self.checkpoint}

    def save(self, form):
        data = form.cleaned_data
        act = grant_date if data["decision"] == form.GRANT else refuse_date
        act(
            self.asked,
            by=self.request.user,
            acting=self.acting(Verb.MOVE_DATE),
            seen_version=data["version"],
            answer=data["answer"],
        )
        done = "Срок перенесён." if act is grant_date else "В переносе срока отказано."
        messages.success(self.request, done)
        return go(self.request, self.back())


class MoveList(RegisterView):
    """Переносы сроков: the register of changed dates."""

    template_name = "components/register_page.html"
    register_class = MoveRegister
    filter_class = MoveFilter
    fields = MoveRegister.fields
    label = "Переносы сроков"

    def get_queryset(self):
        return CheckpointEvent.objects.moves().counted_for(self.request.access)

    def get_context_data(self, **kwargs):
        export = reverse("monitoring:move-export", args=[self.request.municipality.slug])
        return super().get_context_data(title="Переносы сроков", export_url=export, **kwargs)


@require_safe
def export_moves(request):
    """XLSX of the same rows as the register, filters applied."""
    moves = CheckpointEvent.objects.moves().counted_for(request.access)
    rows_filter, chosen = filtered(MoveFilter, request, moves)
    today = request.municipality.today()
    note = f"{request.municipality.name}. Переносы сроков на {page_date(today)}"
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=chosen)
    return xlsx_response(book_of(rows_filter.qs, note), f"Переносы сроков {today:%d.%m.%Y}.xlsx")
