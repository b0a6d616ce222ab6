"""Drives a reader into the catalogue: in chunks, each complete in itself, with a report at the end.

A load can be stopped at any moment and run again: entries are known by their source's identity, so what was recorded is
found unchanged and the rest is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from django.utils import timezone

from comity.catalogue.interfaces import Did, Note, Placed, record_entries
from comity.catalogue.models import CatalogueLoad

from ..interruptions import interruptions
from .items import EntryReader, FormatError, Found, FoundItem, Passed, Refused
from .report import EntryReport

CHUNK = 1_000  # entries in one transaction
Progress = Callable[[str, int], None]


def load_entries(reader: EntryReader, path: Path, *, progress: Progress | None = None) -> EntryReport:
    """Reads every file of the format under `path` and records its entries.

    A file that turns out not to be of the format, or breaks off, is reported and the others are read all the same.
    Raises FormatError if there is no file of the format, and LoadInterrupted.
    """
    files = reader.files(path)
    with interruptions(str(path)):
        report = EntryReport(reader.name, str(path))
        run = CatalogueLoad.objects.create(reader=reader.name, path=str(path)[:1000])
        for file in files:
            report.files += 1
            record_items(file.name, reader.read(file), report, progress)
        run.finished_at, run.counts, run.problems = timezone.now(), report.counts(), report.problems()
        run.save()
    return report


def record_items(name: str, items: Iterator[FoundItem], report: EntryReport, progress: Progress | None = None) -> None:
    """Records what one file yields, and tells the report."""
    rows = 0
    while True:
        chunk: list[FoundItem] = []
        broken: FormatError | None = None
        try:
            for item in islice(items, CHUNK):
                chunk.append(item)
        except FormatError as error:
            broken = error
        rows += len(chunk)
        _record(chunk, report)
        if progress is not None:
            progress(name, rows)
        if broken is not None:
            report.unreadable.append(Note(name, str(broken)))
            return
        if not chunk:
            return


def _record(chunk: list[FoundItem], report: EntryReport) -> None:
    placed = [Placed(item.place, item.entry) for item in chunk if isinstance(item, Found)]
    report.refuse(item for item in chunk if isinstance(item, Refused))
    report.passed.update(item.reason for item in chunk if isinstance(item, Passed))
    if placed:
        recorded = record_entries(placed, begun=report.begun)
        for did in Did:
            report.did[did] += recorded.did[did]
        report.refuse(Refused(note.place, note.reason) for note in recorded.refused)
        report.note(recorded.notes)
