"""When the papers of a meeting are to be sent and its minutes to be made, by the regulation."""

import datetime

import pytest

from schools.calendars import work_calendar
from tests.workgroups.groups import DAY
from workgroups.counting import session_of
from workgroups.terms import Term, term_of

pytestmark = pytest.mark.django_db


def term(place, state, **rules):
    place.group.regulations.update(**rules)
    place.state(state)
    return term_of(session_of(place.meeting), work_calendar())


def test_papers_are_sent_so_many_days_before(place):
    due_on = DAY - datetime.timedelta(days=5)
    assert term(place, "planned", papers_days=5) == Term("разослать повестку и материалы", due_on)


def test_minutes_are_made_in_so_many_working_days(place):
    """The 20th of May 2026 is a Wednesday: Thursday, Friday, Monday."""
    due_on = datetime.date(2026, 5, 25)
    assert term(place, "held", minutes_days=3) == Term("подготовить протокол", due_on)


@pytest.mark.parametrize("state", ["called", "review", "signed", "off"])
def test_what_is_done_has_no_term(place, state):
    if state == "signed":
        place.meeting.state = state
        place.group.regulations.update(papers_days=5, minutes_days=3)
        assert term_of(session_of(place.meeting), work_calendar()) is None
    else:
        assert term(place, state, papers_days=5, minutes_days=3) is None


def test_without_a_rule_there_is_no_term(place):
    assert term(place, "planned", papers_days=None) is None
    place.group.regulations.all().delete()
    assert term_of(session_of(place.meeting), work_calendar()) is None


def test_page_says_what_is_late(clerk, place):
    place.group.regulations.update(papers_days=5)
    page = clerk.get(place.url("meeting")).content.decode().replace("\xa0", " ")
    assert "разослать повестку и материалы до 15 мая 2026" in page
    assert "state-overdue" in page
