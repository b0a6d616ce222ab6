"""Drives a reader into the record of treaties: in chunks, each complete in itself, with a report at the end.

A load can be stopped at any moment and run again: facts have stable ids, so what was recorded is found unchanged and
the rest is added. That a record is complete is written down last, after everything it speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.utils import timezone

from comity.core.gazetteer import load_gazetteer
from comity.treaties.interfaces import Change, Placed, Reach, Remark, missing, record_facts, withdraw
from comity.treaties.models import LoadProblem, LoadRun, ProblemKind
from comity.treaties.signals import facts_changed

from .bundled import bundled_items, fingerprint
from .interruptions import LoadInterrupted, interruptions
from .items import Covered, FormatError, Item, Passed, Reader, Refused, Taken
from .report import LoadReport
from .tasks import after_load

__all__ = ["LoadInterrupted", "LoadReport", "load", "load_bundled"]

T = TypeVar("T")

CHUNK = 500  # items in one transaction
BUNDLED = "bundled"
_MOST_PROBLEMS = 10_000  # written down for one run; all are counted
Progress = Callable[[str, int], None]  # what is being read, how many rows so far


def load(reader: Reader, path: Path, *, progress: Progress | None = None) -> LoadReport:
    """Reads every file of the format under `path` and records its facts.

    A file that turns out not to be of the format, or breaks off, is reported and the others are read all the same.
    Raises FormatError if there is no file of the format, and LoadInterrupted.
    """
    found = reader.files(path)
    with interruptions(str(path)):
        loading = _Loading(reader.name, str(path), progress)
        for file in found:
            loading.read(file.name, reader.read(file, gazetteer=load_gazetteer()))
        loading.review()
        return loading.finish()


def load_bundled(progress: Progress | None = None) -> LoadReport | None:
    """Records the facts that come with Comity; None if this very version of them is recorded already.

    What an earlier version brought and this one no longer holds is withdrawn, unless a file loaded since shows it.
    """
    version = fingerprint()
    if LoadRun.objects.filter(reader=BUNDLED, path=version, finished_at__isnull=False).exists():
        return None
    with interruptions("the facts that come with Comity"):
        loading = _Loading(BUNDLED, version, progress)
        loading.read("treaty facts", bundled_items())
        loading.note(ProblemKind.WITHDRAWN, withdraw(run=loading.run))
        return loading.finish()


class _Loading:
    """One run of a load, from its first row to its report."""

    def __init__(self, reader: str, path: str, progress: Progress | None) -> None:
        self.report = LoadReport(reader, path)
        self.run = LoadRun.objects.create(reader=reader, path=path[:1000])
        self._progress = progress or (lambda name, rows: None)
        self._complete: dict[str, Covered] = {}
        self._written = 0

    def read(self, name: str, items: Iterator[Item]) -> None:
        """Records the items of one file."""
        self.report.files += 1
        reaches: list[Taken] = []
        try:
            self._take(name, items, reaches)
        except FormatError as error:
            self.note(ProblemKind.UNREADABLE, [Remark(name, str(error))])
            # A file that breaks off cannot vouch for what it did not get to.
            reaches = [_incomplete(taken) for taken in reaches]
        for chunk in _chunks(iter(reaches)):
            self._record(chunk)
            facts = [taken.fact for taken in chunk if isinstance(taken.fact, Covered)]
            self._complete |= {fact.instrument: fact for fact in facts if fact.coverage.complete}

    def _take(self, name: str, items: Iterator[Item], reaches: list[Taken]) -> None:
        rows = 0
        for chunk in _chunks(items):
            rows += len(chunk)
            self.report.pass_over(item.reason for item in chunk if isinstance(item, Passed))
            self._refuse([item for item in chunk if isinstance(item, Refused)])
            taken = [item for item in chunk if isinstance(item, Taken)]
            reaches += [item for item in taken if isinstance(item.fact, Covered)]
            self._record([item for item in taken if not isinstance(item.fact, Covered)])
            self._progress(name, rows)

    def _record(self, taken: list[Taken]) -> None:
        recorded = record_facts(facts=map(_placed, taken), run=self.run)
        self.report.new += recorded.changes[Change.NEW]
        self.report.changed += recorded.changes[Change.CHANGED]
        self.report.unchanged += recorded.changes[Change.UNCHANGED]
        self._refuse([Refused(remark.place, remark.reason) for remark in recorded.refused])
        self.note(ProblemKind.KEPT, recorded.kept)

    def review(self) -> None:
        """Notes what is held, but was not found in a record that claims to be complete."""
        days = {code: covered.coverage.as_of for code, covered in self._complete.items()}
        for chunk in _chunks(missing(run=self.run, complete=days)):
            self.note(ProblemKind.MISSING, chunk)

    def _refuse(self, refused: list[Refused]) -> None:
        self.report.refuse(refused)
        self._write(
            LoadProblem(
                run=self.run,
                kind=ProblemKind.REFUSED,
                place=_kept(r.place, 300),
                reason=_kept(r.reason),
                excerpt=_kept(r.excerpt, 200),
                participant=_kept(r.participant or "", 200),
            )
            for r in refused
        )

    def note(self, kind: ProblemKind, remarks: Iterable[Remark]) -> None:
        """Puts remarks into the report and beside the run."""
        remarks = list(remarks)
        self.report.note(kind, remarks)
        self._write(
            LoadProblem(run=self.run, kind=kind, place=_kept(r.place, 300), reason=_kept(r.reason)) for r in remarks
        )

    def _write(self, problems: Iterable[LoadProblem]) -> None:
        rows = list(islice(problems, max(0, _MOST_PROBLEMS - self._written)))
        self._written += len(rows)
        if rows:
            LoadProblem.objects.bulk_create(rows, batch_size=CHUNK)

    def finish(self) -> LoadReport:
        """Closes the run; it takes the place of earlier ones of the same files that were broken off."""
        report, run = self.report, self.run
        run.files, run.new, run.changed, run.unchanged = report.files, report.new, report.changed, report.unchanged
        run.kept, run.refused = report.count(ProblemKind.KEPT), report.count(ProblemKind.REFUSED)
        run.passed = report.passed_in_all
        run.finished_at = timezone.now()
        run.save()
        broken = LoadRun.objects.filter(reader=run.reader, path=run.path, finished_at=None)
        broken.filter(started_at__lt=run.started_at).delete()
        if report.changed_facts:
            after_load.enqueue()
            facts_changed.send(sender=LoadRun)
        return report


def _kept(text: str, length: int | None = None) -> str:
    """A text as the database takes it; PostgreSQL holds no NUL."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")[:length]


def _chunks(items: Iterator[T]) -> Iterator[list[T]]:
    """The items by chunks; those before a break in the file are given before FormatError is raised."""
    broken: list[FormatError] = []
    whole = _until_broken(items, broken)
    while chunk := list(islice(whole, CHUNK)):
        yield chunk
    if broken:
        raise broken[0]


def _until_broken(items: Iterator[T], broken: list[FormatError]) -> Iterator[T]:
    try:
        yield from items
    except FormatError as error:
        broken.append(error)


def _placed(taken: Taken) -> Placed:
    fact = taken.fact
    return Placed(taken.place, Reach(fact.instrument, fact.coverage) if isinstance(fact, Covered) else fact)


def _incomplete(taken: Taken) -> Taken:
    assert isinstance(taken.fact, Covered)  # noqa: S101 - only coverage is held back
    return replace(taken, fact=replace(taken.fact, coverage=replace(taken.fact.coverage, complete=False)))
