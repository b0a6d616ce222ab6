"""The preservation clock: until when data are kept, when to be reminded, and what the request that follows must cite.

Preservation is a snapshot that runs out: it holds the data only until a request for them is made (Budapest Convention
article 29(7), at least sixty days; there, once that request has come, they are kept until it is decided).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .provisions import Provision
from .sentences import ProvisionName, Quoted, Sentence, say
from .sentences import gettext_noop as _

REMIND_BEFORE = (14, 3)  # days
LONGEST = 3_650  # days; more is a slip of the pen
_EARLIEST, _LATEST = date(1990, 1, 1), date(2200, 1, 1)
_BUDAPEST = "ets185:29:7"
_BUDAPEST_LEAST = 60  # days, article 29(7)
_UN = "un-cybercrime:42"


class PreservationError(ValueError):
    """Facts the clock cannot run on; `field` names which, `sentence` says why and what to write instead."""

    def __init__(self, field: str, sentence: Sentence) -> None:
        self.field, self.sentence = field, sentence
        super().__init__(f"{field}: {sentence.msgid}")


class CountedFrom(Enum):
    """From when the days of an extension count."""

    END = "end"  # of the period that runs
    ASKED = "asked"  # the day the extension was asked for: the earlier, cautious reading

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _COUNTED[self]


_COUNTED = {
    CountedFrom.END: _("from the end of the period that runs"),
    CountedFrom.ASKED: _("from the day it is asked for"),
}


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension: the day it was asked for, and for how many days."""

    asked_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Preserved:
    """What was preserved where: by whom, since which day, for how many days, with which extensions.

    `holder` names the provider or authority; `provision` is what the preservation rests on, if a treaty; `renewals` how
    often the holder is on record to renew, None if not on record; `followed_on` the day the later request was received.
    """

    since: date
    days: int
    extensions: tuple[Extension, ...] = ()
    counted: CountedFrom = CountedFrom.END
    holder: str = ""
    provision: str = ""
    renewals: int | None = None
    followed_on: date | None = None


class Running(Enum):
    """How a preservation stands."""

    RUNNING = "running"
    SOON = "soon"  # fourteen days or fewer are left
    URGENT = "urgent"  # three days or fewer are left
    EXPIRED = "expired"
    KEPT = "kept"  # the later request came in time, and the data are kept until it is decided

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _RUNNING[self]


