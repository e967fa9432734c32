"""The personal calendar of a user as iCalendar (RFC 5545): what is owed and what waits for one."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django_scopes import scope, scopes_disabled
from icalendar import Calendar, Event

from lib.dates import page_date
from monitoring.models import Checkpoint, DateRequest
from monitoring.models.checkpoint import CONTROLLERS, OPEN_STATES
from monitoring.states import DROPPED, shown_state, word_of
from schools.access import access_to, municipalities_of, roles_of
from schools.models import Person, RoleKind

# What is done stays so long; what is owed stays until it is done.
DONE_DAYS = datetime.timedelta(days=60)
ONE_DAY = datetime.timedelta(days=1)
REFRESH = datetime.timedelta(hours=3)
SUMMARY = 200
FIELDS = ("pk", "version", "text", "executor", "due_on", "state")


def calendar_of(user):
    """Bytes of the calendar; None when the user has no role anywhere today."""
    places = places_of(user)
    if not places:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Opora//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Опора: мои сроки")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT3H")
    for place in places:
        with scope(municipality=[place.pk]):
            for event in events_in(place, access_to(user, place)):
                calendar.add_component(event)
    return calendar.to_ical()


def places_of(user):
    """Municipalities where the user has a role today.

    Of those that are only read, as a specialist of the region does, none: nothing is owed there,
    unless one is a person of the place.
    """
    own = {role.municipality_id for role in roles_of(user)}
    with scopes_disabled():
        own.update(Person.objects.filter(user=user).values_list("municipality", flat=True))
    found = municipalities_of(user)
    return [place for place in found if place.pk in own] or found[:1]


def events_in(place, access):
    """Events of one municipality, in three queries."""
    today = place.today()
    checkpoints = Checkpoint.objects.visible_to(access)
    lasting = Q(state__in=OPEN_STATES) | Q(due_on__gte=today - DONE_DAYS)
    owed = checkpoints.owed_by(access).filter(lasting).exclude(state__in=DROPPED)
    for row in owed.order_by("due_on", "pk").values_list(*FIELDS, named=True):
        word = word_of(shown_state(row.state, row.due_on, today))
        yield event_of("checkpoint", row, place, day=row.due_on, state=word)
    for row in checkpoints.judged_by(access).values_list(*FIELDS, named=True):
        yield event_of("judge", row, place, day=today, state="проверить отчёт")
    if access.is_any(*CONTROLLERS, RoleKind.DIRECTOR, RoleKind.TUTOR):
        asked = DateRequest.objects.decided_by(access)
        waiting = checkpoints.filter(pk__in=asked.values("checkpoint"))
        for row in waiting.values_list(*FIELDS, named=True):
            yield event_of("date", row, place, day=today, state="решить о переносе срока")


def event_of(kind, row, place, *, day, state):
    """An event of the whole day; the same thing has the same UID for ever."""
    address = reverse("monitoring:checkpoint", args=[place.slug, row.pk])
    link = f"{settings.SITE_URL}{address}"
    event = Event()
    event.add("uid", f"{kind}-{row.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now().astimezone(datetime.UTC))
    event.add("sequence", row.version)
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("summary", f"{state.capitalize()}: {Truncator(row.text).chars(SUMMARY)}")
    said = [
        row.text,
        f"Исполнитель: {row.executor}",
        f"Срок: {page_date(row.due_on)}",
        f"Состояние: {state}" if kind == "checkpoint" else f"От вас: {state}",
        place.name,
        link,
    ]
    event.add("description", "\n".join(said))
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
