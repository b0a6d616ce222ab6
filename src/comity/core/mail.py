"""Mail that is not lost: every message goes into the outbox in the transaction that causes it, and out from there.

Without a mail server (COMITY_SMTP_URL) messages become files under the home. A server that is down is tried again, ever
later, for a week; then the message waits at the outbox's page for someone to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .models import OutgoingMail

TRIES = 24
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=12)
_CLAIM = timedelta(minutes=10)
_KEPT = timedelta(days=30)  # how long it is remembered that a mail was sent
_MOST = 500  # mails sent in one run


class OutboxBackend(BaseEmailBackend):
    """Django's way to send mail: here it only puts each message into the outbox and wakes the task worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queues a copy for each recipient; how many messages were queued."""
        for message in email_messages:
            for address in message.recipients():
                OutgoingMail.objects.create(
                    to=address, subject=message.subject[:500], message=message.message().as_bytes()
                )
        if email_messages:
            transaction.on_commit(wake)
        return len(email_messages)


def wake() -> None:
    """Has the task worker send what is due, without waiting for the next round."""
    from .tasks import deliver

    deliver.enqueue()


def due() -> QuerySet[OutgoingMail]:
    """The mails to be tried now."""
    return OutgoingMail.objects.filter(sent_at=None, tries__lt=TRIES, due_at__lte=timezone.now())


def stuck() -> QuerySet[OutgoingMail]:
    """The mails that were given up."""
    return OutgoingMail.objects.filter(sent_at=None, tries__gte=TRIES)


def deliver_due() -> int:
    """Sends what is due; how many went out. What fails waits for another try."""
    OutgoingMail.objects.filter(sent_at__lt=timezone.now() - _KEPT).delete()
    sent = 0
    connection = get_connection(settings.COMITY_MAIL_DELIVERY)
    for pk in list(due().values_list("pk", flat=True)[:_MOST]):
        sent += _deliver(pk, connection)
    return sent


def _deliver(pk: int, connection: Any) -> bool:
    # Claimed first and sent outside of any transaction: a slow server must not hold the database. A crash between
    # sending and noting it sends the mail once more after the claim has run out; none is lost.
    claimed = due().filter(pk=pk).update(due_at=timezone.now() + _CLAIM)
    mail = OutgoingMail.objects.filter(pk=pk).first() if claimed else None
    if mail is None:
        return False  # another worker took it
    try:
        connection.send_messages([_message(mail)])
    except OSError as error:  # smtplib's errors are among them
        mail.tries += 1
        mail.error = f"{type(error).__name__}: {error}"[:500]
        mail.due_at = timezone.now() + min(_FIRST_WAIT * 2 ** (mail.tries - 1), _LONGEST_WAIT)
    else:
        mail.sent_at, mail.message, mail.error = timezone.now(), b"", ""
    mail.save()
    return mail.sent_at is not None


class _AsQueued(EmailMessage):
    """A message that goes out exactly as it was queued."""

    def __init__(self, raw: bytes, to: str) -> None:
        self._raw = message_from_bytes(raw, policy=policy.SMTP)
        super().__init__(subject=str(self._raw["Subject"]), from_email=str(self._raw["From"]), to=[to])

    def message(self, *args: Any, **kwargs: Any) -> Any:
        return self._raw


def _message(mail: OutgoingMail) -> EmailMessage:
    return _AsQueued(bytes(mail.message), mail.to)
