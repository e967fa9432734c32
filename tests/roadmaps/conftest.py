import pytest
from django.test import Client

from roadmaps.layouts import install_layouts
from roadmaps.models import Layout
from roadmaps.operations import create_roadmap, ensure_section
from schools.models import RoleKind
from tests.factories import make_municipality, make_roadmap, make_school, make_user_as


@pytest.fixture
def municipality(db):
    return make_municipality()


@pytest.fixture
def school(municipality):
    return make_school(municipality)


@pytest.fixture
def client_as(municipality):
    """Function that signs a new user in with the role in the municipality."""

    def sign_in(kind, **values):
        client = Client()
        client.force_login(make_user_as(kind, municipality, **values))
        return client

    return sign_in


@pytest.fixture
def coordinator(client_as):
    return client_as(RoleKind.COORDINATOR)


@pytest.fixture
def make_plan(municipality):
    """Function that makes a draft in a layout, as the form «Новая дорожная карта» does."""

    def make(code, *, schools=(), **values):
        install_layouts()
        roadmap = make_roadmap(municipality, **values)
        by = make_user_as(RoleKind.COORDINATOR, municipality)
        layout = Layout.objects.get(code=code)
        columns = layout.columns.all()
        edition = create_roadmap(roadmap, layout, columns, schools, heading="ПЛАН", by=by)
        ensure_section(edition, by=by)
        return edition

    return make
