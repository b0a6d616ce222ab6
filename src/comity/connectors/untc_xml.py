"""Reads the XML files of the United Nations Treaty Collection: participants, declarations, territorial applications.

A statement is yielded only where a rule recognises its typed value. The record counts as complete only if every row
could be taken and their number agrees with the number of parties the file gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from comity.law.actions import TreatyAction
from comity.law.book import Coverage
from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Instrument
from comity.law.states import Gazetteer, UnknownState

from . import untc_blocks
from .depositary_numbers import INSTRUMENT_BY_NUMBER, number_of
from .fetched import day_of
from .files import files_under, not_of_format
from .items import Covered, FormatError, Item, Passed, Refused, Taken
from .participation_rows import ParticipationRows
from .untc_blocks import Block
from .untc_columns import column
from .untc_declarations import block_items
from .untc_files import NOT_HELD, source_as_of
from .untc_xml_parts import PARTICIPANTS, STATEMENTS, TERRITORIES, WHAT, Part, Row, Run, Treaty, parts
from .untc_xml_rows import entry_into_force, extensions

_LONGEST_TEXT, _LONGEST_NAME = 100_000, 150  # characters
_NAMING = frozenset({"Participant", "Country", "State", "Party"})
_LABEL = re.compile(
    r"[.;:,!?\d]|\b(?:declarations?|reservations?|statements?|notifications?|upon|confirmed)\b", re.IGNORECASE
)
_FROM_NAME = re.compile(r"(?P<number>[IVXL]+-\d{1,2}(?:-[a-z])?)\b", re.IGNORECASE)


class UntcXml:
    """The reader of these files; `as_of` is the day up to which they are complete.

    Without it, that is the day the file was fetched, if that is recorded beside it, else the day of its newest act.
    """

    name = "untc-xml"
    title = "United Nations Treaty Collection: one treaty (XML)"

    def __init__(self, as_of: date | None = None) -> None:
        self.as_of = as_of

    def files(self, path: Path) -> list[Path]:
        """The XML files under `path`; FormatError if there is none."""
        return files_under(path, lambda p: p.suffix.lower() == ".xml", WHAT)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The source, the acts, how far they reach, then the statements.

        If the file breaks off, what stands before the break is yielded without a claim to be complete, and then
        FormatError is raised.
        """
        reading = _Reading(file, gazetteer)
        try:
            for part in parts(file):
                reading.take(part)
                if reading.passed_over:
                    yield Passed(file.name, NOT_HELD)
                    return
        except FormatError:
            yield from reading.items(self._day(file, reading), whole=False)
            raise
        if reading.instrument is None:
            not_of_format(file.name, WHAT)
        yield from reading.items(self._day(file, reading), whole=True)

    def _day(self, file: Path, reading: _Reading) -> date | None:
        newest = reading.rows.newest if reading.rows else None
        known = self.as_of or day_of(file)
        return max(known, newest) if known and newest else known or newest


