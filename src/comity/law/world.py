"""The world at a glance: for one measure and one day, what every ordered pair of States shares.

The same answers as `law.basis.procedure` gives with the circumstances left open, found by bit masks: one bit for each
instrument, one mask for each State, so that all pairs cost little more than the standings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from .basis.extradition import declared_value
from .book import TreatyBook
from .instruments.types import Gate, Instrument
from .measures import Matter, Measure
from .offences import BY_CODE, Offence
from .sentences import gettext_noop as _
from .standing import Bond, in_force
from .statements import ExtraditionBasis, RelationsExcluded, TreatyAsBasis
from .states import StateKind


class Share(Enum):
    """What two States share for a measure on a day, from the requesting State's side."""

    BASIS = "basis"  # an instrument in force between the two founds the measure
    POSSIBLE = "possible"  # one is in force, but leaves the measure to an agreement or to the requested State
    UNKNOWN = "unknown"  # whether an instrument binds both is not on record
    NONE = "none"  # the record excludes every instrument known here

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _LABELS[self]

    @property
    def short(self) -> str:
        """The same in a word or two, for tables."""
        return _SHORT[self]


_LABELS = {
    Share.BASIS: _("Treaty basis in force"),
    Share.POSSIBLE: _("In force, but left to the requested State or to agreement"),
    Share.UNKNOWN: _("Unknown"),
    Share.NONE: _("None on record"),
}
_SHORT = {
    Share.BASIS: _("Treaty basis"),
    Share.POSSIBLE: _("Left open"),
    Share.UNKNOWN: _("Unknown"),
    Share.NONE: _("None on record"),
}


@dataclass(frozen=True, slots=True)
class Shared:
    """The instruments between two States by the part they play: codes, in the order of the treaty book.

    `primary` found the measure, `supplementary` support it, `possible` leave it to the requested State or to an
    agreement, `unknown` may bind both. Where no offence is named, each instrument serves for those it covers.
    """

    primary: tuple[str, ...] = ()
    supplementary: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def share(self) -> Share:
        """The verdict; what is unknown never counts as yes or no."""
        if self.primary:
            return Share.BASIS
        if self.supplementary or self.possible:
            return Share.POSSIBLE
        return Share.UNKNOWN if self.unknown else Share.NONE


@dataclass(frozen=True)
class World:
    """What every ordered pair shares: `rows[i][j]` for requesting `states[i]` and requested `states[j]`."""

    measure: Measure
    on: date
    offence: str | None
    states: tuple[str, ...]
    rows: tuple[tuple[Shared | None, ...], ...]

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.states)}

    def bases(self, requesting: str, requested: str) -> Shared:
        """What two States share; KeyError for a code not among `states` and for a State and itself."""
        found = self.rows[self._place[requesting]][self._place[requested]]
        if found is None:
            raise KeyError((requesting, requested))
        return found

    def pairs(self) -> Iterator[tuple[str, str, Shared]]:
        """Every ordered pair: requesting, requested, what they share."""
        for requesting, row in zip(self.states, self.rows, strict=True):
            for requested, shared in zip(self.states, row, strict=True):
                if shared is not None:
                    yield requesting, requested, shared

    def counts(self) -> Mapping[Share, int]:
        """How many ordered pairs share what; every kind of share is a key."""
        kinds: Counter[Shared] = Counter(shared for row in self.rows for shared in row if shared is not None)
        found = dict.fromkeys(Share, 0)
        for shared, pairs in kinds.items():
            found[shared.share] += pairs
        return found


def askable(book: TreatyBook) -> tuple[str, ...]:
    """The States that make and execute requests in their own name today, by English name."""
    return tuple(s.code for s in book.gazetteer.party_candidates() if s.kind is not StateKind.ORGANIZATION)


def world(book: TreatyBook, measure: Measure, on: date, offence: str | None = None) -> World:
    """What every ordered pair of States shares for `measure` on the day `on`, for an offence or for any.

    `offence` is a code of `law.offences`; KeyError for one that is not known.
    """
    reading = _Reading(book, measure, on, BY_CODE[offence] if offence else None)
    states = askable(book)
    return World(measure, on, offence, states, reading.rows(states))


