import datetime
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from letters.models import LONGEST_SUBJECT, Letter, LetterState

log = logging.getLogger(__name__)

FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=6)
# The pauses double: the twelfth try is 20 hours after the first, one more would be over a day.
MOST_ATTEMPTS = 12


def post_letter(*, to, subject, body, dedupe_key=None):
    """Write a letter in the caller's transaction; it is sent after it, if it ends well.

    With a `dedupe_key` it is written once: a second one of the same key changes nothing and gets
    the first (R15). A working server leaves the sending to the worker: a slow mail server must
    hold no page, nor tell by its slowness that an address is known.
    """
    subject = " ".join(subject.split())[:LONGEST_SUBJECT]  # no line breaks in a heading
    words = {"to": to, "subject": subject, "body": body}
    if dedupe_key is None:
        letter = Letter.objects.create(**words)
    else:
        letter, is_new = Letter.objects.get_or_create(dedupe_key=dedupe_key, defaults=words)
        if not is_new:
            return letter
    if settings.LETTERS_AT_ONCE:
        transaction.on_commit(lambda: deliver(letter.pk))
    return letter


def deliver_due(*, is_stopping=bool):
    """Deliver the letters whose time has come; returns how many. `is_stopping()` ends it early."""
    count = 0
    for pk in list(Letter.objects.due().order_by("pk").values_list("pk", flat=True)):
        if is_stopping():
            break
        deliver(pk)
        count += 1
    return count


def deliver(pk):
    """Claim, send, mark. What was claimed and not marked is never sent again by itself (D7)."""
    now = timezone.now()
    claimed = Letter.objects.due().filter(pk=pk)
    if not claimed.update(state=LetterState.SENDING, attempts=F("attempts") + 1, next_try_at=now):
        return
    letter = Letter.objects.get(pk=pk)
    try:
        EmailMessage(
            letter.subject, letter.body, to=[letter.to], headers={"Message-ID": letter.message_id}
        ).send()
    # Every fault of smtplib and of the network is an OSError; an impossible address, a ValueError.
    except (OSError, ValueError) as fault:
        mark_fault(letter, fault)
    else:
        # Letters carry links that let one in: what has been sent is not kept.
        letter.state, letter.sent_at, letter.body = LetterState.SENT, timezone.now(), ""
        letter.fault = ""
    letter.save(update_fields=["state", "sent_at", "next_try_at", "fault", "body"])


def mark_fault(letter, fault):
    """Put the letter off until its next try, or give it up; not saved."""
    log.warning("Письмо %s не отправлено: %s", letter.pk, fault)
    letter.fault = str(fault)[:300]
    if is_final(fault) or letter.attempts >= MOST_ATTEMPTS:
        letter.state = LetterState.FAILED
        return
    letter.state = LetterState.WAITING
    pause = FIRST_PAUSE * 2 ** (letter.attempts - 1)
    letter.next_try_at = timezone.now() + min(pause, LONGEST_PAUSE)


def is_final(fault):
    """No later try would help: the address or the letter itself is refused for good.

    «Try later» (4xx, greylisting) and faults of our own sign-in to the mail server are not that.
    """
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in fault.recipients.values())
    if isinstance(fault, smtplib.SMTPDataError):
        return fault.smtp_code >= 500
    return isinstance(fault, ValueError)


def send_again(letters):
    """Let those of the letters that were given up be tried anew; returns how many."""
    return letters.given_up().update(
        state=LetterState.WAITING, attempts=0, next_try_at=timezone.now()
    )
