"""National provisions on electronic evidence as a table people fill in (CSV), one provision on a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from comity.catalogue.interfaces import keys_named, keys_of_source
from comity.core.gazetteer import load_gazetteer
from comity.evidence.entries import PowerEntry, SourceNote, Text
from comity.evidence.models import ORDERED_BY
from comity.law.electronic_powers import Power
from comity.law.providers import Answer
from comity.law.states import UnknownState

from ..catalogue.law_building import files_ending, read_bytes
from .items import FormatError, Found, FoundItem, Refused

_Member = TypeVar("_Member", bound=Enum)
COLUMNS = (
    *("id", "state", "power", "law", "article", "language", "title", "description", "conditions", "ordered_by"),
    *("max_days", "foreign", "provisions", "extract", "authority", "verified_on", "verified_by"),
    *("source", "source_url", "licence", "as_of"),
)
_NEEDED = ("id", "state", "power", "law", "article", "source", "as_of")
_ORDERED_BY = {code for code, _label in ORDERED_BY}


class PowerRows:
    """The reader of such tables."""

    name = "national-provisions"
    title = f"Tables of national provisions on electronic evidence (.csv): {', '.join(COLUMNS)}"

    def files(self, path: Path) -> list[Path]:
        """The `.csv` files under `path`."""
        return files_ending(path, ".csv")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """One provision for each row; a row with a cell that cannot be is refused with every reason."""
        try:
            rows = csv.DictReader(io.StringIO(read_bytes(file).decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            raise FormatError(f"{file.name}: it is not UTF-8; save it as CSV in UTF-8") from error
        if missing := [name for name in _NEEDED if name not in (rows.fieldnames or ())]:
            raise FormatError(f"{file.name}: there is no column {', '.join(missing)}")
        for cells in rows:
            row = _Row({name: (value or "").strip() for name, value in cells.items() if name})
            made = _entry(row)
            place = f"{file.name}, line {rows.line_num}"
            if row.wrong or made is None:
                yield Refused(place, "; ".join(row.wrong), ", ".join(filter(None, row.cells.values()))[:200])
            else:
                yield Found(place, made)


class _Row:
    """The cells of a row, and what is wrong with them."""

    def __init__(self, cells: dict[str, str]) -> None:
        self.cells = cells
        self.wrong: list[str] = []

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def day(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self[column]) if self[column] else None
        except ValueError:
            self.wrong.append(f"column `{column}`: {self[column]!r} is not a date like 2024-01-31")
            return None

    def member(self, column: str, kind: type[_Member], default: _Member) -> _Member:
        try:
            return kind(self[column]) if self[column] else default
        except ValueError:
            known = ", ".join(str(member.value) for member in kind)
            self.wrong.append(f"column `{column}`: {self[column]!r} is none of {known}")
            return default

    def number(self, column: str) -> int | None:
        if self[column] and not self[column].isdecimal():
            self.wrong.append(f"column `{column}`: {self[column]!r} is not a number of days")
            return None
        return int(self[column]) if self[column] else None


def _entry(row: _Row) -> PowerEntry | None:
    row.wrong += [f"column `{name}`: it is empty" for name in _NEEDED if not row[name]]
    try:
        state = load_gazetteer().find(row["state"]).code if row["state"] else ""
    except UnknownState as error:
        row.wrong.append(f"column `state`: {error}")
        state = ""
    ordered_by = row["ordered_by"] or "unknown"
    if ordered_by not in _ORDERED_BY:
        row.wrong.append(f"column `ordered_by`: {ordered_by!r} is none of {', '.join(sorted(_ORDERED_BY))}")
    language = row["language"] or "en"
    made = PowerEntry(
        state=state,
        power=row.member("power", Power, Power.PRODUCTION),
        source=SourceNote(row["source"], row["id"], row["source_url"], row["licence"], row.day("as_of")),
        law_name=row["law"],
        article=row["article"],
        language=language,
        texts=(Text(language, row["title"] or row["article"], row["conditions"], row["description"]),),
        extract_key=_extract(row),
        authority_key=row["authority"],
        ordered_by=ordered_by,
        max_days=row.number("max_days"),
        foreign=row.member("foreign", Answer, Answer.UNKNOWN),
        provisions=tuple(row["provisions"].split()),
        verified_on=row.day("verified_on"),
        verified_by=row["verified_by"],
    )
    return None if row.wrong else made


def _extract(row: _Row) -> str:
    """The key of the extract a row names by key, number or identity in its source; an unknown one is told."""
    if not row["extract"]:
        return ""
    found = keys_named(row["extract"]) or list(keys_of_source([row["extract"]]).values())
    if not found:
        row.wrong.append(f"column `extract`: no published record of the catalogue is {row['extract']!r}")
    return found[0] if found else ""
