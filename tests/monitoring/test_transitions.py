import pytest

from accounts.models import AuditEntry
from lib.versions import Conflict
from monitoring.models import Checkpoint, CheckpointState, Verb
from monitoring.transitions import TRANSITIONS, WrongState, act
from tests.factories import make_checkpoint, make_school, make_user

pytestmark = pytest.mark.django_db

# Written by hand, so that a slip in the table of transitions is seen.
LEGAL = {
    ("planned", "start"): "started",
    ("planned", "report"): "reported",
    ("started", "report"): "reported",
    ("returned", "report"): "reported",
    ("reported", "accept"): "accepted",
    ("reported", "return"): "returned",
    ("planned", "cancel"): "cancelled",
    ("started", "cancel"): "cancelled",
    ("reported", "cancel"): "cancelled",
    ("returned", "cancel"): "cancelled",
}


def checkpoint_in(state):
    reported_by = make_user() if state == "reported" else None
    return make_checkpoint(school=make_school(), state=state, reported_by=reported_by)


@pytest.mark.parametrize("verb", [verb.value for verb in TRANSITIONS])
@pytest.mark.parametrize("state", CheckpointState.values)
def test_act_leads_only_where_the_table_says(state, verb):
    checkpoint, user = checkpoint_in(state), make_user()
    if (state, verb) not in LEGAL:
        with pytest.raises(WrongState):
            act(checkpoint, Verb(verb), by=user, seen_version=1)
        assert not checkpoint.events.exists()
        return
    act(checkpoint, Verb(verb), by=user, seen_version=1, text="Причина")
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.version) == (LEGAL[state, verb], 2)
    event = checkpoint.events.get()
    assert (event.by, event.text, event.from_state) == (user, "Причина", state)
    assert AuditEntry.objects.filter(verb="state", object_id=checkpoint.pk).count() == 1


def test_every_verb_stands_in_the_table():
    of_dates = {Verb.ASK_DATE, Verb.MOVE_DATE, Verb.KEEP_DATE}
    assert set(TRANSITIONS) == set(Verb) - of_dates - {Verb.AMEND}


def test_second_act_from_the_same_page_conflicts_and_changes_nothing():
    checkpoint = checkpoint_in("reported")
    stale = Checkpoint.objects.get(pk=checkpoint.pk)
    act(checkpoint, Verb.ACCEPT, by=make_user(), seen_version=1)
    with pytest.raises(Conflict) as conflict:
        act(stale, Verb.RETURN, by=make_user(), seen_version=1, text="Поздно")
    assert conflict.value.current.state == "accepted"
    assert checkpoint.events.count() == 1
