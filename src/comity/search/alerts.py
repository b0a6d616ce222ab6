"""Saved searches that are alerts: asked for, confirmed by mail, and told of new records once a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.catalogue.entries import Kind
from comity.catalogue.interfaces import entries, published

from .finding import Asked, matching
from .models import Alert

UNCONFIRMED_KEPT_FOR = timedelta(days=7)
_MOST = 2_000  # new records looked at in one run
_NAMED = 50  # records named in one mail
Address = Callable[[str, str], str]  # from the name of a page and what it is about to its absolute address


def ask(*, email: str, query: str, language: str, address: Address) -> None:
    """Keeps the wish and sends a mail to confirm it. Asking again for the same sends the mail again."""
    alert, _made = Alert.objects.get_or_create(email=email.lower(), query=query, language=language)
    if alert.confirmed_at is None:
        with override(language):
            send_mail(
                _("Confirm your alert"),
                _(
                    "You asked to be told of new records for this search: %(search)s\n\nConfirm it here: %(link)s\n\n"
                    "If it was not you, do nothing: without confirmation nothing is sent."
                )
                % {"search": query or _("all records"), "link": address("alert", alert.token)},
                None,
                [alert.email],
            )


def confirm(token: str) -> Alert | None:
    """Confirms an alert; None if there is none of this token. Confirming twice changes nothing."""
    alert = Alert.objects.filter(token=token).first()
    if alert is not None and alert.confirmed_at is None:
        alert.confirmed_at = alert.sent_until = timezone.now()
        alert.save()
    return alert


def end(token: str) -> bool:
    """Ends an alert and forgets the address; whether there was one."""
    return Alert.objects.filter(token=token).delete()[0] > 0


def send_all(*, read: Callable[[str, str], Asked], address: Address, older_than: timedelta = timedelta()) -> int:
    """Sends what is new to everyone who confirmed; how many mails. `read` makes a question of a query.

    Those who were told within `older_than` wait.

    A mail that cannot be sent leaves its alert where it was: the next run tells of the same records again.
    """
    Alert.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - UNCONFIRMED_KEPT_FOR).delete()
    now = timezone.now()
    sent = 0
    for alert in confirmed().filter(sent_until__lte=now - older_than):
        new = list(published_since(alert.sent_until, now))
        found = matching(read(alert.query, alert.language), new) if new else []
        if found:
            try:
                _send(alert, found, address)
            except OSError:
                continue
            sent += 1
        alert.sent_until = now
        alert.save(update_fields=["sent_until"])
    return sent


def confirmed() -> QuerySet[Alert]:
    """The alerts that are sent."""
    return Alert.objects.exclude(confirmed_at=None).order_by("pk")


def published_since(begin: datetime, until: datetime) -> Iterable[str]:
    """The keys of records first published in this time."""
    for kind in Kind:
        rows = published(kind).filter(first_published_at__gt=begin, first_published_at__lte=until)
        yield from rows.order_by("pk").values_list("key", flat=True)[:_MOST]


def _send(alert: Alert, keys: list[str], address: Address) -> None:
    with override(alert.language):
        held = entries(keys[:_NAMED])
        lines = [
            f"{entry.number} {entry.text(alert.language).title}\n{address('record', entry.key)}"
            for entry in held.values()
        ]
        more = len(keys) - len(lines)
        if more > 0:
            lines.append(_("… and %(count)d more") % {"count": more})
        lines.append(_("End this alert: %(link)s") % {"link": address("alert-end", alert.token)})
        send_mail(_("New records for your search"), "\n\n".join(lines), None, [alert.email])