_RUNNING = {
    Running.RUNNING: _("running"),
    Running.SOON: _("runs out soon"),
    Running.URGENT: _("runs out within days"),
    Running.EXPIRED: _("has run out"),
    Running.KEPT: _("kept until the request is decided"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of preservation: from the first day up to and including the last. `extension` counts from 1."""

    since: date
    until: date
    extension: int = 0


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to act on, and how many days are left then."""

    on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class Clock:
    """What follows: the last day the data are kept, the periods, the days to be reminded on, and what is doubtful."""

    until: date
    state: Running
    days_left: int
    periods: tuple[Period, ...]
    reminders: tuple[Reminder, ...]
    doubts: tuple[Sentence, ...]
    cite: tuple[Sentence, ...]


def clock(preserved: Preserved, *, today: date) -> Clock:
    """The state of a preservation on a day. Raises PreservationError for facts that cannot be.

    Days are counted from the day after the preservation, so 90 days from 1 January run to 1 April of a common year.
    An extension asked for after the data were lost does not count.
    """
    _check(preserved)
    periods, doubts = _periods(preserved)
    until = periods[-1].until
    left = (until - today).days
    return Clock(
        until=until,
        state=_state(preserved, until, left, today),
        days_left=max(left, 0),
        periods=tuple(periods),
        reminders=reminders(periods[-1]),
        doubts=(*doubts, *_doubts(preserved, until)),
        cite=must_cite(preserved, periods),
    )


def reminders(period: Period, before: Sequence[int] = REMIND_BEFORE) -> tuple[Reminder, ...]:
    """The days to be reminded on before a period ends; none that lies before the period began."""
    days = ((period.until - timedelta(days=left), left) for left in sorted(set(before), reverse=True))
    return tuple(Reminder(on, left) for on, left in days if on >= period.since)


def least_days(provision: str) -> int | None:
    """For how many days at least a treaty obliges to preserve; None where it sets none that is on record here."""
    try:
        within = Provision.parse(provision).within(Provision.parse("ets185:29"))
    except ValueError:
        return None
    return _BUDAPEST_LEAST if within else None


def _check(preserved: Preserved) -> None:
    if not _EARLIEST <= preserved.since <= _LATEST:
        raise PreservationError("since", say("Write the day of the preservation, from 1990 on."))
    for name, days in (("days", preserved.days), *(("extensions", each.days) for each in preserved.extensions)):
        if not 1 <= days <= LONGEST:
            raise PreservationError(name, say("Write a number of days from 1 to %(most)s.", most=LONGEST))
    for extension in preserved.extensions:
        if extension.asked_on < preserved.since:
            raise PreservationError("extensions", say("An extension cannot be older than the preservation itself."))
        if extension.asked_on > _LATEST:
            raise PreservationError("extensions", say("The day of an extension lies too far in the future."))
    if preserved.followed_on is not None and preserved.followed_on < preserved.since:
        raise PreservationError("followed_on", say("The request that follows cannot be older than the preservation."))


def _periods(preserved: Preserved) -> tuple[list[Period], list[Sentence]]:
    periods = [Period(preserved.since, preserved.since + timedelta(days=preserved.days))]
    doubts: list[Sentence] = []
    for extension in sorted(preserved.extensions, key=lambda each: each.asked_on):
        until = periods[-1].until
        if extension.asked_on > until:
            doubts.append(
                say(
                    "The extension asked for on %(asked)s came after the data were kept to %(until)s: it does not"
                    " count, and the data may be gone. Ask for preservation anew.",
                    asked=extension.asked_on,
                    until=until,
                )
            )
            continue
        since = until if preserved.counted is CountedFrom.END else extension.asked_on
        ends = since + timedelta(days=extension.days)
        if ends <= until:
            doubts.append(
                say(
                    "The extension asked for on %(asked)s adds nothing: the period before it runs longer.",
                    asked=extension.asked_on,
                )
            )
            continue
        periods.append(Period(since, ends, periods[-1].extension + 1))
    return periods, doubts


def _state(preserved: Preserved, until: date, left: int, today: date) -> Running:
    followed = preserved.followed_on
    if followed is not None and followed <= min(until, today) and least_days(preserved.provision) is not None:
        return Running.KEPT
    if left < 0:
        return Running.EXPIRED
    urgent, soon = sorted(REMIND_BEFORE)
    if left <= urgent:
        return Running.URGENT
    return Running.SOON if left <= soon else Running.RUNNING


def _doubts(preserved: Preserved, until: date) -> list[Sentence]:
    found = []
    least = least_days(preserved.provision)
    if least is not None and preserved.days < least:
        found.append(
            say(
                "%(days)s days are fewer than the %(least)s that %(provision)s asks for.",
                days=preserved.days,
                least=least,
                provision=ProvisionName(_BUDAPEST),
            )
        )
    if preserved.renewals is not None and len(preserved.extensions) > preserved.renewals:
        found.append(
            say(
                "The holder is on record to renew %(most)s times; here are %(count)s extensions.",
                most=preserved.renewals,
                count=len(preserved.extensions),
            )
        )
    if preserved.followed_on is not None and preserved.followed_on > until:
        found.append(
            say(
                "The request that follows came on %(on)s, after the data were kept to %(until)s.",
                on=preserved.followed_on,
                until=until,
            )
        )
    return found


def must_cite(preserved: Preserved, periods: Sequence[Period]) -> tuple[Sentence, ...]:
    """What the request that follows must say of the preservation, so that the data are found and kept."""
    found = [
        say("The holder’s reference of the preservation (ticket or case number)"),
        say("That the data were preserved on %(since)s, for %(days)s days", since=preserved.since, days=preserved.days),
    ]
    if preserved.holder:
        found.insert(1, say("Who keeps the data: %(holder)s", holder=Quoted(preserved.holder)))
    found += [
        say("Extension %(number)s, which keeps the data to %(until)s", number=each.extension, until=each.until)
        for each in periods
        if each.extension
    ]
    found += [
        say("The last day the data are kept: %(until)s", until=periods[-1].until),
        say("The accounts or identifiers and the range of dates exactly as they were preserved"),
    ]
    if least_days(preserved.provision) is not None:
        found.append(
            say(
                "That the data are to be kept until the request is decided, under %(provision)s",
                provision=ProvisionName(_BUDAPEST),
            )
        )
    elif preserved.provision.startswith(_UN):
        found.append(
            say("That the preservation was asked for under %(provision)s", provision=ProvisionName(preserved.provision))
        )
    return tuple(found)
