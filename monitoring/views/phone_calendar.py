from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.calendar_address import address_of, note_reading
from accounts.limits import MINUTE, TOO_OFTEN, asks_too_often
from monitoring.phone_calendar import calendar_of

# Of one network address: a whole school's phones behind it, too few for a program that guesses.
MOST_IN_A_MINUTE = 60


@require_safe
def read_calendar(request):
    """The calendar of whoever the key belongs to; 404 for any other key, revoked ones too.

    The key stands in the query, which the journal of requests does not keep.
    """
    if asks_too_often("calendar", request, most=MOST_IN_A_MINUTE):
        words = "Слишком много запросов. Повторите через минуту.\n"
        response = HttpResponse(words, status=TOO_OFTEN, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = str(MINUTE)
        return private(response)
    address = address_of(request.GET.get("key", ""))
    content = address and calendar_of(address.user)
    if not content:
        raise Http404("Такого календаря нет.")
    note_reading(address)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="opora.ics"'
    return private(response)


def private(response):
    """Headers of what is for its owner alone."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
