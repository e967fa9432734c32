"""The way to the pages about schools is written once and named as the navigation names it."""

import html
import re

import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_role, make_school, make_user, make_user_as

pytestmark = pytest.mark.django_db

OWN = "Школы своей роли"
PROGRAMMES = "Программы школ"
# {page: (way of the department, way of a school)}; OWN stands for the entry of the navigation.
WAYS = {
    "schools:listing-list": ([OWN], [OWN]),
    "schools:listing-move-list": ([OWN, "Перечни"], [OWN, "Перечни"]),
    "schools:tutor-list": ([OWN], [OWN]),
    "schools:partnership-list": ([OWN], [OWN]),
    "monitoring:exam-result-list": ([OWN], [OWN]),
    "monitoring:visit-list": ([OWN], [OWN]),
    "monitoring:visit-schedule-list": ([OWN, "Посещения"], [OWN, "Посещения"]),
    "monitoring:consultation-list": ([OWN, "Посещения"], [OWN, "Посещения"]),
    # A school has programmes in its navigation, the department comes to them from the schools.
    "schools:programme-list": ([OWN], []),
    "schools:conclusion-list": ([OWN, PROGRAMMES], [PROGRAMMES]),
    "schools:publication-list": ([OWN, PROGRAMMES], [PROGRAMMES]),
    "schools:criteria": ([OWN, PROGRAMMES], [PROGRAMMES]),
}


def way_of(page):
    """Words of the breadcrumbs of the page."""
    found = re.search(r'<nav class="crumbs".*?</nav>', page, re.S)
    return [html.unescape(word) for word in re.findall(r">([^<]+)</a>", found[0])] if found else []


def director(municipality):
    return make_user_as(RoleKind.DIRECTOR, school=make_school(municipality))


def tutor(municipality):
    user = make_user()
    for _ in range(2):
        make_role(RoleKind.TUTOR, school=make_school(municipality), user=user)
    return user


def coordinator(municipality):
    return make_user_as(RoleKind.COORDINATOR, municipality)


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize(
    ("person", "place", "own"),
    [(coordinator, 0, "Школы"), (tutor, 1, "Мои школы"), (director, 1, "Моя школа")],
)
def test_way_to_a_page(client, municipality, name, person, place, own):
    client.force_login(person(municipality))
    page = client.get(reverse(name, args=[municipality.slug])).content.decode()

    assert way_of(page) == [own if word == OWN else word for word in WAYS[name][place]]
    for word in way_of(page):  # the entry of the navigation is called the same
        assert word in ("Перечни", "Посещения", PROGRAMMES) or f"</svg>{word}</a>" in page
