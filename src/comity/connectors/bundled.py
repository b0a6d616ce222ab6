"""The bundled treaty facts: who did what about which treaty, and what States declared, with sources and as-of dates.

Read from the files of `comity.reference` into the dataclasses of `comity.law`; nothing here judges them. What the
columns mean is written down in `docs/data-dictionary.md`.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Generic, TypeVar

from comity.core.statement_codec import value_from_json
from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.book import Coverage
from comity.law.provisions import Provision
from comity.law.sources import Source
from comity.law.statements import Statement, StatementKind

from .items import Covered, Taken

F = TypeVar("F")

SOURCES, COVERAGE, PARTICIPATION, STATEMENTS = "sources.csv", "coverage.csv", "participation.csv", "statements.jsonl"


class DamagedReference(ValueError):
    """A bundled file that is damaged; the message names the file, the line and the column."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[F]):
    """A fact, and where it stands: in the file it was first read from, else in the bundled file."""

    place: str
    fact: F


@dataclass(frozen=True, slots=True)
class BundledFacts:
    """All bundled treaty facts; `coverage` by instrument code."""

    sources: tuple[Source, ...]
    coverage: Mapping[str, Coverage]
    actions: tuple[Placed[TreatyAction], ...]
    statements: tuple[Placed[Statement], ...]


def bundled_facts() -> BundledFacts:
    """The facts shipped with Comity; DamagedReference if a file is damaged or names a source that is not listed."""
    sources = read_sources(_text(SOURCES))
    known = {source.code for source in sources}
    return BundledFacts(
        sources=sources,
        coverage=read_coverage(_text(COVERAGE), known),
        actions=tuple(read_participation(_text(PARTICIPATION), known)),
        statements=tuple(read_statements(_text(STATEMENTS), known)),
    )


def bundled_items() -> Iterator[Taken]:
    """The same facts as a reader would yield them; raises as `bundled_facts`."""
    facts = bundled_facts()
    yield from (Taken(SOURCES, source) for source in facts.sources)
    yield from (Taken(placed.place, placed.fact) for placed in facts.actions)
    yield from (Taken(placed.place, placed.fact) for placed in facts.statements)
    yield from (Taken(COVERAGE, Covered(code, coverage)) for code, coverage in facts.coverage.items())


def fingerprint() -> str:
    """The SHA-256 of the bundled files, hexadecimal: it tells one version of them from another."""
    digest = hashlib.sha256()
    for name in (SOURCES, COVERAGE, PARTICIPATION, STATEMENTS):
        digest.update(f"{name}\0{_text(name)}\0".encode())
    return digest.hexdigest()


def read_sources(text: str) -> tuple[Source, ...]:
    """The sources of a `sources.csv`."""
    return tuple(
        Source(row["code"], row["title"], row["url"], row["licence"], row.day("as_of"))
        for row in _rows(SOURCES, text, ("code", "title", "url", "licence", "as_of"))
    )


def read_coverage(text: str, sources: set[str]) -> dict[str, Coverage]:
    """How far the record of each instrument reaches, of a `coverage.csv`."""
    rows = _rows(COVERAGE, text, ("instrument", "as_of", "complete", "source"))
    return {
        row.instrument("instrument"): Coverage(row.day("as_of"), row.flag("complete"), row.one_of("source", sources))
        for row in rows
    }


def read_participation(text: str, sources: set[str]) -> Iterator[Placed[TreatyAction]]:
    """The acts of a `participation.csv`, in its order."""
    columns = ("instrument", "state", "act", "date", "effective", "territory", "source", "place")
    seen: set[str] = set()
    for row in _rows(PARTICIPATION, text, columns):
        instrument, kind, on = row.instrument("instrument"), row.act(), row.day("date")
        territory = row["territory"] or None
        act = TreatyAction(
            id=action_id(instrument, row["state"], kind, on, territory),
            instrument=instrument,
            state=row["state"],
            kind=kind,
            on=on,
            source=row.one_of("source", sources),
            effective=row.day("effective"),
            territory=territory,
        )
        if act.id in seen:
            raise row.error("act", "the same act stands twice")
        seen.add(act.id)
        yield Placed(row["place"] or row.place, act)


