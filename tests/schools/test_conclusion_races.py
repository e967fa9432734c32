"""Numbers of conclusions: without gaps or repeats, whoever hurries."""

import threading

import pytest
from django.db import IntegrityError, connection
from django_scopes import scopes_disabled

from schools.models import Conclusion, Programme
from schools.programmes.concluding import conclude
from tests.factories import make_municipality, make_school, make_user
from tests.files.samples import make_pdf
from tests.schools.appraisals import make_appraisal, make_at, make_sheet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def conclusions(count, monkeypatch):
    """Outcomes of so many conclusions of one municipality begun at the same moment."""
    monkeypatch.setattr("lib.pdf.render", lambda html: make_pdf())
    place, user = make_municipality(), make_user()
    sheet = make_sheet(place)
    programmes = [make_at("appraisal", make_school(place)) for _ in range(count)]
    for programme in programmes:
        make_appraisal(programme, sheet, marks=(2, 3))
    barrier, outcomes = threading.Barrier(count), [None] * count

    def run(index):
        with scopes_disabled():
            mine = Programme.objects.get(pk=programmes[index].pk)
            barrier.wait()
            try:
                outcomes[index] = conclude(
                    mine, verdict="recommended", text="Да", remarks=(), by=user, seen_version=1
                ).number
            except IntegrityError:
                outcomes[index] = "taken"
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_ten_conclusions_at_once_leave_no_gap_and_no_repeat(monkeypatch):
    assert sorted(conclusions(10, monkeypatch)) == list(range(1, 11))


def test_number_taken_before_the_register_is_held_would_repeat(monkeypatch):
    """The twin: with a number read before the lock the race above must fail."""
    monkeypatch.setattr("schools.programmes.concluding.hold_register", lambda place: None)
    monkeypatch.setattr("schools.programmes.concluding.next_number", lambda place, year: 1)
    outcomes = conclusions(4, monkeypatch)
    assert outcomes.count(1) == 1
    assert outcomes.count("taken") == 3
    # What failed has left nothing: neither a number nor a moved programme.
    assert Conclusion.objects.count() == 1
    assert Programme.objects.filter(state="agreed").count() == 1
