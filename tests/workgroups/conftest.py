import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_municipality, make_role, make_school, make_user, make_user_as
from tests.workgroups.groups import attend, make_group, make_item, make_meeting, make_regulation
from workgroups.models import Meeting

R = RoleKind


class Place:
    """A group of ten, its secretary of the municipality, a planned meeting of three items."""

    def __init__(self):
        self.people = {}
        self.group = make_group(people=self.people)
        make_regulation(self.group)
        self.municipality = self.group.municipality
        self.meeting = make_meeting(self.group)
        self.items = [make_item(self.meeting, title=f"О деле {n}") for n in (1, 2, 3)]
        self.secretary = make_role(R.SECRETARY, self.municipality).user

    def url(self, name, row=None):
        slug = self.municipality.slug
        return reverse(f"workgroups:{name}", args=[slug, (row or self.meeting).pk])

    def state(self, state):
        Meeting.objects.filter(pk=self.meeting.pk).update(state=state)
        self.meeting.refresh_from_db()

    def sign_in(self, letter, kind=R.DIRECTOR):
        """The member gets a sign-in."""
        school = make_school(self.municipality) if kind == R.DIRECTOR else None
        user = make_role(kind, self.municipality, school=school).user
        person = self.people[letter]
        person.user = user
        person.save()
        return user

    def held(self, letters="HDSabcd"):
        attend(self.meeting, [self.people[letter] for letter in letters])
        self.state("held")

    def record(self, **values):
        """What the page of the first item sends."""
        sent = {"version": self.items[0].version, "manner": "none", "heard": ""}
        return sent | values


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def clerk(client, place):
    """A client signed in as the secretary of the place."""
    client.force_login(place.secretary)
    return client


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
