"""Drives a reader into the hub: each file complete in itself, with a report at the end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from comity.catalogue.interfaces import Did
from comity.catalogue.interfaces import Note as ReportNote
from comity.catalogue.models import CatalogueLoad
from comity.evidence.interfaces import Placed, Recorded, record

from ..catalogue.report import EntryReport
from ..interruptions import interruptions
from .items import EntryReader, FormatError, Found, FoundItem, Passed, Refused


def load_evidence(reader: EntryReader, path: Path) -> EntryReport:
    """Reads every file of the format under `path` and records what it holds; loading it again changes nothing.

    A file that turns out not to be of the format is reported and the others are read all the same. Raises FormatError
    if there is no file of the format, and LoadInterrupted.
    """
    files = reader.files(path)
    with interruptions(str(path)):
        report = EntryReport(reader.name, str(path))
        run = CatalogueLoad.objects.create(reader=reader.name, path=str(path)[:1000])
        for file in files:
            report.files += 1
            items: list[FoundItem] = []
            try:
                items.extend(reader.read(file))
            except FormatError as error:
                report.unreadable.append(ReportNote(file.name, str(error)))
            record_items(items, report)
        run.finished_at, run.counts, run.problems = timezone.now(), report.counts(), report.problems()
        run.save()
    return report


def record_items(items: Iterable[FoundItem], report: EntryReport) -> None:
    """Records what a reader yielded, and tells the report."""
    held = list(items)
    report.refuse(item for item in held if isinstance(item, Refused))
    report.passed.update(item.reason for item in held if isinstance(item, Passed))
    tell(record(Placed(item.place, item.entry) for item in held if isinstance(item, Found)), report)


def tell(recorded: Recorded, report: EntryReport) -> None:
    """Adds what recording did to the report."""
    for did, count in recorded.did.items():
        report.did[Did(did.value)] += count
    report.refuse(Refused(note.place, note.reason) for note in recorded.refused)
    report.note(ReportNote(note.place, note.reason) for note in recorded.notes)
