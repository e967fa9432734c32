import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from letters.models import Letter, LetterState

log = logging.getLogger(__name__)


def post_letter(*, to, subject, body):
    """Write a letter in the caller's transaction; it is sent after it, if it ends well.

    A working server leaves the sending to send_letters: a slow mail server must hold no page,
    nor tell by its slowness that an address is known.
    """
    subject = " ".join(subject.split())  # no line breaks in a heading
    letter = Letter.objects.create(to=to, subject=subject, body=body)
    if settings.LETTERS_AT_ONCE:
        transaction.on_commit(lambda: deliver(letter.pk))
    return letter


def deliver(pk):
    """Claim, send, mark. What was claimed and not marked is never sent again by itself (D7)."""
    claimed = Letter.objects.filter(pk=pk, state=LetterState.WAITING)
    if not claimed.update(state=LetterState.SENDING):
        return
    letter = Letter.objects.get(pk=pk)
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
    except OSError as fault:  # the mail server is away: every fault of smtplib is an OSError
        log.warning("Письмо %s не отправлено: %s", pk, fault)
        letter.state, letter.fault = LetterState.FAILED, str(fault)[:300]
    else:
        # Letters carry links that let one in: what has been sent is not kept.
        letter.state, letter.sent_at, letter.body = LetterState.SENT, timezone.now(), ""
    letter.save(update_fields=["state", "sent_at", "fault", "body"])
