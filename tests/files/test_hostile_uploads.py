"""Hostile and spoilt files over real HTTP (C1–C5); a thousand of them: bin/bench hostile."""

import pytest
from django.test import Client

from tests.files.hostile import corpus
from tests.files.sender import Town, right_answers, send

NUMBER = 36


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_every_upload_gets_the_right_answer(live_server, settings):
    settings.UPLOADS_PER_MINUTE = 0  # how many are taken is asked in test_allowance
    town, wrong = Town(), []
    cookies = {}
    for user in (town.director, town.coordinator):
        client = Client()
        client.force_login(user)
        cookies[user] = f"sessionid={client.cookies['sessionid'].value}"
    for sent in corpus(NUMBER):
        user, address, field, fields = town.form_for(sent.name)
        code, _ = send(live_server.url, cookies[user], address, field, sent, fields)
        if code not in right_answers(sent, address):
            wrong.append((sent.name, code))
    assert wrong == []
