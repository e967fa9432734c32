"""The layouts in the reference data section."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from roadmaps.models import Layout
from schools.models import RoleKind
from tests.factories import make_user
from tests.page_forms import forms_of
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def layout():
    return Layout.objects.get(code="L1")


@pytest.fixture
def superuser(client):
    client.force_login(make_user(is_superuser=True))
    return client


def address(layout):
    return reverse("admin:roadmaps_layout_change", args=[layout.pk])


def shown(client, layout):
    """What the page of the layout would send."""
    form = next(
        form
        for form in forms_of(client.get(address(layout)).content.decode())
        if "seen_version" in form.fields
    )
    fields = {name: field for name, field in form.fields.items() if "__prefix__" not in name}
    return {
        name: field.value
        for name, field in fields.items()
        if field.value and not name.endswith("DELETE") and name != "form_key"
    }


def test_superuser_changes_a_layout_and_its_columns(superuser, layout):
    data = shown(superuser, layout) | {"name": "Другая форма", "columns-1-heading": "Дела"}
    assert post(superuser, address(layout), data).status_code == 302
    layout.refresh_from_db()
    assert (layout.name, layout.code, layout.version) == ("Другая форма", "L1", 2)
    assert "Дела" in layout.columns.values_list("heading", flat=True)
    assert AuditEntry.objects.filter(object_type="форма дорожной карты", verb="change").exists()


def test_second_of_two_is_told(superuser, layout):
    data = shown(superuser, layout)
    layout.save_changes([], seen_version=1)
    response = post(superuser, address(layout), data | {"name": "Другая форма"})
    assert response.status_code in (200, 422)
    assert "сохранил другой человек" in response.content.decode()
    layout.refresh_from_db()
    assert layout.name != "Другая форма"


def test_administrator_does_not_see_the_layouts(client_as, layout):
    client = client_as(RoleKind.ADMINISTRATOR)
    assert client.get(address(layout)).status_code == 403
    assert "roadmaps" not in client.get(reverse("admin:index")).content.decode()
