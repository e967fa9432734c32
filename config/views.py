import errno
import logging
import sys

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from config.navigation import navigation
from lib.htmx import is_fragment, render_notice
from lib.permissions import NotNow
from schools.access import (
    access_to,
    municipalities_of,
    municipality_by_slug,
    regions_of,
    roles_of,
)

logger = logging.getLogger(__name__)
FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


def home(request):
    """Straight to work for a person of one municipality; a list to choose from otherwise.

    To the region for its specialist, who works in no municipality of one's own.
    """
    regions = regions_of(request.user)
    if regions and not any(role.municipality_id for role in roles_of(request.user)):
        return redirect("region")
    municipalities = municipalities_of(request.user)
    if len(municipalities) == 1 and not regions:
        access = access_to(request.user, municipalities[0])
        return redirect(navigation(access)[0].view, municipalities[0].slug)
    if not municipalities and request.user.is_superuser:
        return redirect("admin:index")
    template = "home.html" if municipalities else "accounts/no_role.html"
    return render(request, template, {"municipalities": municipalities, "regions": regions})


def healthz(request):
    """Answer of the health check: the server and its database are alive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def failure(request, status, title, text):
    """Page of a failure, or its notice alone when htmx asks; bare when even that fails."""
    context = {"title": title, "text": text, "layout": "base_alone.html"}
    try:
        if getattr(request, "htmx", None) and is_fragment(request):
            return render_notice(request, "_failure.html", context, status=status)
        if find_place(request):
            context["layout"] = "base.html"
        return render(request, "failure.html", context, status=status)
    except Exception:  # the base may be what has failed; nothing of it is asked for here
        logger.exception("The page of a failure could not be built")
        context["layout"] = "base_bare.html"
        return HttpResponse(render_to_string("failure.html", context), status=status)


def find_place(request):
    """Whether the frame may show the sections: where one is, or else the only place one has.

    An address that is none has not been looked at by schools.middleware.
    """
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return False
    if getattr(request, "access", None) is None:
        slug = request.path_info.split("/")[1]
        place = municipality_by_slug(user, slug) or only_one(municipalities_of(user))
        request.municipality, request.access = place, place and access_to(user, place)
    return request.access is not None


def only_one(places):
    """The municipality of a person who has just one."""
    return places[0] if len(places) == 1 else None


def bad_request(request, exception):
    """400."""
    return failure(request, 400, "Запрос не удалось разобрать", "Откройте страницу заново.")


def refused(request, exception):
    """403, with the reason that the rule gave."""
    reason = str(exception) or "У вашей роли нет права на это действие."
    is_later = isinstance(exception, NotNow)
    title = "Сейчас этого сделать нельзя" if is_later else "Нет доступа"
    return failure(request, 403, title, reason)


def not_found(request, exception):
    """404: absent, or not for this person; the two are not told apart."""
    return failure(
        request,
        404,
        "Страница не найдена",
        "Возможно, адрес введён с ошибкой, или страница открыта не для вашей роли.",
    )


def server_error(request):
    """500; 507 when the disk has filled while the form was still coming."""
    if getattr(sys.exc_info()[1], "errno", None) in FULL_DISK:
        return failure(
            request,
            507,
            "На сервере закончилось место",
            "Файл не сохранён, остальное не изменилось. Сообщите администратору и повторите "
            "загрузку позже.",
        )
    return failure(
        request,
        500,
        "Не получилось выполнить действие",
        "Ничего не сохранено наполовину. Вернитесь назад и попробуйте ещё раз; "
        "если повторится — сообщите администратору время и что вы делали.",
    )
