import pytest

from schools.models import RoleKind
from tests.factories import make_municipality, make_school, make_user, make_user_as
from tests.workgroups.groups import make_group, make_regulation


@pytest.fixture
def municipality():
    return make_municipality()


@pytest.fixture
def by():
    return make_user()


@pytest.fixture
def secretary(client, municipality):
    """The secretary of the municipality's groups, signed in."""
    user = make_user_as(RoleKind.SECRETARY, municipality)
    client.force_login(user)
    return user


@pytest.fixture
def school(municipality):
    return make_school(municipality, short_name="Лесная СОШ")


@pytest.fixture
def people():
    return {}


@pytest.fixture
def group(municipality, people):
    """Ten members; the people stand in `people` by their letters."""
    return make_group(municipality, people=people)


@pytest.fixture
def regulation(group):
    return make_regulation(group)