def read_statements(text: str, sources: set[str]) -> Iterator[Placed[Statement]]:
    """The statements of a `statements.jsonl`, in its order."""
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{STATEMENTS}, line {number}"
        try:
            statement = _statement(json.loads(line), sources)
        except (ValueError, TypeError) as error:
            raise DamagedReference(f"{place}: {error}") from error
        if statement.id in seen:
            raise DamagedReference(f"{place}: the id {statement.id} is used twice")
        seen.add(statement.id)
        yield Placed(statement.text_ref or place, statement)


_KEYS = {"id", "instrument", "state", "kind", "provision", "value", "summary", "source"}
_OPTIONAL = {"text_ref", "territory", "made_on", "withdrawn_on"}


def _statement(row: Any, sources: set[str]) -> Statement:
    if not isinstance(row, dict):
        raise ValueError("a statement is an object, one on each line")
    if missing := _KEYS - row.keys():
        raise ValueError(f"there is no {', '.join(sorted(missing))}")
    if unknown := row.keys() - _KEYS - _OPTIONAL:
        raise ValueError(f"{', '.join(sorted(unknown))} is not a column")
    provision = Provision.parse(row["provision"])
    if provision.instrument != row["instrument"]:
        raise ValueError(f"provision: {provision.code} is not a provision of {row['instrument']}")
    if row["source"] not in sources:
        raise ValueError(f"source: {row['source']!r} is not listed in {SOURCES}")
    return Statement(
        id=row["id"],
        instrument=row["instrument"],
        state=row["state"],
        kind=StatementKind(row["kind"]),
        provision=provision.code,
        value=value_from_json(row["value"]),
        summary=row["summary"],
        source=row["source"],
        text_ref=row.get("text_ref", ""),
        made_on=_day(row.get("made_on") or ""),
        withdrawn_on=_day(row.get("withdrawn_on") or ""),
        territory=row.get("territory"),
    )


class _Row:
    """One row of a bundled CSV file, read column by column."""

    def __init__(self, file: str, line: int, cells: Mapping[str, str]) -> None:
        self.place, self._cells = f"{file}, line {line}", cells

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def error(self, column: str, reason: str) -> DamagedReference:
        return DamagedReference(f"{self.place}, column {column}: {self[column]!r}: {reason}")

    def _read(self, column: str, read: Callable[[str], F], reason: str) -> F:
        try:
            return read(self[column])
        except ValueError:
            raise self.error(column, reason) from None

    def day(self, column: str) -> date | None:
        return self._read(column, _day, "is not a date like 2014-07-10")

    def flag(self, column: str) -> bool:
        return self.one_of(column, {"yes", "no"}) == "yes"

    def act(self) -> ActionKind:
        return self._read("act", ActionKind, "is not an act a depositary records")

    def instrument(self, column: str) -> str:
        return self._read(column, lambda text: Provision.parse(text).instrument, "is not an instrument code")

    def one_of(self, column: str, known: set[str]) -> str:
        if self[column] not in known:
            raise self.error(column, f"is not one of {', '.join(sorted(known))}")
        return self[column]


def _rows(file: str, text: str, columns: tuple[str, ...]) -> Iterator[_Row]:
    reader = csv.reader(text.splitlines(), strict=True)
    head = next(reader, [])
    if tuple(head) != columns:
        raise DamagedReference(f"{file}, line 1: the columns are {', '.join(head)}; they must be {', '.join(columns)}")
    for cells in reader:
        if len(cells) != len(columns):
            raise DamagedReference(f"{file}, line {reader.line_num}: {len(cells)} cells instead of {len(columns)}")
        yield _Row(file, reader.line_num, dict(zip(columns, cells, strict=True)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(name: str) -> str:
    return (files("comity.reference") / name).read_text(encoding="utf-8")
