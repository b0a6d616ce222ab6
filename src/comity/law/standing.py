"""Who is bound by what on a day: `in_force` for one State, `between` for two, from actions and statements alone.

Beyond the day up to which a record is known, a bond is presumed to last for `PRESUMPTION` years (parties seldom
leave) and says so; that a State was not a party is never presumed to last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .actions import ActionKind, TreatyAction
from .book import Coverage, TreatyBook
from .instruments.types import Instrument
from .sentences import InstrumentName, Sentence, StateName, say
from .statements import RelationsExcluded, Statement, TerritoryExcluded
from .states import StateKind

PRESUMPTION = 15  # years a recorded bond is presumed to last beyond the record; docs/decisions/0002


class Bond(Enum):
    """Whether a State is bound by an instrument on a day."""

    BOUND = "bound"
    NOT_BOUND = "not-bound"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A State's position towards an instrument on a day, and what decided it.

    `since` is the day it became bound, `until` the day it ceased to be (both where known); `signed` the day of a
    signature not followed by consent to be bound; `actions` the rows that decided, `statements` likewise;
    `as_of` the day up to which the record is known; `beyond_record` is true if the day asked about is later.
    """

    bond: Bond
    reason: Sentence
    instrument: str
    state: str
    territory: str | None
    on: date
    since: date | None = None
    until: date | None = None
    signed: date | None = None
    actions: tuple[TreatyAction, ...] = ()
    statements: tuple[Statement, ...] = ()
    as_of: date | None = None
    beyond_record: bool = False


def effect_of(instrument: Instrument, action: TreatyAction) -> date | None:
    """The day an act of consent takes effect: as the depositary states it, else by the instrument's own rule."""
    if action.effective is not None:
        return action.effective
    if action.on is None:
        return None
    if action.kind is ActionKind.WITHDRAWAL:
        return instrument.denunciation.effect_of(action.on)
    if action.kind is ActionKind.SUCCESSION and instrument.entry.general is not None:
        # A successor continues its predecessor's participation: no waiting period runs.
        return max(action.on, instrument.entry.general)
    return instrument.entry.effect_of(action.on)


def in_force(book: TreatyBook, instrument: str, state: str, on: date, territory: str | None = None) -> Standing:
    """Whether `state` (for its `territory`, if one is named) is bound by `instrument` on the day `on`."""
    raise NotImplementedError


def between(book: TreatyBook, instrument: str, a: str, b: str, on: date) -> tuple[Standing, Standing]:
    """The standings of two States or territories towards an instrument, with what excludes relations between them."""
    raise NotImplementedError
