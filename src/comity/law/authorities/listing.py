"""The directory as published: every listed authority with the version that stands and when it was last confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .entry import AuthorityEntry


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed authority: its stable `key`, the number of the published version, and how fresh it is.

    `confirmed_on` is the day the State or the authority last confirmed the entry (None: never); `unconfirmed_since`
    the day from which it counts as unconfirmed, after two reminders were missed (None: it does not).
    """

    key: str
    version: int
    entry: AuthorityEntry
    published_on: date
    confirmed_on: date | None = None
    unconfirmed_since: date | None = None
    next_review_on: date | None = None


@dataclass(frozen=True)
class Directory:
    """All listed authorities on one day, indexed for the questions that are asked."""

    on: date
    listed: Mapping[str, Listed]
    by_state: Mapping[str, tuple[Listed, ...]]

    @classmethod
    def of(cls, on: date, listed: Iterable[Listed]) -> Directory:
        """A directory of these; within a State they keep the order they come in."""
        held = tuple(listed)
        states: dict[str, list[Listed]] = defaultdict(list)
        for each in held:
            states[each.entry.state].append(each)
        return cls(on, {each.key: each for each in held}, {state: tuple(found) for state, found in states.items()})
