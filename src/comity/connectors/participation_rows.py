"""Rows of a participation table as acts: a participant, then dated cells under headed columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.instruments.types import Instrument
from comity.law.states import Gazetteer, State, UnknownState

from .items import Item, Passed, Refused, Taken
from .untc_columns import CellError, Column, act

_FOOTNOTE = re.compile(r"(?:\s*\[?\d{1,2}\]?(?:\s*,\s*\[?\d{1,2}\]?)*|\s*[*†‡]+)\Z")
_LONGEST_CELL = 1_000  # characters
_BRACKETED = re.compile(r"\[[^\]]*\d{4}[^\]]*\]?\Z")


@dataclass
class ParticipationRows:
    """The acts of one table while it is read.

    `bound` names the participants with an act that binds, `newest` is the day of the latest act, `refused` counts
    what could not be taken: only without refusals does the absence of a State mean anything.
    """

    instrument: Instrument
    columns: tuple[Column, ...]
    gazetteer: Gazetteer
    today: date = field(default_factory=date.today)
    bound: set[str] = field(default_factory=set)
    newest: date | None = None
    refused: int = 0
    _seen: dict[str, str] = field(default_factory=dict)

    def row(self, place: str, cells: tuple[str, ...]) -> Iterator[Item]:
        """The items of one row; acts carry no source yet; the reader adds it when it knows the day."""
        if len(cells) != len(self.columns) + 1:
            reason = f"the row has {len(cells)} cells where the table has {len(self.columns) + 1}; it was skipped"
            yield self._refuse(place, reason, cells)
            return
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            yield self._refuse(place, "a cell is too long for a name or a date; the row was skipped", cells)
            return
        state = self._participant(place, cells)
        if isinstance(state, Refused):
            yield state
            return
        yield from self._acts(place, state, cells)

    def _participant(self, place: str, cells: tuple[str, ...]) -> State | Refused:
        name = _FOOTNOTE.sub("", cells[0])
        try:
            state = self.gazetteer.find(name)
        except UnknownState as unknown:
            return self._refuse(place, f"participant: {unknown}; the row was skipped", cells, name[:200])
        if state.code in self._seen:
            return self._refuse(place, f"{name!r} stands already in {self._seen[state.code]}; it was skipped", cells)
        self._seen[state.code] = place
        return state

    def _acts(self, place: str, state: State, cells: tuple[str, ...]) -> Iterator[Item]:
        dated = [(where, cell) for where, cell in zip(self.columns, cells[1:], strict=True) if cell]
        if not dated:
            yield Passed(place, "no act is given for this participant")
        for where, cell in dated:
            if not where.of_acts:
                yield Passed(place, "a column that is not about an act recorded here")
            elif _BRACKETED.match(cell):
                reason = f"{cell!r} stands in brackets, so the act no longer counts; the table does not say since when"
                yield self._refuse(place, reason, cells)
            else:
                yield self._act(place, state, where, cell, cells)

    def _act(self, place: str, state: State, where: Column, cell: str, cells: tuple[str, ...]) -> Item:
        try:
            kind, day = act(where, cell, self.today)
        except CellError as error:
            return self._refuse(place, f"{error}; this act was skipped", cells)
        self.newest = max(self.newest or day, day)
        if kind.binds:
            self.bound.add(state.code)
        return Taken(place, acted(self.instrument.code, state.code, kind, day, self._effect(state, kind, day)))

    def _effect(self, state: State, kind: ActionKind, day: date) -> date | None:
        """A successor is bound from the day it came into being, if the treaty was in force on that day."""
        general = self.instrument.entry.general
        if kind is not ActionKind.SUCCESSION or state.since is None or general is None:
            return None
        return state.since if general <= state.since <= day else None

    def _refuse(self, place: str, reason: str, cells: tuple[str, ...], participant: str | None = None) -> Refused:
        self.refused += 1
        return Refused(place, reason, " | ".join(cells)[:200], participant)


def acted(
    instrument: str, state: str, kind: ActionKind, on: date | None, effective: date | None = None, source: str = ""
) -> TreatyAction:
    """An act of a State as a whole, with its stable id."""
    return TreatyAction(action_id(instrument, state, kind, on), instrument, state, kind, on, source, effective)
