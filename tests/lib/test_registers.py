"""Cells of registers: what is kept of one row must be right for every other."""

import pytest
from django.urls import resolve
from django.utils.safestring import SafeString

from accounts.access import IN_ROLE, registry
from lib.registers import Register, RegisterView, clamped, escaped
from schools.models import RoleKind
from tests.addresses import url

MARKUP = "<script>alert(1)</script>"


@pytest.mark.parametrize("draw", [escaped, clamped])
def test_safe_text_before_it_does_not_let_the_same_plain_text_through(draw):
    """Both are equal, so a cache takes them for one."""
    draw.cache_clear()
    assert MARKUP not in draw(SafeString(MARKUP))
    assert MARKUP not in draw(MARKUP)
    assert "&lt;script&gt;" in draw(MARKUP)


@pytest.mark.django_db
def test_pages_of_every_register_are_cut_from_one_order(world, client):
    """Rows that are equal by the order of the page are in order by key: none is shown twice."""
    client.force_login(world.user_as(RoleKind.COORDINATOR))
    loose = []
    for address, register in registers(world.own):
        columns = register.base_columns.items()
        for sort in ("", *(name for name, column in columns if column.orderable is not False)):
            rows = client.get(address, {"sort": sort}).context["register"].data.data
            if rows.query.order_by[-1:] not in (("pk",), ("-pk",)):
                loose.append((register.__name__, sort))
    assert loose == []


def registers(place):
    """(address, class of the register) of every page of a register."""
    found = []
    for name, rule in registry().items():
        if rule.kind == IN_ROLE:
            address = url(name, place, place)
            view = getattr(resolve(address).func, "view_class", None)
            if view and issubclass(view, RegisterView):
                found.append((address, view.register_class))
    assert {register for _, register in found} == set(Register.__subclasses__())
    return found
