"""Leading a checkpoint from state to state, and what is refused on the way."""

import pytest

from accounts.models import AuditEntry
from lib.versions import Conflict
from monitoring.acts import ACTS, WrongState
from monitoring.models import Checkpoint, CheckpointState, Verb
from monitoring.transitions import act
from tests.factories import make_checkpoint, make_school, make_user
from tests.monitoring.test_acts import AGREED

pytestmark = pytest.mark.django_db

# The others have operations of their own: dates.py, parts.py, undoing.py, amending.py.
LED = (
    Verb.START,
    Verb.INTERIM,
    Verb.REPORT,
    Verb.ACCEPT,
    Verb.RETURN,
    Verb.REMOVE,
    Verb.RESTORE,
    Verb.CANCEL,
)


def checkpoint_in(state):
    reported_by = make_user() if state == "reported" else None
    return make_checkpoint(school=make_school(), state=state, reported_by=reported_by)


@pytest.mark.parametrize("verb", [verb.value for verb in LED])
def test_act_leads_only_where_the_table_says(verb):
    sources, target, _ = AGREED[verb]
    for state in CheckpointState.values:
        checkpoint, user = checkpoint_in(state), make_user()
        if state not in sources.split():
            with pytest.raises(WrongState):
                act(checkpoint, Verb(verb), by=user, seen_version=1)
            assert not checkpoint.events.exists()
            continue
        act(checkpoint, Verb(verb), by=user, seen_version=1, text="Причина")
        checkpoint.refresh_from_db()
        assert (checkpoint.state, checkpoint.version) == (target or state, 2)
        event = checkpoint.events.get()
        assert (event.by, event.text, event.from_state) == (user, "Причина", state)
        assert event.author == user.name
        assert AuditEntry.objects.filter(verb="state", object_id=checkpoint.pk).count() == 1


def test_second_act_from_the_same_page_conflicts_and_changes_nothing():
    checkpoint = checkpoint_in("reported")
    stale = Checkpoint.objects.get(pk=checkpoint.pk)
    act(checkpoint, Verb.ACCEPT, by=make_user(), seen_version=1)
    with pytest.raises(Conflict) as conflict:
        act(stale, Verb.RETURN, by=make_user(), seen_version=1, text="Поздно")
    assert conflict.value.current.state == "accepted"
    assert checkpoint.events.count() == 1


def test_every_act_of_the_table_has_its_operation():
    elsewhere = {"ask_date", "move_date", "keep_date", "assign", "set_date", "undo", "amend"}
    assert {verb.value for verb in ACTS} == {verb.value for verb in LED} | elsewhere
