"""Saved searches that are alerts: asked for, confirmed by mail, and told of new records once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.catalogue.interfaces import entries, keys_published
from comity.evidence import interfaces as hub

from .finding import Asked, matching
from .models import Alert

UNCONFIRMED_KEPT_FOR = timedelta(days=7)
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
    since: dict[datetime, list[str]] = {}  # most alerts were told up to the same moment
    for alert in confirmed().filter(sent_until__lte=now - older_than):
        if alert.sent_until not in since:
            since[alert.sent_until] = published(alert.sent_until, now)
        new = since[alert.sent_until]
        found = _wholes(matching(read(alert.query, alert.language), new)) if new else []
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


def published(begin: datetime, until: datetime) -> list[str]:
    """The keys of what was first published in this time: records, providers, guides and their parts."""
    return [*keys_published(begin, until), *hub.keys_published(begin, until)]


def _wholes(keys: list[str]) -> list[str]:
    """Of a guide and its parts only the first, which is the best."""
    best: dict[str, str] = {}
    for key in keys:
        best.setdefault(hub.whole_key(key), key)
    return list(best.values())


def _send(alert: Alert, keys: list[str], address: Address) -> None:
    with override(alert.language):
        lines = _lines(alert.language, keys[:_NAMED], address)
        more = len(keys) - _NAMED
        if more > 0:
            lines.append(_("… and %(count)d more") % {"count": more})
        lines.append(_("End this alert: %(link)s") % {"link": address("alert-end", alert.token)})
        send_mail(_("New records for your search"), "\n\n".join(lines), None, [alert.email])


def _lines(language: str, keys: list[str], address: Address) -> list[str]:
    """What is said of each: its number, title and address; what was withdrawn meanwhile is left out."""
    said = {
        key: f"{entry.number} {entry.text(language).title}\n{address('record', key)}"
        for key, entry in entries(keys).items()
    }
    for key, (entry, whole) in hub.entries(key for key in keys if key not in said).items():
        titles = [text.title for text in whole if text.language in (language, entry.language)][:1]
        title = " · ".join(filter(None, (*titles, entry.section, entry.text(language).title)))
        place = f"#{entry.anchor}" if entry.anchor else ""
        said[key] = f"{entry.number} {title}\n{address(entry.page, entry.code)}{place}"
    return [said[key] for key in keys if key in said]
