"""What every reader of the hub yields: entries with their place in the file, and what could not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from comity.evidence.domain.recording import Entry

from ..items import FormatError, Passed, Refused

__all__ = ["EvidenceReader", "FormatError", "Found", "FoundItem", "Passed", "Refused"]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, and where in the file it stands."""

    place: str
    entry: Entry


FoundItem = Found | Refused | Passed


class EvidenceReader(Protocol):
    """One native format."""

    name: str  # the word after --from
    title: str  # English, shown in help

    def files(self, path: Path) -> list[Path]:
        """The files under `path` that are of this format, in a stable order; raises FormatError if there is none."""
        ...

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The items of one file; raises FormatError if it is not of this format."""
        ...
