"""One opening of a form has one effect (R5); the rest of the product is tested by address."""

import datetime
import itertools
import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone

from accounts import one_time
from accounts.models import FormKey
from schools.models import Region
from tests.factories import make_user

KEY = "k" * 24
numbers = itertools.count(1)


def request_with(key, user, path="/x/"):
    request = RequestFactory().post(path, {one_time.FIELD: key})
    request.user = user
    return request


def make_one_region():
    number = next(numbers)
    Region.objects.create(name=f"Регион {number}", code=str(number))
    return HttpResponseRedirect("/done/")


@pytest.mark.django_db
def test_second_post_gets_the_kept_answer_and_does_nothing():
    user = make_user()
    first = one_time.run_once(request_with(KEY, user), make_one_region)
    second = one_time.run_once(request_with(KEY, user), make_one_region)
    assert Region.objects.count() == 1
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])


@pytest.mark.django_db
def test_refused_form_undoes_everything_and_may_be_sent_again():
    user = make_user()

    def act_badly():
        make_one_region()
        return HttpResponse("исправьте", status=422)

    assert one_time.run_once(request_with(KEY, user), act_badly).status_code == 422
    assert not Region.objects.exists()
    assert not FormKey.objects.exists()
    assert one_time.run_once(request_with(KEY, user), make_one_region).status_code == 302
    assert Region.objects.count() == 1


@pytest.mark.django_db
def test_kept_fragment_is_given_again():
    user = make_user()
    act = lambda: HttpResponse("<tr>готово</tr>", headers={"HX-Trigger": "saved"})  # noqa: E731
    one_time.run_once(request_with(KEY, user), act)
    again = one_time.run_once(request_with(KEY, user), make_one_region)
    assert again.content.decode() == "<tr>готово</tr>"
    assert again["HX-Trigger"] == "saved"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "x" * 65, "\0" * 20])
def test_form_without_a_proper_key_is_not_run(key):
    assert one_time.run_once(request_with(key, make_user()), make_one_region) is None
    assert not one_time.has_been_taken(request_with(key, make_user()))
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_key_of_another_person_or_address_gives_nothing_away():
    act = lambda: HttpResponse("личное")  # noqa: E731
    owner = make_user()
    one_time.run_once(request_with(KEY, owner), act)
    assert one_time.run_once(request_with(KEY, make_user()), act) is None
    assert one_time.run_once(request_with(KEY, owner, "/other/"), act) is None


def send_together(keys, user):
    """Effects of simultaneous POSTs with the keys."""
    barrier = threading.Barrier(len(keys))
    answers = []

    def send(key):
        barrier.wait()
        try:
            answers.append(one_time.run_once(request_with(key, user), make_one_region))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_simultaneous_twins_have_one_effect_and_one_answer():
    user = make_user()
    for number in range(10):
        before = Region.objects.count()
        answers = send_together([f"{KEY}{number}"] * 2, user)
        assert [answer.status_code for answer in answers] == [302, 302]
        assert Region.objects.count() == before + 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_key_simultaneous_twins_would_both_act(monkeypatch):
    """The twin of the test above: with the protection off it must fail."""
    monkeypatch.setattr(one_time, "_take", lambda key, request: FormKey(path="/x/"))
    monkeypatch.setattr(one_time, "_keep", lambda row, response: None)
    send_together([KEY] * 2, make_user())
    assert Region.objects.count() == 2


@pytest.mark.django_db
def test_old_keys_are_cleared_and_fresh_ones_stay():
    user = make_user()
    one_time.run_once(request_with(KEY, user), make_one_region)
    one_time.run_once(request_with(KEY + "new", user), make_one_region)
    old = timezone.now() - datetime.timedelta(days=3)
    FormKey.objects.filter(key=KEY).update(used_at=old)
    call_command("clear_form_keys", stdout=StringIO())
    assert list(FormKey.objects.values_list("key", flat=True)) == [KEY + "new"]
