import pytest

from files import parents
from files.models import StoredFile


def test_file_without_a_parent_is_readable_by_nobody(user):
    assert not parents.holder_for(user, StoredFile(uploaded_by=user))


def test_one_parent_is_enough(user):
    parents.register(lambda user, stored: False)
    parents.register(lambda user, stored: stored.name == "свой.pdf")
    assert parents.holder_for(user, StoredFile(name="свой.pdf"))
    assert not parents.holder_for(user, StoredFile(name="чужой.pdf"))


def test_parent_is_asked_anew_each_time(user):
    answers = iter([True, False])
    parents.register(lambda user, stored: next(answers))
    assert parents.holder_for(user, StoredFile())
    assert not parents.holder_for(user, StoredFile())


def test_registering_twice_asks_once(user):
    seen = []

    def note(*args):
        seen.append(args)

    for _ in range(2):
        parents.register(note)
        parents.register_read_hook(note)
    stored = StoredFile()
    parents.holder_for(user, stored)
    parents.on_read(user, stored, "request")
    assert seen == [(user, stored), (user, stored, "request")]


def test_failing_hook_stops_the_reading(user):
    parents.register_read_hook(lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        parents.on_read(user, StoredFile(), None)
