"""Sending the form of an invitation."""

import re

from django.utils import timezone

from tests.posting import post
from tests.schools.pages import url

TODAY = timezone.localdate()


def values_of(**changes):
    values = {
        "name": "Ёжова Алёна Петровна",
        "email": "Ezhova@Example.org",
        "kind": "methodologist",
        "since": TODAY.isoformat(),
    }
    return values | changes


def send(client, municipality, **changes):
    return post(client, url("invite", municipality), values_of(**changes))


def link_in(letter):
    return re.search(r"/invitation/\S+", letter.body)[0]
