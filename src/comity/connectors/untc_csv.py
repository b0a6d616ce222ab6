"""Reads the participation tables of the United Nations Treaty Collection, one CSV file for each treaty.

The first column names the participant, the others hold dates with the depositary's letters. The record counts as
complete only if every row of the file could be taken: otherwise a State that is missing may be one that was refused.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.book import Coverage
from comity.law.instruments import BY_CODE
from comity.law.sources import Source
from comity.law.states import Gazetteer, State, UnknownState

from .items import Covered, FormatError, Item, Passed, Refused, Taken
from .untc_columns import CellError, Column, act, column
from .untc_files import AS_OF, INSTRUMENTS, NOT_HELD, Line, lines, source_as_of, treaty_files, treaty_of

_FOOTNOTE = re.compile(r"(?:\s*\[?\d{1,2}\]?(?:\s*,\s*\[?\d{1,2}\]?)*|\s*[*†‡]+)\Z")
_SUFFIX = ".csv"
_MOST_REFUSED = 1_000  # rows; a table has some two hundred
_WAY_OUT = "give the table of one treaty, beginning with the columns Participant and Signature."


class UntcCsv:
    """The reader of these tables; `as_of` is the day up to which they are known to be complete.

    `in_force` gives the day of general entry into force by instrument code (by default what `law.instruments` knows);
    a succession to a treaty in force on the successor's first day takes effect on that day.
    """

    name = "untc-csv"
    title = "United Nations Treaty Collection: participation tables (CSV)"

    def __init__(self, as_of: date = AS_OF, in_force: Mapping[str, date] | None = None) -> None:
        self.as_of = as_of
        self.in_force = _in_force() if in_force is None else in_force

    def files(self, path: Path) -> list[Path]:
        """The tables under `path`, in the order of chapter and number; FormatError if there is none."""
        return treaty_files(path, _SUFFIX)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The source, each act of each participant, and last how far the record reaches."""
        instrument = INSTRUMENTS.get(treaty_of(file, _SUFFIX))
        rows = lines(file)
        columns = _columns(file, next(rows, None))
        if instrument is None:
            yield Passed(file.name, NOT_HELD)
            return
        if not any(where.of_acts for where in columns):
            raise FormatError(f"{file.name}, line 1: no column lists acts; {_WAY_OUT}")
        source = source_as_of(self.as_of)
        yield Taken(file.name, source)
        table = _Table(file, instrument, columns, source, gazetteer, self.in_force.get(instrument))
        for row in rows:
            yield from table.row(row)
        yield Taken(file.name, Covered(instrument, table.coverage(self.as_of)))


def _in_force() -> dict[str, date]:
    return {code: i.entry.general for code, i in BY_CODE.items() if i.entry.general is not None}


def _columns(file: Path, head: Line | None) -> list[Column]:
    """The columns after the participant's; FormatError if the file does not begin like a participation table."""
    if head is None:
        raise FormatError(f"{file.name}: the file is empty; {_WAY_OUT}")
    titles = _cells(head.text)
    if not titles or titles[0].strip() != "Participant":
        raise FormatError(f"{file.name}, line 1: this is not a participation table; {_WAY_OUT}{_delimiter(head.text)}")
    return [column(title) for title in titles[1:]]


def _delimiter(text: str) -> str:
    found = next((sign for sign in (";", "\t", "|") if text.startswith(f"Participant{sign}")), None)
    return f" The columns are separated by {found!r}; save the file with commas." if found else ""


def _cells(text: str) -> list[str] | None:
    """The cells of one line; None if a quotation mark is left open or the line is not CSV."""
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error:
        return None


@dataclass
class _Table:
    """One table while it is read: what every row needs, and what the coverage follows from."""

    file: Path
    instrument: str
    columns: list[Column]
    source: Source
    gazetteer: Gazetteer
    in_force: date | None
    seen: dict[str, int] = field(default_factory=dict)
    newest: date = date.min
    refused: int = 0
    today: date = field(default_factory=date.today)

    def row(self, line: Line) -> Iterator[Item]:
        """The items of one line; a blank line has none."""
        if not line.text.strip(" \t,"):
            return
        cells = _cells(line.text)
        if reason := self._damage(line, cells):
            yield self._refuse(line, reason)
            return
        assert cells is not None  # noqa: S101 - _damage has refused the line otherwise
        cells = [" ".join(cell.split()) for cell in cells]
        state = self._participant(line, cells[0])
        if isinstance(state, Refused):
            yield state
            return
        yield from self._acts(line, state, cells[1:])

    def _damage(self, line: Line, cells: list[str] | None) -> str | None:
        if not line.ended:
            return "the line has no end, so the file may be cut off; add a line break if the row is whole"
        if cells is None:
            return "a quotation mark is left open; the row was skipped"
        if len(cells) != len(self.columns) + 1:
            return f"the row has {len(cells)} cells where the table has {len(self.columns) + 1}; it was skipped"
        return None

    def _participant(self, line: Line, name: str) -> State | Refused:
        plain = _FOOTNOTE.sub("", name)
        if not plain:
            return self._refuse(line, "column 'Participant' is empty; the row was skipped")
        try:
            state = self.gazetteer.find(plain)
        except UnknownState as unknown:
            return self._refuse(line, f"column 'Participant': {unknown}; the row was skipped", participant=plain[:200])
        if state.code in self.seen:
            first = self.seen[state.code]
            return self._refuse(line, f"column 'Participant': {plain!r} stands already in line {first}; it was skipped")
        self.seen[state.code] = line.number
        return state

    def _acts(self, line: Line, state: State, cells: list[str]) -> Iterator[Item]:
        place = self._place(line)
        dated = [(where, cell) for where, cell in zip(self.columns, cells, strict=True) if cell]
        if not dated:
            yield Passed(place, "no act is given for this participant")
        for where, cell in dated:
            if not where.of_acts:
                yield Passed(place, f"column {where.title!r} is not about an act recorded here")
                continue
            try:
                kind, day = act(where, cell, self.today)
            except CellError as error:
                yield self._refuse(line, f"{error}; this act was skipped")
                continue
            self.newest = max(self.newest, day)
            yield Taken(place, self._action(state, kind, day))

    def _action(self, state: State, kind: ActionKind, day: date) -> TreatyAction:
        return TreatyAction(
            id=action_id(self.instrument, state.code, kind, day),
            instrument=self.instrument,
            state=state.code,
            kind=kind,
            on=day,
            source=self.source.code,
            effective=_succession(state, day, self.in_force) if kind is ActionKind.SUCCESSION else None,
        )

    def coverage(self, as_of: date) -> Coverage:
        """How far the table reaches: a row later than `as_of` shows that it was copied later still."""
        return Coverage(max(as_of, self.newest), complete=not self.refused, source=self.source.code)

    def _refuse(self, line: Line, reason: str, participant: str | None = None) -> Refused:
        self.refused += 1
        if self.refused > _MOST_REFUSED:
            raise FormatError(f"{self._place(line)}: more than {_MOST_REFUSED:,} rows could not be read; {_WAY_OUT}")
        return Refused(self._place(line), reason, line.text[:200], participant)

    def _place(self, line: Line) -> str:
        return f"{self.file.name}, line {line.number}"


def _succession(state: State, deposited: date, in_force: date | None) -> date | None:
    """The day a successor is bound from: the day it came into being, if the treaty was in force on that day.

    None where the gazetteer does not know that day, or the treaty was not in force then: the treaty's own rule decides.
    """
    if state.since is None or in_force is None or not in_force <= state.since <= deposited:
        return None
    return state.since
