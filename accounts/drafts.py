"""What a person types is kept in the browser until it is sent (static/js/drafts.js)."""

from urllib.parse import quote

from django.conf import settings

from lib.htmx import is_fragment

COOKIE = "sent"
# Stands before the address when the form may stand on the page again.
PAGE = "?"
SECONDS = 600


def mark_sent(request, response):
    """Tell the next page that the form was taken, by its address; the script drops what it kept.

    A refused form is not marked, so that nothing typed into it is dropped. An answer that is a
    page may show the form once more, filled in and not saved («Понять слова срока»): then the
    script looks whether it stands there. htmx tells by itself.
    """
    if response.status_code < 400 and not is_fragment(request):
        is_page = "Location" not in response
        # The script reads it, therefore not HttpOnly; it holds nothing but the address.
        response.set_cookie(
            COOKIE,
            quote(PAGE * is_page + request.path, safe=""),
            max_age=SECONDS,
            secure=settings.CSRF_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
