"""What was fetched from a depositary and when: a small record beside the files, so that a reader knows their day.

A file counts as fetched only while it is byte for byte the one recorded.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

RECORD = "fetched.json"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file: its fingerprint, the day it was last found to be the depositary's, its `Last-Modified` header."""

    sha256: str
    day: str  # ISO date
    last_modified: str = ""


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fetched(file: Path) -> Fetched | None:
    """The record of a file, None if there is none or the file has been changed since."""
    entry = _records(file.parent).get(file.name)
    return entry if entry and file.is_file() and entry.sha256 == fingerprint(file) else None


def day_of(file: Path) -> date | None:
    """The day on which the file was the depositary's last word, None if that is not recorded."""
    entry = fetched(file)
    try:
        return date.fromisoformat(entry.day) if entry else None
    except ValueError:
        return None


def note(file: Path, day: date, last_modified: str = "") -> None:
    """Records that the file is the depositary's on that day."""
    records = _records(file.parent)
    records[file.name] = Fetched(fingerprint(file), day.isoformat(), last_modified)
    text = json.dumps({name: asdict(entry) for name, entry in sorted(records.items())}, indent=1)
    beside = file.parent / f"{RECORD}.new"
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(file.parent / RECORD)


def _records(folder: Path) -> dict[str, Fetched]:
    """The records of a folder; a damaged record counts as none."""
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {str(name): Fetched(**{k: str(v) for k, v in entry.items()}) for name, entry in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
