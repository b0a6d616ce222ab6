"""What is done once a day: alerts are sent, and authorities are asked whether their entries still hold."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from comity.directory.domain.reminding import send_reminders
from comity.search import alerts
from comity.search.finding import Asked

from .views.search import read


def send_alerts(*, older_than: timedelta = timedelta()) -> int:
    """Sends what is new to everyone who asked and was last told before that long; how many mails."""
    return alerts.send_all(read=_read, address=_address, older_than=older_than)


def remind() -> int:
    """Asks about the entries of the directory that are due for review; how many."""
    return send_reminders(address=lambda token: _address("authority-confirm", token))


def _read(query: str, language: str) -> Asked:
    with override(language):
        return read(QueryDict(query), language)


def _address(page: str, about: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(page, args=(about,))