def may_serve(instrument: Instrument, measure: Measure, offence: Offence | None) -> bool:
    """False if the instrument's gate excludes the offence whatever the circumstances (`law.basis.gates`)."""
    if offence is None or offence.under(instrument.code):
        return True
    if instrument.gate in {Gate.ELECTRONIC, Gate.ELECTRONIC_SERIOUS}:
        return measure.matter is not Matter.EXTRADITION
    return instrument.gate is not Gate.OFFENCE


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the conventions do for a requested State where no treaty on cooperation is in force, as masks."""

    founding: int
    left_open: int
    refused: int


class _Reading:
    """The masks of one measure, day and offence."""

    def __init__(self, book: TreatyBook, measure: Measure, on: date, offence: Offence | None) -> None:
        self.book, self.measure, self.on = book, measure, on
        instruments = book.instruments.values()
        covering = [i for i in instruments if i.covers(measure)]
        later = {code for i in covering for code in i.replaced_by if code in book.instruments}
        self.instruments = (*covering, *(i for i in instruments if i.code in later and not i.covers(measure)))
        self.bits = {instrument.code: 1 << n for n, instrument in enumerate(self.instruments)}
        self.covering = self._mask(covering)
        self.passing = self._mask(i for i in covering if may_serve(i, measure, offence))
        self.own = self._mask(i for i in covering if i.is_treaty_on_cooperation)
        self.conventions = tuple(i for i in covering if not i.is_treaty_on_cooperation)
        self.protocols = self._mask(i for i in covering if i.supplements is not None)
        self.replaced = tuple(
            (self.bits[i.code], self._mask(book.instruments[code] for code in i.replaced_by if code in later))
            for i in covering
            if i.replaced_by
        )
        self.sided = self._mask(i for i in self.instruments if i.sides)
        self.excluded = self._exclusions()
        self._known: dict[tuple[int, ...], Shared] = {}

    def _mask(self, instruments: Iterable[Instrument]) -> int:
        return sum(self.bits[i.code] for i in instruments)

    def _standings(self, states: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
        """By State, the instruments that bind it and those that may."""
        bound, maybe = dict.fromkeys(states, 0), dict.fromkeys(states, 0)
        for instrument in self.instruments:
            bit = self.bits[instrument.code]
            for state in states if instrument.parties is None else instrument.parties & bound.keys():
                bond = in_force(self.book, instrument.code, state, self.on).bond
                if bond is Bond.BOUND:
                    bound[state] |= bit
                elif bond is Bond.UNKNOWN:
                    maybe[state] |= bit
        return bound, maybe

    def _exclusions(self) -> dict[frozenset[str], int]:
        """By pair, the instruments under which a statement of one excludes relations with the other."""
        found: dict[frozenset[str], int] = {}
        for (instrument, state), statements in self.book.statements.items():
            for s in statements if instrument in self.bits else ():
                if isinstance(s.value, RelationsExcluded) and s.stands(self.on):
                    pair = frozenset((state, s.value.with_state))
                    found[pair] = found.get(pair, 0) | self.bits[instrument]
        return found

    def rows(self, states: tuple[str, ...]) -> tuple[tuple[Shared | None, ...], ...]:
        """All pairs; the roles depend on the requested State alone."""
        self.bound, self.maybe = self._standings(states)
        self.side = {code: self._mask(i for i in self.instruments if i.sides and code in i.sides[0]) for code in states}
        roles = {code: self._roles(code) for code in states}
        return tuple(tuple(None if a == b else self._between(a, b, roles[b]) for b in states) for a in states)

    def _roles(self, requested: str) -> _Roles:
        match self.measure.matter:
            case Matter.EXTRADITION:
                return self._extradition(requested)
            case Matter.SENTENCED_PERSONS | Matter.PROCEEDINGS:
                return _Roles(0, self.covering, 0)  # the conventions invite to agree, or oblige to consider
            case _:
                return _Roles(self.covering & ~self.protocols, 0, 0)

    def _extradition(self, requested: str) -> _Roles:
        """UNTOC 16(4)-(6) and its like: the requested State's notification decides."""
        founding = left_open = refused = 0
        for instrument in self.conventions:
            bit = self.bits[instrument.code]
            value = self._declared(requested, instrument.code)
            if instrument.clauses.extradition_basis is None or value is TreatyAsBasis.SILENT:
                left_open |= bit
            elif value is TreatyAsBasis.NO:
                refused |= bit
            else:
                founding |= bit
        return _Roles(founding & ~self.protocols, left_open, refused)

    def _declared(self, state: str, instrument: str) -> TreatyAsBasis:
        said = self.book.statements.get((instrument, state), ())
        standing = tuple(s for s in said if isinstance(s.value, ExtraditionBasis) and s.stands(self.on))
        return declared_value(standing)[0]

    def _between(self, a: str, b: str, roles: _Roles) -> Shared:
        open_to_both = (self.bound[a] | self.maybe[a]) & (self.bound[b] | self.maybe[b])
        open_to_both &= ~self.sided | (self.side[a] ^ self.side[b])
        if self.excluded:
            open_to_both &= ~self.excluded.get(frozenset((a, b)), 0)
        bound = open_to_both & self.bound[a] & self.bound[b]
        serving = open_to_both & self.passing
        for bit, later in self.replaced:
            if bound & later:
                serving &= ~bit
        if bound & self.own:  # where a treaty on cooperation is in force, the conventions support it
            primary, possible = self.own & ~self.protocols, 0
        else:
            primary, possible = roles.founding, roles.left_open
            serving &= ~roles.refused
        in_force = serving & bound
        primary &= in_force
        possible &= in_force
        return self._told(primary, in_force & ~primary & ~possible, possible, serving & ~bound)

    def _told(self, *masks: int) -> Shared:
        """The masks as codes; pairs that share the same share one object."""
        found = self._known.get(masks)
        if found is None:
            found = self._known[masks] = Shared(*(self._codes(mask) for mask in masks))
        return found

    def _codes(self, mask: int) -> tuple[str, ...]:
        codes = []
        while mask:
            lowest = mask & -mask
            codes.append(self.instruments[lowest.bit_length() - 1].code)
            mask ^= lowest
        return tuple(codes)
