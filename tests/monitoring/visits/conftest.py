import pytest

from schools.models import RoleKind
from tests.factories import make_school, make_user_as
from tests.monitoring.visits.pages import signed_in


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def place(school):
    return school.municipality


@pytest.fixture
def tutor(school):
    """Client of the tutor of the school; `tutor.card` is the person."""
    user = make_user_as(RoleKind.TUTOR, school=school)
    client = signed_in(user)
    client.card = user.people.get()
    return client


@pytest.fixture
def director(school):
    return signed_in(make_user_as(RoleKind.DIRECTOR, school=school))
