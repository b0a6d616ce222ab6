"""The outbox: what is to be sent is kept until a server has taken it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from comity.core import mail
from comity.core.models import OutgoingMail

pytestmark = pytest.mark.django_db


class Server(EmailBackend):
    down = False

    def send_messages(self, messages: Any) -> int:
        if Server.down:
            raise ConnectionRefusedError("the server is down")
        return int(super().send_messages(messages))


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "comity.core.mail.OutboxBackend"
    settings.COMITY_MAIL_DELIVERY = "tests.core.test_mail.Server"
    Server.down = False


def a_mail() -> OutgoingMail:
    send_mail("تأكيد", "النص الكامل", None, ["a@example.org"])
    return OutgoingMail.objects.get()


def test_a_mail_waits_in_the_outbox_and_goes_out_as_written(mailoutbox: list[Any]) -> None:
    a_mail()
    assert mailoutbox == []
    assert mail.deliver_due() == 1
    sent = mailoutbox[0].message()
    assert sent["To"] == "a@example.org"
    assert "النص الكامل" in sent.get_payload(decode=True).decode()
    held = OutgoingMail.objects.get()
    assert held.sent_at is not None
    assert bytes(held.message) == b""  # what was sent is not kept


def test_nothing_is_lost_while_the_server_is_down(mailoutbox: list[Any]) -> None:
    queued = a_mail()
    Server.down = True
    assert mail.deliver_due() == 0
    queued.refresh_from_db()
    assert (queued.tries, queued.sent_at) == (1, None)
    assert "the server is down" in queued.error
    assert mail.deliver_due() == 0  # it is not tried again at once
    Server.down = False
    OutgoingMail.objects.update(due_at=timezone.now())
    assert mail.deliver_due() == 1
    assert len(mailoutbox) == 1


def test_it_is_tried_ever_later_and_then_waits_for_a_person() -> None:
    queued = a_mail()
    Server.down = True
    waits = []
    for _ in range(mail.TRIES):
        OutgoingMail.objects.update(due_at=timezone.now())
        mail.deliver_due()
        queued.refresh_from_db()
        waits.append(timedelta(minutes=round((queued.due_at - timezone.now()).total_seconds() / 60)))
    assert waits == sorted(waits)
    assert sum(waits, timedelta()) > timedelta(days=7)
    OutgoingMail.objects.update(due_at=timezone.now())
    assert not mail.due().exists()
    assert mail.stuck().get() == queued


def test_one_mail_that_fails_does_not_hold_the_others(mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        send_mail("s", "t", None, [f"{name}@example.org"])
    send = Server.send_messages

    def refuses_a(self: Server, messages: Any) -> int:
        if messages[0].to == ["a@example.org"]:
            raise OSError("no such mailbox")
        return send(self, messages)

    monkeypatch.setattr(Server, "send_messages", refuses_a)
    assert mail.deliver_due() == 1
    assert [message.to for message in mailoutbox] == [["b@example.org"]]
