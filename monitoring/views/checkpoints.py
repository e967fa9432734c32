from urllib.parse import urlsplit

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from files.store import NotStored, store
from lib.dates import page_date
from lib.excel import workbook, xlsx_response
from lib.forms import ask_for_files_again
from lib.htmx import INVALID, is_fragment
from lib.permissions import require
from lib.registers import RegisterView
from lib.versions import Conflict
from monitoring import permissions, transitions
from monitoring.filters import CheckpointFilter, EditionFilter
from monitoring.forms import ReportForm, ReturnForm, SeenForm
from monitoring.grid import ShownCheckpoints, line_of, summary_of
from monitoring.models import Checkpoint, Verb
from monitoring.registers import CheckpointRegister
from monitoring.states import state_words

PREDICATES = {
    Verb.START: permissions.can_start,
    Verb.REPORT: permissions.can_report,
    Verb.ACCEPT: permissions.can_decide,
    Verb.RETURN: permissions.can_decide,
}


class CheckpointList(RegisterView):
    """Контроль: the register of checkpoints."""

    template_name = "monitoring/checkpoint_list.html"
    register_class = CheckpointRegister
    filter_class = CheckpointFilter
    fields = CheckpointRegister.fields
    label = "Контроль"

    def get_queryset(self):
        return Checkpoint.objects.visible_to(self.request.access)

    def register_options(self):
        return super().register_options() | {"today": self.request.municipality.today()}

    def get_context_data(self, **kwargs):
        export = reverse("monitoring:checkpoint-export", args=[self.request.municipality.slug])
        return super().get_context_data(title="Контроль исполнения", export_url=export, **kwargs)


@require_safe
def export_checkpoints(request):
    """XLSX of the same rows as the register, filters applied."""
    rows_filter = CheckpointFilter(
        request.GET, queryset=Checkpoint.objects.visible_to(request.access), request=request
    )
    require(rows_filter.is_valid(), "Условия отбора не распознаны: откройте список заново.")
    today = request.municipality.today()
    fields = (*CheckpointRegister.fields, "planned_on", "moves")
    rows = rows_filter.qs.order_by("due_on", "pk").values_list(*fields, named=True)
    book = workbook(
        "Контроль",
        ["Раздел", "Мероприятие", "Исполнитель", "Срок", "Состояние", "Срок по плану", "Переносов"],
        (
            (
                row.measure__section__title,
                row.action__text,
                row.executor,
                row.due_on,
                state_words(row.state, row.due_on, today),
                row.planned_on,
                row.moves,
            )
            for row in rows
        ),
        notes=[f"{request.municipality.name}. Контроль исполнения на {page_date(today)}"],
        widths=[30, 60, 34, 13, 26, 14, 12],
    )
    chosen = {name: str(value) for name, value in rows_filter.form.cleaned_data.items() if value}
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=chosen)
    return xlsx_response(book, f"Контроль {today:%d.%m.%Y}.xlsx")


def find(request, pk):
    """The checkpoint if the person may see it, else 404."""
    checkpoints = Checkpoint.objects.visible_to(request.access).select_related(
        "municipality", "measure__section", "edition__roadmap", "action", "school"
    )
    return get_object_or_404(checkpoints, pk=pk)


def show_card(request, checkpoint, *, status=200, changed=False, **forms):
    """The card as a page, or alone when htmx puts it beside the roadmap.

    After an act (`changed`) comes along what it changes there.
    """
    events = checkpoint.events.select_related("by").prefetch_related("evidence__file")
    access, today = request.access, request.municipality.today()
    is_beside = stands_beside(request, checkpoint)
    asked = checkpoint.date_requests.waiting().first()
    context = {
        "checkpoint": checkpoint,
        "asked": asked,
        "can_ask_date": permissions.can_ask_date(access, checkpoint),
        "can_decide_date": asked and permissions.can_decide_date(access, asked),
        "events": events,
        "today": today,
        "can_start": permissions.can_start(access, checkpoint),
        "can_report": permissions.can_report(access, checkpoint),
        "can_decide": permissions.can_decide(access, checkpoint),
        "report_form": forms.get("report_form") or blank(ReportForm, checkpoint),
        "return_form": forms.get("return_form") or blank(ReturnForm, checkpoint),
        "open_report": "report_form" in forms,
        "open_return": "return_form" in forms,
        "is_beside": is_beside,
    }
    if changed and is_beside:
        context |= changes_on_roadmap(request, checkpoint)
    name = "_checkpoint_card" if is_fragment(request) else "checkpoint"
    return render(request, f"monitoring/{name}.html", context, status=status)


def stands_beside(request, checkpoint):
    """The card is shown beside the roadmap, not on a page of its own."""
    slug = request.municipality.slug
    card = reverse("monitoring:checkpoint", args=[slug, checkpoint.pk])
    # The page of a form of the card, «…/report/», is the card's own too.
    current = request.htmx.current_url_abs_path or ""
    return is_fragment(request) and not current.startswith(card)


