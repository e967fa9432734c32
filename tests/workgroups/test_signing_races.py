"""Signing meets an edit, a dissent, another signing at the same moment; with their twin."""

import threading

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.resolutions import sign_meeting
from tests.factories import make_person, make_user
from tests.files.samples import make_pdf
from tests.workgroups.groups import DAY, FOUNDED, make_item
from tests.workgroups.held import Held, another, attended
from workgroups.agendas import change_item
from workgroups.groups import add_member
from workgroups.meetings import reopen_minutes
from workgroups.models import AgendaItem, Dissent, Meeting, Membership
from workgroups.opinions import save_dissent
from workgroups.signed_days import DaySigned

PDF = make_pdf()
PAIRS = 15


def pair(*acts):
    """Outcomes of two acts begun at the same moment: what they returned, or their refusal."""
    barrier, outcomes = threading.Barrier(2), [None, None]

    def run(place, act):
        with scopes_disabled():
            barrier.wait()
            try:
                outcomes[place] = act()
            except (NotNow, Conflict) as refusal:
                outcomes[place] = refusal
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def act_of_signing(meeting, by, number=""):
    copy = Meeting.objects.select_related("group__municipality").get(pk=meeting.pk)
    return lambda: sign_meeting(copy, number=number, by=by)


def act_of_reopening(meeting, by):
    """The secretary takes the draft back and rewrites an item."""
    copy = Meeting.objects.select_related("group__municipality").get(pk=meeting.pk)
    item = AgendaItem.objects.select_related("meeting").get(meeting=meeting, position=1)
    item.title = "О новом"

    @transaction.atomic
    def edit():
        reopen_minutes(copy, seen_version=copy.version, by=by)
        change_item(item, ["title"], seen_version=item.version, by=by)

    return edit


def act_of_dissenting(meeting, person, by):
    """A member files a dissent on the first item."""
    item = AgendaItem.objects.select_related("meeting").get(meeting=meeting, position=1)
    dissent = Dissent(item=item, person=person, text="Против.", written_on=DAY)
    return lambda: save_dissent(dissent, (), upload=None, seen_version=0, by=by)


def act_of_joining(group, by):
    """One more member of all days, those of signed minutes too."""
    person = make_person(group.municipality)
    membership = Membership(group=group, person=person, post="юрист", since=FOUNDED)
    return lambda: add_member(membership, by=by)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestRaces:
    @pytest.fixture(autouse=True)
    def _quick_print(self, monkeypatch):
        monkeypatch.setattr("lib.pdf.render", lambda html, **how: PDF)

    def test_an_edit_is_before_the_signature_or_refused(self):
        by, held = make_user(), Held()
        for _ in range(PAIRS):
            meeting = attended(held, another(held))
            make_item(meeting, title="О старом")
            sign, edit = pair(act_of_signing(meeting, by), act_of_reopening(meeting, by))
            meeting.refresh_from_db()
            assert meeting.is_signed is (edit is not None)
            assert isinstance(sign, NotNow) is (edit is None)
            if meeting.is_signed:
                assert "О старом" in meeting.signed_html

    def test_a_dissent_is_in_the_signed_text_or_refused(self):
        by, held = make_user(), Held()
        for _ in range(PAIRS):
            meeting = attended(held, another(held))
            make_item(meeting, title="О старом")
            _, dissent = pair(
                act_of_signing(meeting, by),
                act_of_dissenting(meeting, held.people["a"], by),
            )
            meeting.refresh_from_db()
            assert meeting.is_signed
            assert ("Особое мнение" in meeting.signed_html) is (dissent is None)

    def test_who_joins_is_counted_by_the_minutes_or_refused(self):
        by = make_user()
        for _ in range(PAIRS):
            held = Held()
            _, joined = pair(act_of_signing(held.meeting, by), act_of_joining(held.group, by))
            held.meeting.refresh_from_db()
            members = held.group.memberships.count()
            assert f"Всего членов – {members}," in held.meeting.signed_html
            assert isinstance(joined, DaySigned) is (members == 10)

    def test_two_signatures_give_one(self):
        by, held = make_user(), Held()
        for number in range(PAIRS):
            meeting = attended(held, another(held))
            acts = [act_of_signing(meeting, by, f"{number}-{letter}") for letter in "аб"]
            outcomes = pair(*acts)
            won = [one for one in outcomes if not isinstance(one, NotNow)]
            assert len(won) == 1
            meeting.refresh_from_db()
            assert meeting.number == won[0].meeting.number

    def test_two_meetings_signed_at_once_have_two_numbers(self):
        by, held = make_user(), Held()
        for _ in range(PAIRS):
            first, second = (attended(held, another(held)) for _ in range(2))
            outcomes = pair(act_of_signing(first, by), act_of_signing(second, by))
            assert not any(isinstance(one, NotNow) for one in outcomes)
        numbers = Meeting.objects.exclude(number="").values_list("number", flat=True)
        assert sorted(map(int, numbers)) == list(range(1, 2 * PAIRS + 1))

    def test_without_the_hold_a_dissent_is_lost_under_the_signature(self, monkeypatch):
        """The twin: the guard of opinions off, a dissent stands in a row and not in the text."""
        monkeypatch.setattr("workgroups.opinions.hold", lambda meeting, states: None)
        by, held = make_user(), Held()
        meeting = attended(held, another(held))
        make_item(meeting, title="О старом")
        dissent = act_of_dissenting(meeting, held.people["a"], by)
        act_of_signing(meeting, by)()
        dissent()
        meeting.refresh_from_db()
        assert Dissent.objects.filter(item__meeting=meeting).exists()
        assert "Особое мнение" not in meeting.signed_html

    def test_without_the_check_the_minutes_count_others_than_the_page(self, monkeypatch):
        """The twin: nobody asks for signed days, and a member joins the composition of one."""
        monkeypatch.setattr("workgroups.groups.refuse_other_seats", lambda *seats: None)
        by, held = make_user(), Held()
        joining = act_of_joining(held.group, by)
        act_of_signing(held.meeting, by)()
        joining()
        held.meeting.refresh_from_db()
        assert held.group.memberships.count() == 11
        assert "Всего членов – 10," in held.meeting.signed_html
