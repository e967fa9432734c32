"""Twenty people at the same moment."""

import re
import threading

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from schools.models import RoleKind
from tests.factories import make_municipality, make_programme, make_school, make_user_as
from tests.posting import post
from tests.schools.pages import signed_in_as, url
from tests.schools.uploads import word

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(act, times=20):
    """Do it in as many threads; returns what each of them has got."""
    results = []

    def run(number):
        try:
            results.append(act(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_invitation_is_accepted_once_by_twenty():
    municipality = make_municipality()
    head = signed_in_as(RoleKind.HEAD, municipality)
    data = {
        "name": "Ежова",
        "email": "ezhova@example.org",
        "kind": "methodologist",
        "since": "2026-01-01",
    }
    post(head, url("invite", municipality), data)
    link = re.search(r"/invitation/\S+", mail.outbox[-1].body)[0]

    def accept(number):
        return post(Client(), link, {"password": f"Длинный-пароль-{number}"}).status_code

    assert sorted(at_once(accept)) == [302, *[404] * 19]


def test_twenty_uploads_at_once_get_numbers_without_a_gap():
    school = make_school()
    programme = make_programme(school)
    director = make_user_as(RoleKind.DIRECTOR, school=school)
    address = url("programme-version-create", school.municipality, programme.pk)

    def load(number):
        client = Client()
        client.force_login(director)
        return post(client, address, {"file": word()}).status_code

    assert at_once(load) == [302] * 20
    numbers = programme.versions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))
