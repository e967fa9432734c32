"""Conditions of the register that are asked seldom are folded under «Ещё условия»."""

import re

import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_municipality, make_user_as

pytestmark = pytest.mark.django_db
REGISTER = "monitoring:checkpoint-list"


@pytest.fixture
def folded(client):
    """What stands under «Ещё условия» when the register is asked so: (opening tag, names)."""
    municipality = make_municipality()
    client.force_login(make_user_as(RoleKind.COORDINATOR, municipality))

    def ask(**conditions):
        page = client.get(reverse(REGISTER, args=[municipality.slug]), conditions).content.decode()
        box = re.search(r'(<details class="more-filters"[^>]*>)(.*?)</details>', page, re.S)
        return box[1], re.findall(r'name="(\w+)"', box[2])

    return ask


def test_rare_conditions_are_folded_and_still_sent(folded):
    opening, names = folded()
    assert "open" not in opening
    assert names == ["executor", "date", "source"]


@pytest.mark.parametrize("rare", [{"source": "roadmap"}, {"date": "moved"}])
def test_condition_that_is_set_is_in_sight(folded, rare):
    assert " open" in folded(**rare)[0]


def test_condition_above_opens_nothing(folded):
    assert " open" not in folded(overdue="on")[0]
