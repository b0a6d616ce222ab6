"""What every reader yields: facts with their place in the file, and what could not be taken, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from comity.law.actions import TreatyAction
from comity.law.book import Coverage
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement
from comity.law.states import Gazetteer


class FormatError(ValueError):
    """The file is not of the format named, or is damaged; the message names file, place and the way out."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How far the file's record of one instrument's participants reaches."""

    instrument: str
    coverage: Coverage


Fact = Source | Instrument | Covered | TreatyAction | Statement


@dataclass(frozen=True, slots=True)
class Taken:
    """A fact, and where in the file it stands (`18-12.csv, line 20`)."""

    place: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that could not be taken: where, why, and an excerpt (at most 200 characters) to recognise it by.

    `participant` is set when the reason is a name that matches no State known here.
    """

    place: str
    reason: str
    excerpt: str = ""
    participant: str | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that was read and left aside on purpose (another subject, an instrument not held here), and why."""

    place: str
    reason: str


Item = Taken | Refused | Passed


class Reader(Protocol):
    """One native format."""

    name: str  # the word after --from
    title: str  # English, shown in help

    def files(self, path: Path) -> list[Path]:
        """The files under `path` that are of this format, in a stable order; raises FormatError if there is none."""
        ...

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The items of one file, streamed in bounded memory; raises FormatError if it is not of this format."""
        ...


EntryT_co = TypeVar("EntryT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[EntryT_co]):
    """An entry of the catalogue or the hub, and where in the file it stands (`eng_acts_E-23.01.xml, section 3`)."""

    place: str
    entry: EntryT_co


class EntryReader(Protocol[EntryT_co]):
    """One native format of entries."""

    name: str  # the word after --from
    title: str  # English, shown in help

    def files(self, path: Path) -> list[Path]:
        """The files under `path` that are of this format, in a stable order; raises FormatError if there is none."""
        ...

    def read(self, file: Path) -> Iterator[Found[EntryT_co] | Refused | Passed]:
        """The items of one file, what is cited before what cites it; raises FormatError if it is not of this format.

        Bounded in memory; nothing outside the file is read (no external entities).
        """
        ...
