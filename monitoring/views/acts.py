"""Acts over one checkpoint, from its card."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from files.store import NotStored, store
from lib.forms import ask_for_files_again
from lib.htmx import INVALID, is_fragment
from lib.permissions import NotNow, require
from lib.versions import Conflict
from monitoring import permissions
from monitoring.acts import leads_from
from monitoring.forms.acts import FORMS, ActForm, blank
from monitoring.models import Verb
from monitoring.proofs import proofs_of
from monitoring.transitions import act
from monitoring.undoing import undo
from monitoring.views.cards import find, show_card, stands_beside

DONE = {
    Verb.START: "Отмечено: в работе.",
    Verb.INTERIM: "Отчёт о ходе работы отправлен. Контрольная точка остаётся на контроле.",
    Verb.REPORT: "Отчёт отправлен на проверку.",
    Verb.ACCEPT: "Отчёт принят.",
    Verb.RETURN: "Отчёт возвращён на доработку.",
    Verb.REMOVE: "Снято с контроля.",
    Verb.RESTORE: "Возвращено на контроль.",
    Verb.UNDO: "Действие отменено.",
}


@require_POST
def start(request, pk):
    """The executor begins."""
    return act_on(request, pk, Verb.START)


def report_progress(request, pk):
    """The executor says how the work goes; that never closes anything."""
    return act_on(request, pk, Verb.INTERIM)


def report(request, pk):
    """The executor reports with text and proof."""
    return act_on(request, pk, Verb.REPORT)


@require_POST
def accept(request, pk):
    """The controlling side accepts."""
    return act_on(request, pk, Verb.ACCEPT)


def send_back(request, pk):
    """The controlling side returns the report with a reason."""
    return act_on(request, pk, Verb.RETURN)


def remove(request, pk):
    """The controlling side takes it off control, not carried out, with a reason."""
    return act_on(request, pk, Verb.REMOVE)


def restore(request, pk):
    """The controlling side puts it on control again, with a reason."""
    return act_on(request, pk, Verb.RESTORE)


@require_POST
def undo_last(request, pk):
    """Whoever has acted last takes the act back."""
    return act_on(request, pk, Verb.UNDO)


def act_on(request, pk, verb):
    """Do the act with the form that came, or show the card with the form open.

    Somebody who could act a moment ago gets both texts; who may never act gets a refusal.
    """
    checkpoint = find(request, pk)
    if request.method == "POST" and is_late(request, checkpoint, verb):
        return show_conflict(request, checkpoint, ActForm(request.POST))
    require(*allowed(request, checkpoint, verb))
    if request.method != "POST":
        return show_card(request, checkpoint, **{verb: blank(verb, checkpoint)})
    form_class = FORMS.get(verb, ActForm)
    form = form_class(request.POST, request.FILES, checkpoint=checkpoint)
    return lead(request, checkpoint, verb, form)


def is_late(request, checkpoint, verb):
    """One has a part in the act, but the checkpoint has moved on."""
    is_possible = leads_from(verb, checkpoint.state)
    return not is_possible and permissions.has_part_in(request.access, checkpoint, verb)


def allowed(request, checkpoint, verb):
    """(may the person do it, why not)."""
    reason = permissions.why_not(request.access, checkpoint, verb)
    return not reason, reason


def lead(request, checkpoint, verb, form):
    """Do the act and show the card; a fault of the form keeps what was typed."""
    if not form.is_valid():
        return show_fault(request, checkpoint, verb, form)
    acting = permissions.acting_role(request.access, checkpoint, verb)
    who = {"by": request.user, "acting": acting, "seen_version": form.cleaned_data["version"]}
    try:
        if verb == Verb.UNDO:
            undo(checkpoint, **who)
        else:
            act(checkpoint, verb, **who, **said_in(form, by=request.user))
    except Conflict:
        return show_conflict(request, checkpoint, form)
    except (NotStored, NotNow) as fault:
        form.add_error("files" if isinstance(fault, NotStored) else None, str(fault))
        return show_fault(request, find(request, checkpoint.pk), verb, form)
    messages.success(request, DONE[verb])
    if is_fragment(request):
        return show_card(request, checkpoint, changed=True)
    return redirect(next_page(request, checkpoint))


def said_in(form, *, by):
    """Words and proofs of the form, as arguments of the act."""
    data = form.cleaned_data
    files = [store(file, by=by) for file in data.get("files", ())]
    link, document = data.get("link", ""), data.get("document", "")
    proofs = proofs_of(files=files, link=link, document=document)
    return {"text": data.get("text", ""), "proofs": proofs}


def show_fault(request, checkpoint, verb, form):
    """The card with what was typed; an act without a form says why beside the card."""
    if verb not in FORMS:
        for fault in form.non_field_errors():
            messages.error(request, fault)
        return show_card(request, checkpoint, status=INVALID)
    ask_for_files_again(form, "files")
    return show_card(request, checkpoint, status=INVALID, **{verb: form})


def show_conflict(request, checkpoint, form):
    """409: somebody acted first; their act and one's own text are both shown."""
    checkpoint = find(request, checkpoint.pk)
    context = {
        "checkpoint": checkpoint,
        "today": request.municipality.today(),
        "last": checkpoint.events.last(),
        "typed": form.data.get("text", ""),
        "has_files": bool(request.FILES),
        "is_beside": stands_beside(request, checkpoint),
    }
    name = "_checkpoint_conflict" if is_fragment(request) else "checkpoint_conflict"
    return render(request, f"monitoring/{name}.html", context, status=409)


def next_page(request, checkpoint):
    """Back to the list from which the act was done, or to the card."""
    if request.POST.get("next") == "work":
        return reverse("monitoring:work", args=[request.municipality.slug])
    return reverse("monitoring:checkpoint", args=[request.municipality.slug, checkpoint.pk])
