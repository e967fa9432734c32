from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from accounts.access import IN_ROLE, PUBLIC, registry
from accounts.audit import record_refusal
from accounts.drafts import mark_sent
from accounts.limits import TOO_OFTEN
from accounts.one_time import has_been_taken, run_once
from accounts.views import ask_to_send_again
from files.allowance import TooOften
from files.parts import count_form, put_in
from files.quarantine import note_about
from lib.htmx import is_fragment, render_notice
from lib.permissions import Refused, require
from schools.access import access_to, municipalities_of, municipality_by_slug, roles_of
from schools.models import RoleKind

ADMINISTRATION = "administration"


class AccessMiddleware:
    """Lets a request in by the access registry, sets its scope, and runs a POST once.

    `request.municipality` and `request.access` are set for the addresses of a municipality;
    the view does not get its short name as an argument.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.municipality = request.access = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        rule = registry().get(request.resolver_match.view_name)
        if rule is None:
            raise Refused("Для этой страницы не задано, кому она открыта.")
        if rule.kind != PUBLIC and not request.user.is_authenticated:
            return session_ended(request)
        if not rule.one_time:
            # Sign-in pages: Django calls the view, or allauth would not see its own exceptions.
            return None
        if rule.kind == PUBLIC:
            with scopes_disabled():
                return self.answer(request, lambda: view(request, *args, **kwargs))
        try:
            return self.run(request, rule, view, args, kwargs)
        except (Http404, PermissionDenied) as refusal:
            record_refusal(request, refusal)
            raise

    def run(self, request, rule, view, args, kwargs):
        """Answer of the view to one who is let in; refusals are exceptions."""
        allowed_scope = self.let_in(request, rule, kwargs)
        zone = request.municipality.zone if request.municipality else None
        with allowed_scope, timezone.override(zone):
            return self.answer(request, lambda: view(request, *args, **kwargs))

    def let_in(self, request, rule, kwargs):
        """Scope of the request; 404 for strangers, 403 for a role too low."""
        if rule.kind != IN_ROLE and rule.second_factor:
            require_second_factor(request.user, roles_of(request.user))
        if rule.kind == ADMINISTRATION:
            return administration_scope(request.user)
        if rule.kind != IN_ROLE:
            return scope(municipality=[m.pk for m in municipalities_of(request.user)])
        municipality = municipality_by_slug(request.user, kwargs.pop("municipality"))
        if municipality is None:
            raise Http404("Нет такого муниципалитета.")
        request.municipality = municipality
        request.access = access_to(request.user, municipality)
        require_second_factor(request.user, request.access.roles)
        if not request.access.kinds & rule.allowed(request.method):
            raise Refused("У вашей роли нет права на это действие.")
        return scope(municipality=[municipality.pk])

    def act_with_files(self, request, act):
        """Response of the act, for which what has come in parts is a file of the form."""
        if request.user.is_authenticated:
            put_in(request)
        response = rendered(act())
        # A fragment shows the files themselves, with the same words beside them.
        is_page = response.status_code < 400 and not is_fragment(request)
        if is_page and (note := note_about(request.FILES)):
            messages.warning(request, note)
        return response

    def answer(self, request, act):
        """Response of the view, rendered inside the scope; a POST has one effect."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return rendered(act())
        response = run_once(request, self.paced(request, act)) or ask_to_send_again(
            request, "Эта форма уже устарела. Проверьте введённое и отправьте ещё раз.", status=400
        )
        return mark_sent(request, response)

    def paced(self, request, act):
        """The act, or the refusal of one who sends files too often.

        Counted before the transaction, so that what is refused counts too. The refusal is an act
        itself: a repeat, even one that comes while the first is being saved, gets the answer of
        the first and never hears that nothing was saved.
        """
        try:
            if not (request.FILES and has_been_taken(request)):
                count_form(request)
        except TooOften as wait:
            words = str(wait)
            return lambda: ask_to_send_again(request, words, status=TOO_OFTEN)
        return lambda: self.act_with_files(request, act)


def rendered(response):
    """Render a lazy template response now, while the scope is set."""
    if hasattr(response, "render") and callable(response.render):
        return response.render()
    return response


def administration_scope(user):
    """Rows that the administrator may see in the reference data section."""
    if user.is_superuser:
        return scopes_disabled()
    administered = [r.municipality_id for r in roles_of(user) if r.kind == RoleKind.ADMINISTRATOR]
    if not administered:
        raise Refused("Раздел открыт администратору.")
    return scope(municipality=administered)


def require_second_factor(user, roles):
    """Refuse a person whose role must use a second factor and who has none."""
    if not {role.kind for role in roles}.intersection(settings.SECOND_FACTOR_ROLES):
        return
    from allauth.mfa.utils import is_mfa_enabled  # only where the setting asks for it

    require(
        is_mfa_enabled(user),
        "Для вашей роли обязателен второй фактор входа. Включите его: меню с вашим именем → "
        "«Второй фактор входа».",
    )


def session_ended(request):
    """Sign-in page; whoever was sending a form keeps what was typed."""
    if is_fragment(request):
        return render_notice(request, "accounts/_session_ended.html", status=401)
    if request.method == "POST":
        return ask_to_send_again(
            request,
            "Сеанс закончился. Войдите в соседней вкладке и отправьте форму ещё раз.",
            status=401,
        )
    return redirect_to_login(request.get_full_path())
