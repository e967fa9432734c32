"""One's own last act is undone within ten minutes by a counter-act; both stay in the history."""

import datetime

import pytest
from django.urls import reverse

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.dates import ask_for_date, grant_date
from monitoring.models import Checkpoint, CheckpointEvent, DateRequest, Verb
from monitoring.transitions import act
from monitoring.undoing import LIMIT, undo, undoable
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_school, make_user, make_user_as

pytestmark = pytest.mark.django_db

DUE = datetime.date(2090, 4, 15)
# Act, the state it is done from, its words.
ACTS = [
    (Verb.START, "planned"),
    (Verb.INTERIM, "started"),
    (Verb.REPORT, "returned"),
    (Verb.ACCEPT, "reported"),
    (Verb.RETURN, "reported"),
    (Verb.REMOVE, "started"),
    (Verb.RESTORE, "accepted"),
]


@pytest.fixture
def checkpoint():
    return make_checkpoint(school=make_school(), due_on=DUE)


def put(checkpoint, state):
    Checkpoint.objects.filter(pk=checkpoint.pk).update(state=state, reported_by=make_user())
    checkpoint.refresh_from_db()


@pytest.mark.parametrize(("verb", "state"), ACTS)
def test_every_act_is_undone_and_remembered(checkpoint, verb, state):
    put(checkpoint, state)
    user = make_user()
    done = act(checkpoint, verb, by=user, seen_version=1, text="Слова")
    event = undo(checkpoint, by=user, seen_version=2)
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.version) == (state, 3)
    assert (event.verb, event.undoes) == (Verb.UNDO, done)
    assert (event.from_state, event.to_state) == (done.to_state, done.from_state)
    assert list(checkpoint.events.values_list("verb", flat=True)) == [verb, "undo"]
    assert undoable(checkpoint, user) is None


def test_only_the_author_and_only_for_ten_minutes(checkpoint):
    user = make_user()
    act(checkpoint, Verb.START, by=user, seen_version=1)
    assert undoable(checkpoint, user)
    assert undoable(checkpoint, make_user()) is None
    late = checkpoint.municipality.now() - LIMIT - datetime.timedelta(seconds=1)
    CheckpointEvent.objects.update(at=late)
    assert undoable(checkpoint, user) is None
    with pytest.raises(NotNow, match="10 минут"):
        undo(checkpoint, by=user, seen_version=2)
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.events.count()) == ("started", 1)


def test_after_another_has_acted_there_is_nothing_to_undo(checkpoint):
    director, judge = make_user(), make_user()
    act(checkpoint, Verb.REPORT, by=director, seen_version=1)
    act(checkpoint, Verb.ACCEPT, by=judge, seen_version=2)
    assert undoable(checkpoint, director) is None
    with pytest.raises(Conflict):
        undo(checkpoint, by=director, seen_version=2)
    assert Checkpoint.objects.get().state == "accepted"


def test_granted_date_is_taken_back_and_waits_again(checkpoint):
    later = DUE + datetime.timedelta(days=30)
    request = ask_for_date(
        checkpoint, due_on=later, reason="Карантин", by=make_user(), seen_version=1
    )
    judge = make_user()
    grant_date(request, by=judge, seen_version=2)
    undo(checkpoint, by=judge, seen_version=3)
    checkpoint.refresh_from_db()
    assert (checkpoint.due_on, checkpoint.moves) == (DUE, 0)
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("asked", None)


def test_own_request_for_a_date_is_withdrawn(checkpoint):
    user = make_user()
    later = DUE + datetime.timedelta(days=30)
    ask_for_date(checkpoint, due_on=later, reason="Карантин", by=user, seen_version=1)
    undo(checkpoint, by=user, seen_version=2)
    assert DateRequest.objects.get().state == "needless"


def test_from_the_card_and_twice_with_one_effect(client, checkpoint):
    director = make_user_as(RoleKind.DIRECTOR, school=checkpoint.school)
    client.force_login(director)
    act(checkpoint, Verb.REPORT, by=director, seen_version=1, text="Проведено")
    slug = checkpoint.municipality.slug
    card = reverse("monitoring:checkpoint", args=[slug, checkpoint.pk])
    assert "Отменить моё действие" in client.get(card).content.decode()
    address = reverse("monitoring:checkpoint-undo", args=[slug, checkpoint.pk])
    data = {FIELD: new_key(), "version": 2}
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.events.count()) == ("planned", 2)
    assert "Отменить моё действие" not in client.get(card).content.decode()
