import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from schools.models import Municipality
from schools.models.municipality import TAKEN_NAMES


def test_no_municipality_takes_an_address_of_the_site():
    """A short name that the site uses itself could not be reached."""
    places = {str(pattern.pattern).partition("/")[0] for pattern in get_resolver().url_patterns}
    own = {place for place in places if place and "<" not in place and "." not in place}
    assert own
    assert own <= TAKEN_NAMES
    for name in TAKEN_NAMES:
        with pytest.raises(ValidationError, match="занят"):
            Municipality(slug=name).clean()
    Municipality(slug="serafimovich").clean()
