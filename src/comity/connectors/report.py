"""What a load did, counted as it goes: long lists are cut in memory, never the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from comity.treaties.interfaces import Remark
from comity.treaties.models import ProblemKind

from .items import Refused

_MOST = 1_000  # of each list, in memory
_OTHER = "other reasons"


@dataclass
class LoadReport:
    """What a load did with the rows of its files.

    `refused` and `remarks` hold the first thousand of a kind, `count` tells how many there were. `passed` counts rows
    left aside on purpose by reason; `unmatched` names that match no State known here.
    """

    reader: str
    path: str
    files: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    remarks: dict[ProblemKind, list[Remark]] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    _names: dict[str, None] = field(default_factory=dict)
    _counts: Counter[ProblemKind] = field(default_factory=Counter)

    def refuse(self, refused: Iterable[Refused]) -> None:
        """Adds rows that could not be taken."""
        for row in refused:
            self._counts[ProblemKind.REFUSED] += 1
            if len(self.refused) < _MOST:
                self.refused.append(row)
            if row.participant and len(self._names) < _MOST:
                self._names[row.participant] = None

    def note(self, kind: ProblemKind, remarks: Iterable[Remark]) -> None:
        """Adds what a person should look at."""
        held = self.remarks.setdefault(kind, [])
        for remark in remarks:
            self._counts[kind] += 1
            if len(held) < _MOST:
                held.append(remark)

    def pass_over(self, reasons: Iterable[str]) -> None:
        """Adds rows left aside on purpose."""
        for reason in reasons:
            self.passed[reason if reason in self.passed or len(self.passed) < _MOST else _OTHER] += 1

    def count(self, kind: ProblemKind) -> int:
        """How many there were of a kind, listed or not."""
        return self._counts[kind]

    @property
    def passed_in_all(self) -> int:
        """How many rows were left aside on purpose."""
        return sum(self.passed.values())

    @property
    def changed_facts(self) -> bool:
        """True if readers of the book see something else than before."""
        return bool(self.new or self.changed or self.count(ProblemKind.WITHDRAWN))

    @property
    def unmatched(self) -> list[str]:
        """The names of participants that match no State known here, each once."""
        return sorted(self._names)

    @property
    def complete(self) -> bool:
        """True if every row of every file was taken or left aside on purpose."""
        return not self.count(ProblemKind.REFUSED) and not self.count(ProblemKind.UNREADABLE)

    def as_json(self) -> dict[str, object]:
        """The report as JSON values; the lists are cut as in memory, `counts` are whole."""
        kinds = (ProblemKind.UNREADABLE, ProblemKind.KEPT, ProblemKind.MISSING, ProblemKind.WITHDRAWN)
        return {
            "reader": self.reader,
            "path": self.path,
            "complete": self.complete,
            "counts": {
                "files": self.files,
                "new": self.new,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "refused": self.count(ProblemKind.REFUSED),
                "passed": self.passed_in_all,
                **{kind.value: self.count(kind) for kind in kinds},
            },
            "refused": [
                {"place": r.place, "reason": r.reason, "excerpt": r.excerpt, "participant": r.participant}
                for r in self.refused
            ],
            "passed": dict(self.passed.most_common()),
            "unmatched": self.unmatched,
            **{
                kind.value: [{"place": r.place, "reason": r.reason} for r in self.remarks.get(kind, [])]
                for kind in kinds
            },
        }