@dataclass
class _Reading:
    """One file while it is read."""

    file: Path
    gazetteer: Gazetteer
    treaty: Treaty | None = None
    instrument: Instrument | None = None
    passed_over: bool = False
    rows: ParticipationRows | None = None
    found: list[Item] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    speaker: str | None = None
    section: str = ""

    def take(self, part: Part) -> None:
        """Keeps what one part of the file says."""
        if isinstance(part, Treaty):
            self._head(part)
        elif self.instrument is None:
            not_of_format(self.file.name, f"{WHAT}, where `ExternalData` precedes the tables")
        elif isinstance(part, Row):
            self._row(part, self.instrument)
        else:
            self._run(part)

    def _head(self, treaty: Treaty) -> None:
        named = _FROM_NAME.match(self.file.name)
        by_name = number_of(named["number"]) if named else None
        number = number_of(treaty.number, treaty.chapter) or by_name
        if number is None:
            raise FormatError(
                f"{self.file.name}: neither the file nor its name tells the treaty's number; it takes {WHAT}."
            )
        if by_name and by_name != number:
            raise FormatError(
                f"{self.file.name}: the file is about {number}, its name says {by_name}; rename it to {number}.en.xml."
            )
        code = INSTRUMENT_BY_NUMBER.get(number)
        self.treaty, self.passed_over = treaty, code is None
        self.instrument = BY_CODE[code] if code else None
        if self.instrument:
            self.found.append(entry_into_force(self.file.name, self.instrument, treaty))

    # -- tables ------------------------------------------------------------------------------------------------

    def _row(self, row: Row, instrument: Instrument) -> None:
        place = f"{self.file.name}, {row.section}, row {row.number}"
        if row.section == PARTICIPANTS:
            self._participant(row, place, instrument)
        elif row.head:
            return
        elif row.section == TERRITORIES:
            self.found += extensions(place, row.cells, instrument, self.gazetteer)
        else:
            self.found.append(Passed(place, "a table among the declarations or notes"))

    def _participant(self, row: Row, place: str, instrument: Instrument) -> None:
        if row.head:
            self.rows = self.rows or ParticipationRows(
                instrument, tuple(column(title) for title in row.cells[1:]), self.gazetteer
            )
            if not any(where.of_acts for where in self.rows.columns):
                raise FormatError(f"{place}: no column of the participants' table lists acts; it takes {WHAT}.")
        elif self.rows is None:
            raise FormatError(f"{place}: the participants' table has no heading; it takes {WHAT}.")
        else:
            self.found += self.rows.row(place, row.cells)

    # -- running text ------------------------------------------------------------------------------------------

    def _run(self, run: Run) -> None:
        if run.section not in STATEMENTS:
            self.found.append(Passed(f"{self.file.name}, {run.section}", "objections and notes are not read"))
            return
        if run.section != self.section:
            self.section, self.speaker = run.section, None
        if self._names_a_participant(run):
            return
        if self.speaker is None:
            self.found.append(Passed(f"{self.file.name}, {run.section}", "text before the first participant"))
            return
        for text in run.paragraphs:
            if len(text) > _LONGEST_TEXT:
                place = f"{self.file.name}, {run.section}"
                self.found.append(Refused(place, "a paragraph too long for a declaration was skipped", text[:200]))
                continue
            self.said.setdefault(self.speaker, []).extend(untc_blocks.paragraphs(text))

    def _names_a_participant(self, run: Run) -> bool:
        """True if the run is a heading: of a known participant, or of one that is not known, which ends the block."""
        name = " ".join(run.paragraphs)
        if len(name) > _LONGEST_NAME:
            return False
        try:
            self.speaker = self.gazetteer.find(name).code
        except UnknownState as unknown:
            if run.element not in _NAMING and not _like_a_name(name):
                return False
            self.speaker = None
            place = f"{self.file.name}, {run.section}"
            reason = f"{unknown}; what follows up to the next participant was skipped"
            self.found.append(Refused(place, reason, name, name if run.element in _NAMING else None))
        return True

    # -- what comes out ----------------------------------------------------------------------------------------

    def items(self, day: date | None, *, whole: bool) -> Iterator[Item]:
        """Everything read so far, with the source of that day; how far it reaches only if the file is `whole`."""
        if self.instrument is None or self.rows is None or day is None:
            yield from (item for item in self.found if not isinstance(item, Taken))
            if whole:
                yield Refused(self.file.name, "the file lists no act of any participant")
            return
        source = source_as_of(day)
        yield Taken(self.file.name, source)
        for item in self.found:
            yield _sourced(item, source.code)
        if whole:
            yield from self._reach(self.instrument, self.rows, day, source.code)
        for number, (code, texts) in enumerate(self.said.items(), start=1):
            block = Block(number, self.gazetteer[code].name("en"), 0, tuple(texts))
            yield from block_items(self.file, block, self.instrument.code, source, self.gazetteer)

    def _reach(self, instrument: Instrument, rows: ParticipationRows, day: date, source: str) -> Iterator[Item]:
        given = self.treaty.parties if self.treaty else ""
        agrees = not given.isdigit() or int(given) == len(rows.bound)
        if not agrees:
            reason = f"the file gives {given} parties, its table shows {len(rows.bound)}; it does not count as complete"
            yield Refused(f"{self.file.name}, Status", reason)
        complete = agrees and not rows.refused
        yield Taken(self.file.name, Covered(instrument.code, Coverage(day, complete=complete, source=source)))


def _sourced(item: Item, source: str) -> Item:
    if isinstance(item, Taken) and isinstance(item.fact, TreatyAction):
        return replace(item, fact=replace(item.fact, source=source))
    return item


def _like_a_name(text: str) -> bool:
    """True for a short text without an end of sentence, which may be a heading this house does not know."""
    return len(text) <= 60 and text[:1].isupper() and not _LABEL.search(text)
