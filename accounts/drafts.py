"""What a person types is kept in the browser until it is sent (static/js/drafts.js)."""

from urllib.parse import quote

from django.conf import settings

from lib.htmx import is_fragment

COOKIE = "sent"
SECONDS = 600


def mark_sent(request, response):
    """Tell the next page that the form was taken, by its address; the script drops what it kept.

    A refused form is not marked, so that nothing typed into it is dropped. htmx tells by itself.
    """
    if response.status_code < 400 and not is_fragment(request):
        # The script reads it, therefore not HttpOnly; it holds nothing but the address.
        response.set_cookie(
            COOKIE,
            quote(request.path, safe=""),
            max_age=SECONDS,
            secure=settings.CSRF_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
