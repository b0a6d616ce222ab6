"""How fresh an entry is: when it was last confirmed, since when it counts as unconfirmed, when it is due for review.

An entry is asked about every 180 days. Two reminders in a row that nobody answered make it unconfirmed, from the day
the second was missed; an entry nobody ever confirmed is unconfirmed from the day it was listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

REVIEWED_EVERY = timedelta(days=180)
ANSWERED_WITHIN = timedelta(days=30)  # a reminder not answered by then is missed
MISSES = 2


@dataclass(frozen=True, slots=True)
class Freshness:
    """`unconfirmed_since` None: it does not count as unconfirmed; `next_review_on` the day the next reminder is due."""

    confirmed_on: date | None
    unconfirmed_since: date | None
    next_review_on: date


def freshness(*, listed_on: date, confirmations: Iterable[date], reminders: Iterable[date], on: date) -> Freshness:
    """How fresh an entry listed on a day is `on` another, by the days it was confirmed and reminded of."""
    confirmed_on = max((day for day in confirmations if day <= on), default=None)
    if confirmed_on is None:
        asked = max((day for day in reminders if day <= on), default=listed_on)
        return Freshness(None, listed_on, asked + REVIEWED_EVERY)
    unanswered = sorted(day for day in reminders if confirmed_on < day <= on)
    missed = [day + ANSWERED_WITHIN for day in unanswered if day + ANSWERED_WITHIN <= on]
    return Freshness(
        confirmed_on,
        missed[MISSES - 1] if len(missed) >= MISSES else None,
        (unanswered[-1] if unanswered else confirmed_on) + REVIEWED_EVERY,
    )