def changes_on_roadmap(request, checkpoint):
    """What the roadmap's page, by its filter, now says of the checkpoint, its measure and all."""
    today = request.municipality.today()
    conditions = QueryDict(urlsplit(request.htmx.current_url or "").query)
    rows_filter = EditionFilter(conditions, edition=checkpoint.edition, request=request)
    shown = ShownCheckpoints(rows_filter, today)
    return {
        "line": line_of(checkpoint, slug=request.municipality.slug, today=today),
        "summary": summary_of(shown.progress(checkpoint.measure_id)),
        "tally": shown.tally,
    }


def blank(form_class, checkpoint):
    """The form of a verb, not filled in yet."""
    return form_class(initial={"version": checkpoint.version})


@require_safe
def show_checkpoint(request, pk):
    """Card of a checkpoint: what is due, what was reported, what one may do."""
    return show_card(request, find(request, pk))


@require_POST
def start(request, pk):
    """The executor begins."""
    return act_on(request, pk, Verb.START, SeenForm(request.POST), "Отмечено: в работе.")


def report(request, pk):
    """The executor reports with text and files."""
    form = ReportForm(request.POST, request.FILES) if request.method == "POST" else None
    return act_on(request, pk, Verb.REPORT, form, "Отчёт отправлен на проверку.")


@require_POST
def accept(request, pk):
    """The controlling side accepts."""
    return act_on(request, pk, Verb.ACCEPT, SeenForm(request.POST), "Отчёт принят.")


def send_back(request, pk):
    """The controlling side returns the report with a reason."""
    form = ReturnForm(request.POST) if request.method == "POST" else None
    return act_on(request, pk, Verb.RETURN, form, "Отчёт возвращён на доработку.")


def act_on(request, pk, verb, form, success):
    """Do the act with the form, or show the card with an open form when there is none yet.

    Somebody who could act a moment ago gets both texts; who may never act gets a refusal.
    """
    checkpoint = find(request, pk)
    is_late = checkpoint.state not in transitions.TRANSITIONS[verb].sources
    if form and is_late and permissions.has_part_in(request.access, checkpoint, verb):
        return show_conflict(request, checkpoint, form)
    require(PREDICATES[verb](request.access, checkpoint), refusal(checkpoint, verb))
    if form is None:
        form_class = ReturnForm if verb == Verb.RETURN else ReportForm
        return show_card(request, checkpoint, **{kept_form(verb): blank(form_class, checkpoint)})
    return lead(request, checkpoint, verb, form, success)


def lead(request, checkpoint, verb, form, success):
    """Do the act and show the card; a fault of the form keeps what was typed."""
    if not form.is_valid():
        ask_for_files_again(form, "files")
        return show_card(request, checkpoint, status=INVALID, **{kept_form(verb): form})
    try:
        files = [store(file, by=request.user) for file in form.cleaned_data.get("files", ())]
        transitions.act(
            checkpoint,
            verb,
            by=request.user,
            seen_version=form.cleaned_data["version"],
            text=form.cleaned_data.get("text", ""),
            files=files,
        )
    except Conflict:
        return show_conflict(request, checkpoint, form)
    except NotStored as fault:
        form.add_error("files", str(fault))
        return show_card(request, checkpoint, status=INVALID, **{kept_form(verb): form})
    messages.success(request, success)
    if is_fragment(request):
        return show_card(request, checkpoint, changed=True)
    return redirect(next_page(request, checkpoint))


def kept_form(verb):
    """Name of the form on the card that the act came from."""
    return "return_form" if verb == Verb.RETURN else "report_form"


def show_conflict(request, checkpoint, form):
    """409: somebody acted first; their act and one's own text are both shown."""
    checkpoint = find(request, checkpoint.pk)
    context = {
        "checkpoint": checkpoint,
        "today": request.municipality.today(),
        "last": checkpoint.events.select_related("by").last(),
        "typed": form.data.get("text", ""),
        "has_files": bool(request.FILES),
        "is_beside": stands_beside(request, checkpoint),
    }
    name = "_checkpoint_conflict" if is_fragment(request) else "checkpoint_conflict"
    return render(request, f"monitoring/{name}.html", context, status=409)


def refusal(checkpoint, verb):
    """Why the act is refused, in the words of the state or of the role."""
    if checkpoint.state not in transitions.TRANSITIONS[verb].sources:
        return str(transitions.WrongState(verb, checkpoint.state))
    if verb in (Verb.ACCEPT, Verb.RETURN):
        return "Отчёт проверяет координатор или начальник, и не тот, кто его отправил."
    return "Отчитывается исполнитель: школа, названный человек или отдел."


def next_page(request, checkpoint):
    """Back to the list from which the act was done, or to the card."""
    if request.POST.get("next") == "work":
        return reverse("monitoring:work", args=[request.municipality.slug])
    return reverse("monitoring:checkpoint", args=[request.municipality.slug, checkpoint.pk])
