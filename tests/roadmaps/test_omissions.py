"""What the head is told before signing a plan."""

import pytest

from roadmaps.models import Responsible
from roadmaps.remarks import Omissions, omissions_of
from tests.factories import make_edition, make_measure, make_roadmap, make_section

pytestmark = pytest.mark.django_db


def test_whole_plan_has_no_omissions(municipality, school):
    edition = make_edition(make_roadmap(municipality, schools=[school]))
    make_measure(make_section(edition), schools=True)
    assert omissions_of(edition) == Omissions(0, 0, 0)


def test_omissions_are_counted_by_measures(municipality):
    section = make_section(make_edition(make_roadmap(municipality)))
    make_measure(section)
    make_measure(section, due_on=None)
    make_measure(section, schools=True, due_on=None)
    make_measure(section, schools=True)
    Responsible.objects.filter(measure=make_measure(section)).delete()
    assert omissions_of(section.edition) == Omissions(
        without_dates=2, without_executors=1, without_schools=2
    )
