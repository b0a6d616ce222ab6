"""Brings the record of treaties up to date from a depositary: fetches what changed, and loads it."""

from __future__ import annotations

from pathlib import Path

from . import depositary
from .items import Refused
from .loading import LoadReport, Progress, load
from .registry import reader

FORMATS = {depositary.UN: "untc-xml"}  # what each depositary's files are read as


def update(
    name: str, folder: Path, *, opener: depositary.Opener | None = None, progress: Progress | None = None
) -> LoadReport:
    """Fetches the files of the depositary `name` into a folder of its own under `folder` and loads them.

    A file that could not be fetched is reported as refused. Raises NoNetwork, NotFetched, FormatError and
    LoadInterrupted, each with a sentence for the reader.
    """
    tell = progress or (lambda what, rows: None)
    problems: list[str] = []
    tell(f"fetching from {name}", 0)
    own = folder / name
    if not depositary.fetch(name, own, opener=opener, problem=problems.append):
        raise depositary.NotFetched(f"no file could be fetched: {' '.join(problems)}")
    report = load(reader(FORMATS[name]), own, progress=progress)
    report.refuse(Refused(name, sentence) for sentence in problems)
    return report
