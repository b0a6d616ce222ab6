"""The records of UK Treaties Online, one at a time, from the three forms they come in: pages, lines, a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .files import TextFile, TextLine, not_of_format, read_json
from .items import FormatError

WHAT = (
    "records of UK Treaties Online: pages (*_batch.json), one record a line (*.jsonl, *.jsonl.gz), "
    "or a table beginning with the columns id, uuid, title"
)
_KEYS = {"id", "uuid", "title"}
_LONGEST_TITLE = 4_000  # characters
_MOST_DAMAGED = 100  # lines; a file with more is something else


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it stands, and its fields as texts (absent ones empty)."""

    place: str
    fields: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A piece of the file that is no record, and why."""

    place: str
    reason: str
    excerpt: str


def is_records(path: Path) -> bool:
    """True if the file is called like one of the three forms (a table also has to begin like one)."""
    name = path.name.lower()
    if name.endswith((".jsonl", ".jsonl.gz", "_batch.json")):
        return True
    if not name.endswith(".csv"):
        return False
    with path.open("rb") as stream:
        return stream.read(40).removeprefix(b"\xef\xbb\xbf").startswith(b"id,uuid,title,")


def records(file: Path) -> Iterator[Record | Damaged]:
    """The records of a file in its order, streamed; FormatError if it is none of the three forms."""
    name = file.name.lower()
    if name.endswith(".csv"):
        return _table(file)
    return _page(file) if name.endswith(".json") else _lines(file)


def _page(file: Path) -> Iterator[Record | Damaged]:
    rows: object = read_json(file)
    for key in ("csw:GetRecordsResponse", "csw:SearchResults", "iStoreRecord"):
        rows = rows.get(key) if isinstance(rows, dict) else None
    if not isinstance(rows, list):
        not_of_format(file.name, WHAT)
    for number, row in enumerate(rows, start=1):
        yield _record(f"{file.name}, record {number}", row)


def _lines(file: Path) -> Iterator[Record | Damaged]:
    damaged = 0
    for line in TextFile(file):
        if not line.text.strip():
            continue
        found = _record(place := f"{file.name}, line {line.number}", _value(line))
        damaged += isinstance(found, Damaged)
        if damaged > _MOST_DAMAGED or (damaged and line.number == 1):
            not_of_format(place, WHAT)
        yield found


def _value(line: TextLine) -> object:
    try:
        value: object = json.loads(line.text)
    except (ValueError, RecursionError):
        return line.text
    return value


def _record(place: str, row: object) -> Record | Damaged:
    if not isinstance(row, dict) or not row.keys() >= _KEYS:
        return Damaged(place, "this is no record with an id, a uuid and a title; it was skipped", str(row)[:200])
    if any(isinstance(value, dict | list) for value in row.values()):
        return Damaged(
            place, "a field of the record holds more than one value; it was skipped", str(row["title"])[:200]
        )
    if len(str(row["title"])) > _LONGEST_TITLE:
        return Damaged(place, "the title is too long for one; the record was skipped", str(row["title"])[:200])
    return Record(place, {key: "" if value is None else " ".join(str(value).split()) for key, value in row.items()})


def _table(file: Path) -> Iterator[Record | Damaged]:
    reader = csv.reader((line.text + "\n" for line in TextFile(file)), strict=True)
    head: list[str] = []
    try:
        head = next(reader, [])
        if not set(head) >= _KEYS:
            not_of_format(f"{file.name}, line 1", WHAT)
        for cells in reader:
            yield _row(f"{file.name}, line {reader.line_num}", head, cells)
    except csv.Error as error:
        place = f"{file.name}, line {reader.line_num}"
        raise FormatError(f"{place}: the table breaks off or is damaged: {error}; fetch the file again.") from None


def _row(place: str, head: list[str], cells: list[str]) -> Record | Damaged:
    if len(cells) == len(head):
        return _record(place, dict(zip(head, cells, strict=True)))
    reason = f"the row has {len(cells)} cells where the table has {len(head)}; it was skipped"
    return Damaged(place, reason, ",".join(cells)[:200])
