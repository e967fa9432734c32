from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from accounts.calendar_address import make_address, revoke_address
from accounts.forms import FirstPasswordForm
from accounts.models import CalendarAddress, Invitation
from accounts.one_time import FIELD, show_once
from accounts.origins import is_foreign
from lib.htmx import is_fragment, render_form, render_notice

# Field of the form that sends the same once more (accounts.middleware.SentAgainMiddleware).
SENT_AGAIN = "sent_again"
NOT_TYPED = {"csrfmiddlewaretoken", FIELD, SENT_AGAIN}
# Sent along with the form, but not written by the person.
NOT_SHOWN = {"version", "next", "seen_digest", "save", "sign"}


def ask_to_send_again(request, reason, *, status):
    """Page with what was typed and a button to send it again; passwords are not kept.

    A form with files is not sent again by a button: it would go without them. For htmx the page
    with everything typed is still there: a notice is enough.
    """
    if is_fragment(request):
        return render_notice(request, "accounts/_not_sent.html", {"reason": reason}, status=status)
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
        "sent_again": SENT_AGAIN,
    }
    return render(request, "accounts/send_again.html", context, status=status)


def csrf_failure(request, reason=""):
    """The protection key of the form is stale: after a new sign-in, or in another window.

    A form of another site is never offered for sending again: the press would make it ours.
    """
    if is_foreign(request):
        return _refuse_foreign_form(request)
    get_token(request)  # a browser that has lost the key gets one with the answer
    if is_fragment(request) and not request.user.is_authenticated:
        return render_notice(request, "accounts/_session_ended.html", status=401)
    return ask_to_send_again(
        request,
        "Форма была открыта до входа в систему или в другом окне. Отправьте её ещё раз.",
        status=403,
    )


def _refuse_foreign_form(request):
    """Nothing of what was sent stands in the answer, and no key comes with it."""
    if is_fragment(request):
        return render_notice(request, "accounts/_foreign_form.html", status=403)
    return render(request, "accounts/foreign_form.html", status=403)


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


class PhoneCalendar(View):
    """«Календарь на телефоне»: one makes the secret address, sees it once, revokes it."""

    def get(self, request):
        return self.show()

    def post(self, request):
        if request.POST.get("act") == "make":
            key = make_address(by=request.user)
            return show_once(self.show(key=key), again=request.path)
        if request.POST.get("act") == "revoke":
            revoke_address(by=request.user)
            messages.success(request, "Адрес отозван: по нему больше ничего не открывается.")
        return redirect(request.path)

    def show(self, *, key=""):
        feed = f"{settings.SITE_URL}{reverse('calendar-feed')}?key={key}" if key else ""
        context = {
            "address": CalendarAddress.objects.filter(user=self.request.user).first(),
            "feed": feed,
            # A phone offers to subscribe when it meets this scheme.
            "subscribe": feed.replace("https://", "webcal://", 1).replace(
                "http://", "webcal://", 1
            ),
        }
        return render(self.request, "accounts/phone_calendar.html", context)
