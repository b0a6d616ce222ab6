"""What can be recorded: a fact with its place, and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from comity.law.actions import TreatyAction
from comity.law.book import Coverage
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement


class Change(Enum):
    """What recording a fact did; KEPT: another version is held from a newer source, and stays."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the record of one instrument's participants reaches."""

    instrument: str
    coverage: Coverage


Fact = Source | Instrument | Reach | TreatyAction | Statement


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact to record, and where it stands in the file it comes from."""

    place: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Remark:
    """A fact that was not recorded as it stands in the file, and why."""

    place: str
    reason: str


class NotRecorded(ValueError):
    """A fact that cannot be recorded; the message says why."""


@dataclass
class Recorded:
    """What became of a batch: how many facts changed what, which were refused, which gave way to a newer source."""

    changes: Counter[Change] = field(default_factory=Counter)
    refused: list[Remark] = field(default_factory=list)
    kept: list[Remark] = field(default_factory=list)

    def keep(self, place: str, reason: str) -> None:
        """Notes a fact that gave way to the one held."""
        self.changes[Change.KEPT] += 1
        self.kept.append(Remark(place, reason))

    @property
    def any_change(self) -> bool:
        """True if readers of the book see something else than before."""
        return bool(self.changes[Change.NEW] or self.changes[Change.CHANGED])
