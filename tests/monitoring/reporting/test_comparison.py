"""Comparison of the municipalities of a region: its own alone, and «нет данных» is never 0."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import get_scope, scope

from lib.permissions import Refused
from monitoring.models import Checkpoint, Verb
from monitoring.reporting.comparison import compare
from monitoring.reporting.paper import shown
from schools.models import RoleKind
from tests.factories import (
    make_checkpoint,
    make_event,
    make_municipality,
    make_region,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.monitoring.reporting.formats import (
    body_of,
    words_of_excel,
    words_of_page,
    words_of_pdf,
    words_of_word,
)
from tests.monitoring.reporting.town import day
from tests.posting import fetch

pytestmark = pytest.mark.django_db

ON = day("07.10")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("schools.models.Municipality.today", lambda self: day("26.11"))


@pytest.fixture
def region():
    return make_region(name="Камчатский край")


@pytest.fixture
def specialist(region):
    return make_user_as(RoleKind.REGIONAL, region=region)


def place_with(region, name, zone="Europe/Moscow", *, due=(), reports=()):
    """A municipality with a checkpoint for every date; `reports` are moments of the reports."""
    place = make_municipality(region=region, name=name, time_zone=zone)
    school = make_school(place)
    points = [make_checkpoint(school=school, due_on=day(date), since=day("01.09")) for date in due]
    for point, moment in zip(points, reports, strict=False):
        by = make_user()
        make_event(point, Verb.REPORT, at=moment, to_state="reported", by=by)
        row = Checkpoint.objects.filter(pk=point.pk)
        row.update(state="reported", reported_by=by, reported_on=place.day_of(moment))
    return place


def moment(date, hour, zone):
    return datetime.datetime.combine(day(date), datetime.time(hour, 30), tzinfo=ZoneInfo(zone))


def make_three(region):
    """One in the west, one in the east, one without control; and a stranger in another region."""
    west, east = "Europe/Kaliningrad", "Asia/Kamchatka"
    place_with(
        region, "Западный", west, due=("20.09", "06.10", "30.10"),
        reports=[moment("25.09", 12, west), moment("06.10", 23, west)],
    )  # fmt: skip
    # The same two moments of Greenwich, and there it is the next day already.
    place_with(
        region, "Восточный", east, due=("06.10", "01.10"),
        reports=[moment("06.10", 23, west)],
    )  # fmt: skip
    place_with(region, "Новый")
    return place_with(make_region(), "Чужой", due=("20.09",))


EXPECTED = [
    "1 | Восточный | 2 | 0 | 0 | 1 | 1 | 3,5 | 0",
    "2 | Западный | 3 | 0 | 50 | 2 | 0 | 5,0 | 0",
    "3 | Новый | " + " | ".join(["нет данных"] * 7),
    " | По региону | 5 | 0 | 33 | 3 | 1 | 4,0 | 0",
]


def table(comparison):
    return [" | ".join(map(shown, row)) for row in comparison.paper().tables[0].rows]


def test_every_municipality_by_its_own_evening(region, specialist):
    make_three(region)
    assert table(compare(region, ON, specialist)) == EXPECTED


def test_share_and_delay_of_nothing_are_told_in_words(region, specialist):
    place_with(region, "Ранний", due=("30.10",))
    (row,) = table(compare(region, ON, specialist))
    assert row == "1 | Ранний | 1 | 0 | нет данных | 0 | 0 | просрочек нет | 0"


def test_nobody_but_a_specialist_of_this_region_compares_it(region, specialist):
    stranger = make_three(region)
    with pytest.raises(Refused):
        compare(stranger.region, ON, specialist)
    with pytest.raises(Refused):
        compare(region, ON, make_user_as(RoleKind.HEAD, stranger))
    former = make_user()
    make_role(RoleKind.REGIONAL, region=region, user=former, until=datetime.date(2001, 1, 1))
    with pytest.raises(Refused):
        compare(region, ON, former)


def test_it_reads_its_region_alone_whatever_the_scope_around_it_is(region, specialist):
    """Also of one who is, besides, a head in another region."""
    stranger = make_three(region)
    make_role(RoleKind.HEAD, stranger, user=specialist)
    with scope(municipality=[stranger.pk]):
        assert table(compare(region, ON, specialist)) == EXPECTED
        assert get_scope()["municipality"] == [stranger.pk]


def test_number_of_queries_does_not_depend_on_the_number_of_municipalities(region, specialist):
    place_with(region, "Первый", due=("20.09",))

    def queries():
        del specialist._roles_in_force
        with CaptureQueriesContext(connection) as captured:
            compare(region, ON, specialist)
        return len(captured)

    compare(region, ON, specialist)
    few = queries()
    for number in range(6):
        place_with(region, f"Район {number}", due=("20.09", "30.09", "01.10", "02.10", "03.10"))
    assert queries() == few


def test_pages_and_files_are_the_specialists_alone_and_say_the_same(client, region, specialist):
    make_three(region)
    where = reverse("region-report:comparison")
    assert client.get(where).status_code == 302
    for kind in (RoleKind.HEAD, RoleKind.OBSERVER):
        client.force_login(make_user_as(kind, make_municipality(region=region)))
        assert client.get(where).status_code == 403
        assert client.get(f"{where}xlsx/").status_code == 403
    client.force_login(specialist)
    page = fetch(client, f"{where}?on=2026-10-07")[1]
    assert "Чужой" not in page.decode()
    files = {form: fetch(client, f"{where}{form}/?on=07.10.2026") for form in FORMS}
    assert {status for status, _ in files.values()} == {200}
    texts = [read(files[form][1]) for form, read in FORMS.items()]
    bodies = {body_of(text, "по состоянию на 7 октября 2026 г.") for text in texts}
    assert len(bodies) == 1
    assert words_of_page(page).lower().endswith(*bodies)
    assert client.get(f"{where}doc/").status_code == 404
    wrong = client.get(f"{where}?on=2026-11-27")
    assert wrong.status_code == 422
    assert "ещё не наступил" in wrong.content.decode()


FORMS = {
    "pdf": lambda content: words_of_pdf(content)[0],
    "docx": words_of_word,
    "xlsx": words_of_excel,
}
