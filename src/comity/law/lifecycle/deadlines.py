"""What runs out when: the days that end something in a request, and when to be reminded of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ..sentences import gettext_noop as _


class DeadlineKind(Enum):
    """What ends on the day."""

    PRESERVATION = "preservation"
    HEARING = "hearing"
    LIMITATION = "limitation"
    PROVISIONAL_ARREST = "provisional-arrest"
    SAFE_CONDUCT = "safe-conduct"
    REPLY = "reply"
    OTHER = "other"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _KINDS[self]

    @property
    def remind_before(self) -> tuple[int, ...]:
        """How many days before the day to be reminded, the earliest first."""
        return _REMIND.get(self, (14, 3))


_KINDS = {
    DeadlineKind.PRESERVATION: _("Preserved data are kept until"),
    DeadlineKind.HEARING: _("Hearing"),
    DeadlineKind.LIMITATION: _("Prosecution or punishment becomes time-barred"),
    DeadlineKind.PROVISIONAL_ARREST: _("Limit of provisional arrest"),
    DeadlineKind.SAFE_CONDUCT: _("Safe conduct ends"),
    DeadlineKind.REPLY: _("Reply due"),
    DeadlineKind.OTHER: _("Other deadline"),
}
# Some take longer to act upon than a fortnight, or are over within one.
_REMIND = {
    DeadlineKind.HEARING: (30, 7),
    DeadlineKind.LIMITATION: (180, 30, 7),
    DeadlineKind.PROVISIONAL_ARREST: (7, 3, 1),
    DeadlineKind.SAFE_CONDUCT: (7, 2),
    DeadlineKind.REPLY: (7, 1),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A day a treaty sets: until when, by which provision, and whether the person must be released then."""

    on: date
    provision: str
    final: bool


# Days after the arrest: (may be released, must be released), with the provision.
_ARREST = {"ets24": (18, 40, "ets24:16:4")}
_SAFE_CONDUCT = {"untoc": (15, "untoc:18:27"), "uncac": (15, "uncac:46:27")}


def arrest_limits(arrested_on: date, instrument: str) -> tuple[Limit, ...]:
    """The limits of provisional arrest by the treaty; empty where it leaves them to domestic law, as UNTOC does."""
    if instrument not in _ARREST:
        return ()
    may, must, provision = _ARREST[instrument]
    return (
        Limit(arrested_on + timedelta(days=may), provision, False),
        Limit(arrested_on + timedelta(days=must), provision, True),
    )


def safe_conduct_ends(told_on: date, instrument: str) -> Limit | None:
    """The last of the consecutive days after a witness was told that he or she is no longer needed; None: not set."""
    if instrument not in _SAFE_CONDUCT:
        return None
    days, provision = _SAFE_CONDUCT[instrument]
    return Limit(told_on + timedelta(days=days), provision, True)


def due_reminder(on: date, before: tuple[int, ...], today: date, reminded: frozenset[int] = frozenset()) -> int | None:
    """Which reminder is to be sent today: the smallest that has fallen due and was not sent; None after the day."""
    if today > on:
        return None
    fallen = [days for days in before if today >= on - timedelta(days=days)]
    return min(fallen) if fallen and min(fallen) not in reminded else None
