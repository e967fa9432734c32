"""Requests for a later date."""

import datetime

from django.urls import reverse

from monitoring.dates import ask_for_date
from monitoring.models import Checkpoint

DUE = datetime.date(2026, 4, 15)


LATER, LATEST = datetime.date(2026, 5, 20), datetime.date(2026, 6, 20)


TODAY = datetime.date(2026, 4, 10)


def fresh(checkpoint):
    return Checkpoint.objects.get(pk=checkpoint.pk)


def ask(checkpoint, by, due_on=LATER):
    version = fresh(checkpoint).version
    return ask_for_date(checkpoint, due_on=due_on, reason="Карантин", seen_version=version, by=by)


def version_of(request):
    return fresh(request.checkpoint).version


def url(name, place, pk):
    return reverse(f"monitoring:{name}", args=[place.municipality.slug, pk])
