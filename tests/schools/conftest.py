import pytest

from schools.models import RoleKind
from tests.factories import make_municipality, make_school, make_user, make_user_as


@pytest.fixture
def municipality():
    return make_municipality()


@pytest.fixture
def coordinator(client, municipality):
    """A coordinator, signed in."""
    user = make_user_as(RoleKind.COORDINATOR, municipality)
    client.force_login(user)
    return user


@pytest.fixture
def head(client, municipality):
    """A head of the department, signed in."""
    user = make_user_as(RoleKind.HEAD, municipality, user=make_user(name="Главнова Г. Г."))
    client.force_login(user)
    return user


@pytest.fixture
def school(municipality):
    return make_school(municipality, short_name="Лесная СОШ", locality="д. Ёжово")


@pytest.fixture
def director(client, school):
    """The director of the school, signed in."""
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    client.force_login(user)
    return user
