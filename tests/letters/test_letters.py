import datetime
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from letters.models import Letter, LetterState
from letters.operations import deliver, post_letter, send_again

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


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


def let_fail(monkeypatch, fault):
    """The mail server answers every letter with the fault."""

    def send(message):
        raise fault

    monkeypatch.setattr(mail.EmailMessage, "send", send)


def make_due(letter):
    Letter.objects.filter(pk=letter.pk).update(next_try_at=timezone.now())


def test_broken_mail_server_keeps_the_letter_for_the_next_try(settings):
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (LetterState.WAITING, 1)
    assert "refused" in letter.fault
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_letters")
    assert not mail.outbox

    make_due(letter)
    call_command("send_letters")
    letter.refresh_from_db()
    assert (letter.state, letter.fault) == (LetterState.SENT, "")


def test_pauses_grow_and_the_letter_is_given_up_within_a_day(monkeypatch):
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    let_fail(monkeypatch, OSError("нет связи"))
    pauses = []
    while letter.state == LetterState.WAITING:
        before = timezone.now()
        make_due(letter)
        deliver(letter.pk)
        letter.refresh_from_db()
        pauses.append(round((letter.next_try_at - before) / MINUTE))

    assert letter.state == LetterState.FAILED
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 0]
    assert sum(pauses) < 24 * 60
    assert letter.body == "Текст"


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}), LetterState.FAILED),
        (SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")}), LetterState.WAITING),
        (SMTPDataError(554, b"spam"), LetterState.FAILED),
        (SMTPDataError(451, b"try later"), LetterState.WAITING),
        (SMTPAuthenticationError(535, b"wrong password"), LetterState.WAITING),
        (ValueError("невозможный адрес"), LetterState.FAILED),
    ],
)
def test_only_a_refusal_for_good_stops_the_tries(monkeypatch, fault, state):
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    let_fail(monkeypatch, fault)
    deliver(letter.pk)

    letter.refresh_from_db()
    assert letter.state == state


def test_letter_of_a_killed_worker_is_sent_again_only_by_hand():
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    Letter.objects.update(state=LetterState.SENDING)
    call_command("send_letters")
    assert not send_again(Letter.objects.all())  # perhaps it is being sent right now

    Letter.objects.update(next_try_at=timezone.now() - 61 * MINUTE)
    call_command("send_letters")
    assert not mail.outbox
    assert send_again(Letter.objects.all()) == 1
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
