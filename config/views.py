from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render

from config.navigation import navigation
from lib.htmx import is_fragment
from lib.permissions import NotNow
from schools.access import access_to, municipalities_of


def home(request):
    """Straight to work for a person of one municipality; a list to choose from otherwise."""
    municipalities = municipalities_of(request.user)
    if len(municipalities) == 1:
        access = access_to(request.user, municipalities[0])
        return redirect(navigation(access)[0].view, municipalities[0].slug)
    if not municipalities and request.user.is_superuser:
        return redirect("admin:index")
    template = "home.html" if municipalities else "accounts/no_role.html"
    return render(request, template, {"municipalities": municipalities})


def healthz(request):
    """Answer of the health check: the server and its database are alive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def failure(request, status, title, text):
    """Page of a failure, or its notice alone when htmx asks."""
    context = {"title": title, "text": text}
    if getattr(request, "htmx", None) and is_fragment(request):
        response = render(request, "_failure.html", context, status=status)
        response["HX-Retarget"] = "#notice"
        response["HX-Reswap"] = "innerHTML show:window:top"
        return response
    return render(request, "failure.html", context, status=status)


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
    """500."""
    return failure(
        request,
        500,
        "Не получилось выполнить действие",
        "Ничего не сохранено наполовину. Вернитесь назад и попробуйте ещё раз; "
        "если повторится — сообщите администратору время и что вы делали.",
    )
