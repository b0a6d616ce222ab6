"""Drives a reader into the record of treaties: in chunks, each complete in itself, with a report at the end.

A load can be stopped at any moment and run again: facts have stable ids, so what was recorded is found unchanged and
the rest is added.
"""

from __future__ import annotations

import errno
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, OperationalError
from django.utils import timezone

from comity.core.gazetteer import load_gazetteer
from comity.core.treaty_facts import COVERAGE, PARTICIPATION, SOURCES, STATEMENTS, bundled_facts
from comity.treaties.interfaces import Change, Placed, Reach, UnknownSource, record_facts
from comity.treaties.models import LoadProblem, LoadRun

from .items import Covered, FormatError, Item, Passed, Reader, Refused, Taken

CHUNK = 500
Progress = Callable[[str, int], None]  # what is being read, how many rows so far


class LoadInterrupted(Exception):
    """The load could not go on (disk full, database locked); what was recorded stands, run it again to complete."""


@dataclass
class LoadReport:
    """What a load did. `passed` counts rows left aside on purpose by reason; `unmatched` names matching no State."""

    reader: str
    path: str
    files: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)

    @property
    def unmatched(self) -> list[str]:
        """The names of participants that match no State known here, each once."""
        return sorted({r.participant for r in self.refused if r.participant})

    @property
    def complete(self) -> bool:
        """True if every row of every file was taken or left aside on purpose."""
        return not self.refused and not self.unreadable

    def as_json(self) -> dict[str, object]:
        """The report as JSON values."""
        return {
            "reader": self.reader,
            "path": self.path,
            "files": self.files,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": [
                {"place": r.place, "reason": r.reason, "excerpt": r.excerpt, "participant": r.participant}
                for r in self.refused
            ],
            "passed": dict(self.passed),
            "unmatched": self.unmatched,
            "unreadable": self.unreadable,
        }


def load(reader: Reader, path: Path, *, progress: Progress | None = None) -> LoadReport:
    """Reads every file of the format under `path` and records its facts; raises FormatError and LoadInterrupted.

    A file that turns out not to be of the format is reported and the others are read all the same.
    """
    report = LoadReport(reader.name, str(path))
    found = reader.files(path)
    with _Interruptions(path):
        run = LoadRun.objects.create(reader=reader.name, path=str(path)[:1000])
        for file in found:
            report.files += 1
            try:
                _take(reader.read(file, gazetteer=load_gazetteer()), report, progress, file.name)
            except FormatError as error:
                report.unreadable.append(str(error))
        _finish(run, report)
    return report


def load_bundled(progress: Progress | None = None) -> LoadReport | None:
    """Records the facts that come with Comity; None if they are recorded already (by the files' fingerprint)."""
    fingerprint = _fingerprint()
    if LoadRun.objects.filter(reader="bundled", path=fingerprint, finished_at__isnull=False).exists():
        return None
    report = LoadReport("bundled", fingerprint)
    run = LoadRun.objects.create(reader="bundled", path=fingerprint)
    facts = bundled_facts()
    items: list[Taken] = [Taken("sources.csv", source) for source in facts.sources]
    items += [Taken("coverage.csv", Covered(code, coverage)) for code, coverage in facts.coverage.items()]
    items += [Taken(placed.place, placed.fact) for placed in facts.actions]
    items += [Taken(placed.place, placed.fact) for placed in facts.statements]
    _take(iter(items), report, progress, "treaty facts")
    _finish(run, report)
    return report


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in (SOURCES, COVERAGE, PARTICIPATION, STATEMENTS):
        digest.update(files("comity.reference").joinpath(name).read_bytes())
    return digest.hexdigest()


def _take(items: Iterator[Item], report: LoadReport, progress: Progress | None, name: str) -> None:
    rows = 0
    while chunk := list(islice(items, CHUNK)):
        rows += len(chunk)
        report.passed.update(item.reason for item in chunk if isinstance(item, Passed))
        report.refused += [item for item in chunk if isinstance(item, Refused)]
        _record([item for item in chunk if isinstance(item, Taken)], report)
        if progress:
            progress(name, rows)


def _record(taken: list[Taken], report: LoadReport) -> None:
    placed = [
        Placed(t.place, Reach(t.fact.instrument, t.fact.coverage) if isinstance(t.fact, Covered) else t.fact)
        for t in taken
    ]
    try:
        counts = record_facts(facts=placed)
    except UnknownSource as error:
        report.refused += [Refused(t.place, str(error)) for t in taken]
        return
    report.new += counts[Change.NEW]
    report.changed += counts[Change.CHANGED]
    report.unchanged += counts[Change.UNCHANGED]


def _finish(run: LoadRun, report: LoadReport) -> None:
    LoadProblem.objects.bulk_create(_problems(run, report.refused), batch_size=500)
    run.new, run.changed, run.unchanged = report.new, report.changed, report.unchanged
    run.refused, run.passed = len(report.refused), sum(report.passed.values())
    run.finished_at = timezone.now()
    run.save()


def _problems(run: LoadRun, refused: Iterable[Refused]) -> Iterator[LoadProblem]:
    for r in refused:
        yield LoadProblem(
            run=run,
            place=r.place[:300],
            reason=r.reason,
            excerpt=r.excerpt[:200],
            participant=(r.participant or "")[:200],
        )


class _Interruptions:
    """Turns a full disk or a locked database into a LoadInterrupted that says what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise LoadInterrupted(self._advice("no space is left on the disk")) from error
        if isinstance(error, OperationalError) and "full" in str(error):
            raise LoadInterrupted(self._advice("no space is left for the database")) from error
        if isinstance(error, DatabaseError):
            raise LoadInterrupted(self._advice(f"the database refused: {error}")) from error

    def _advice(self, what: str) -> str:
        return f"{self.path}: {what}; what was read so far is recorded, make room and run the same command again"
