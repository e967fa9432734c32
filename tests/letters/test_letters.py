import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from letters.models import Letter, LetterState
from letters.operations import deliver, post_letter

pytestmark = pytest.mark.django_db


def test_letter_goes_out_after_the_transaction(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post_letter(to="a@example.org", subject="Тема\nвторая строка", body="Текст")
        assert not mail.outbox
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert mail.outbox[0].subject == "Тема вторая строка"


def test_letter_of_a_failed_transaction_is_not_sent():
    with transaction.atomic():
        post_letter(to="a@example.org", subject="Тема", body="Текст")
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert not mail.outbox


def test_letter_is_sent_once_however_often_it_is_delivered():
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    deliver(letter.pk)
    deliver(letter.pk)
    assert len(mail.outbox) == 1


def test_broken_mail_server_keeps_the_letter_for_the_next_try(settings):
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_letters")
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


def test_sent_letter_keeps_no_link_that_lets_one_in():
    letter = post_letter(
        to="a@example.org", subject="Тема", body="https://example.org/invitation/x"
    )
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.body) == (LetterState.SENT, "")


def test_working_server_leaves_the_sending_to_the_worker(
    settings, django_capture_on_commit_callbacks
):
    settings.LETTERS_AT_ONCE = False
    with django_capture_on_commit_callbacks(execute=True):
        post_letter(to="a@example.org", subject="Тема", body="Текст")
    assert not mail.outbox
    call_command("send_letters")
    assert len(mail.outbox) == 1
