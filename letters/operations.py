import logging

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from letters.models import Letter, LetterState

log = logging.getLogger(__name__)


def post_letter(*, to, subject, body):
    """Write a letter in the caller's transaction; it is sent when the transaction has ended well."""
    subject = " ".join(subject.split())  # no line breaks in a heading
    letter = Letter.objects.create(to=to, subject=subject, body=body)
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
        letter.state, letter.sent_at = LetterState.SENT, timezone.now()
    letter.save(update_fields=["state", "sent_at", "fault"])
