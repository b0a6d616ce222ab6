"""What a load of the catalogue did, counted as it goes: long lists are cut in memory, never the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from comity.catalogue.interfaces import Did, Note

from .items import Refused

_MOST = 1_000  # of each list


@dataclass
class EntryReport:
    """Counts by what was done, and the first thousand of what was refused or is worth a look."""

    reader: str
    path: str
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    files: int = 0
    did: Counter[Did] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unreadable: list[Note] = field(default_factory=list)
    refused_in_all: int = 0
    noted_in_all: int = 0

    def refuse(self, refused: Iterable[Refused]) -> None:
        """Adds rows that could not be taken."""
        for each in refused:
            self.refused_in_all += 1
            if len(self.refused) < _MOST:
                self.refused.append(each)

    def note(self, notes: Iterable[Note]) -> None:
        """Adds what a person should look at."""
        for each in notes:
            self.noted_in_all += 1
            if len(self.notes) < _MOST:
                self.notes.append(each)

    @property
    def complete(self) -> bool:
        """True if every file was read and every row taken or left aside on purpose."""
        return not self.refused_in_all and not self.unreadable

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return {
            "files": self.files,
            **{did.value: self.did[did] for did in Did},
            "left aside": sum(self.passed.values()),
            "refused": self.refused_in_all,
            "unreadable": len(self.unreadable),
        }

    def problems(self) -> list[dict[str, str]]:
        """What was refused, unreadable or is worth a look, by place."""
        rows = [{"kind": "unreadable", "place": n.place, "reason": n.reason} for n in self.unreadable]
        rows += [{"kind": "refused", "place": r.place, "reason": r.reason, "excerpt": r.excerpt} for r in self.refused]
        return rows + [{"kind": "note", "place": n.place, "reason": n.reason} for n in self.notes]

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "reader": self.reader,
            "path": self.path,
            "counts": self.counts(),
            "left_aside": dict(self.passed.most_common(_MOST)),
            "problems": self.problems(),
        }
