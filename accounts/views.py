from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404
from django.shortcuts import render

from accounts.forms import FirstPasswordForm
from accounts.models import Invitation
from accounts.one_time import FIELD
from lib.htmx import render_form

NOT_TYPED = {"csrfmiddlewaretoken", FIELD}
# Sent along with the form, but not written by the person.
NOT_SHOWN = {"version", "next", "seen_digest", "save", "sign"}


def ask_to_send_again(request, reason, *, status):
    """Page with what was typed and a button to send it again; passwords are not kept.

    A form with files is not sent again by a button: it would go without them.
    """
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_TYPED and "password" not in name
    ]
    context = {
        "reason": reason,
        "typed": typed,
        "shown": [value for name, value in typed if value and name not in NOT_SHOWN],
        "has_files": bool(request.FILES),
        "path": request.path,
    }
    return render(request, "accounts/send_again.html", context, status=status)


def csrf_failure(request, reason=""):
    """The protection key of the form is stale: after a new sign-in, or in another window."""
    return ask_to_send_again(
        request,
        "Форма была открыта до входа в систему или в другом окне. Отправьте её ещё раз.",
        status=403,
    )


def accept_invitation(request, token):
    """A new person sets the first password and is signed in."""
    invitation = Invitation.objects.with_token(token).select_related("user").first()
    if invitation is None or invitation.user.has_usable_password():
        raise Http404("Приглашение уже использовано или отозвано.")
    if invitation.is_expired:
        return render(request, "accounts/invitation_expired.html", status=410)
    form = FirstPasswordForm(request.POST or None, user=invitation.user)
    if not form.is_valid():
        context = {"form": form, "invitation": invitation}
        return render_form(request, "accounts/invitation.html", context, form=form)
    if not invitation.accept(form.cleaned_data["password"]):
        raise Http404("Приглашение уже использовано.")
    messages.success(request, "Пароль установлен, вы вошли.")
    # Not login() of Django: this sign-in too must stand in the list of sessions and the journal.
    return perform_login(request, invitation.user)
