"""The position of a State towards an instrument on a day, and how a participation record is read for it.

Beyond the day up to which a record is known, a bond is presumed to last for `PRESUMPTION` years (parties seldom
leave) and says so; that a State was not a party is never presumed to last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from .actions import ActionKind, TreatyAction
from .book import Coverage, TreatyBook
from .instruments.types import Instrument
from .sentences import InstrumentName, Param, Sentence, StateName, say
from .statements import Statement, TerritoryExcluded
from .states import State, StateKind

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
    recorded: bool = True

    @property
    def participant(self) -> str:
        """The code asked about: the territory if one was named, else the State."""
        return self.territory or self.state


def effect_of(instrument: Instrument, action: TreatyAction) -> date | None:
    """The day an act takes effect: as the depositary states it, else by the instrument's own rule; None if unknown."""
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


@dataclass(frozen=True, slots=True)
class RecordReading:
    """One question of standing read from the record, with what every step of the answer needs."""

    book: TreatyBook
    treaty: Instrument
    state: State
    territory: str | None
    on: date

    @property
    def _coverage(self) -> Coverage | None:
        return self.book.coverage.get(self.treaty.code)

    @property
    def _rows(self) -> tuple[TreatyAction, ...]:
        return self.book.actions.get((self.treaty.code, self.state.code), ())

    def _as_of(self) -> date | None:
        if self._coverage and self._coverage.as_of:
            return self._coverage.as_of
        sources = (self.book.sources.get(row.source) for row in self._rows)
        return max((s.as_of for s in sources if s and s.as_of), default=None)

    def _standing(self, bond: Bond, reason: Sentence) -> Standing:
        as_of = self._as_of()
        return Standing(
            bond=bond,
            reason=reason,
            instrument=self.treaty.code,
            state=self.state.code,
            territory=None,
            on=self.on,
            as_of=as_of,
            beyond_record=as_of is not None and self.on > as_of,
        )

    # -- what the instrument and the State themselves already decide -------------------------------------------

    def outside_the_record(self) -> Standing | None:
        """An answer that needs no participation row: closed treaties, dates before and after, former States."""
        return self._closed() or self._out_of_time() or self._membership()

    def _closed(self) -> Standing | None:
        parties = self.treaty.parties
        if parties is None or self.state.code in parties:
            return None
        reason = say(
            "%(state)s is not one of the States between which the %(instrument)s was concluded.",
            state=StateName(self.state.code),
            instrument=InstrumentName(self.treaty.code),
        )
        return self._standing(Bond.NOT_BOUND, reason)

    def _out_of_time(self) -> Standing | None:
        treaty, state, on = self.treaty, self.state, self.on
        name, instrument = StateName(state.code), InstrumentName(treaty.code)
        if state.kind is StateKind.FORMER and state.until and on >= state.until:
            return self._standing(
                Bond.NOT_BOUND, say("%(state)s ceased to exist on %(date)s.", state=name, date=state.until)
            )
        if treaty.adopted and on < treaty.adopted:
            reason = say("The %(instrument)s was adopted only on %(date)s.", instrument=instrument, date=treaty.adopted)
            return self._standing(Bond.NOT_BOUND, reason)
        if treaty.terminated and on >= treaty.terminated:
            reason = say("The %(instrument)s ended on %(date)s.", instrument=instrument, date=treaty.terminated)
            return self._standing(Bond.NOT_BOUND, reason)
        general = treaty.entry.general
        if general and on < general:
            reason = say("The %(instrument)s entered into force only on %(date)s.", instrument=instrument, date=general)
            return self._standing(Bond.NOT_BOUND, reason)
        return None

    def _membership(self) -> Standing | None:
        if not self.treaty.membership:
            return None
        name, instrument = StateName(self.state.code), InstrumentName(self.treaty.code)
        source = self.book.sources.get(self.treaty.source)
        as_of = source.as_of if source else None
        for member in self.treaty.membership:
            if member.state != self.state.code or self.on < member.since:
                continue
            if member.until is None or self.on < member.until:
                reason = say(
                    "%(state)s has taken part in the %(instrument)s since %(date)s.",
                    state=name,
                    instrument=instrument,
                    date=member.since,
                )
                return replace(
                    self._standing(Bond.BOUND, reason),
                    since=member.since,
                    until=member.until,
                    as_of=as_of,
                    beyond_record=as_of is not None and self.on > as_of,
                )
        reason = say(
            "%(state)s did not take part in the %(instrument)s on that day.", state=name, instrument=instrument
        )
        return replace(self._standing(Bond.NOT_BOUND, reason), as_of=as_of)

    # -- what the rows say ---------------------------------------------------------------------------------------

    def from_the_record(self) -> Standing:
        """The answer of the State's own acts, read up to the day asked about."""
        acts = [row for row in self._rows if row.territory is None]
        consents = [a for a in acts if a.kind.binds]
        if self.treaty.entry.general is None and self.treaty.parties is None:
            return self._not_known_to_be_in_force(acts)
        if not consents:
            return self._without_consent(acts)
        return self._with_consent(consents, [a for a in acts if a.kind is ActionKind.WITHDRAWAL])

    def _not_known_to_be_in_force(self, acts: list[TreatyAction]) -> Standing:
        reason = say(
            "No entry into force of the %(instrument)s is on record here.", instrument=InstrumentName(self.treaty.code)
        )
        return replace(
            self._standing(Bond.UNKNOWN, reason),
            actions=tuple(acts),
            signed=_signature(acts, self.on),
            recorded=bool(acts),
        )

    def _without_consent(self, acts: list[TreatyAction]) -> Standing:
        name, instrument = StateName(self.state.code), InstrumentName(self.treaty.code)
        coverage, signed = self._coverage, _signature(acts, self.on)
        # A depositary's table lists the participants of its day: of a State that was no more by then, it says nothing.
        silent = self.state.kind is StateKind.FORMER
        if silent or coverage is None or not coverage.complete or coverage.as_of is None:
            reason = say(
                "Whether %(state)s is a party to the %(instrument)s is not on record here.",
                state=name,
                instrument=instrument,
            )
            return replace(self._standing(Bond.UNKNOWN, reason), signed=signed, actions=tuple(acts), recorded=False)
        if self.on <= coverage.as_of:
            reason = (
                say(
                    "%(state)s signed the %(instrument)s on %(date)s but had not consented to be bound by it.",
                    state=name,
                    instrument=instrument,
                    date=signed,
                )
                if signed
                else say("%(state)s was not a party to the %(instrument)s.", state=name, instrument=instrument)
            )
            return replace(self._standing(Bond.NOT_BOUND, reason), signed=signed, actions=tuple(acts))
        reason = (
            say(
                "%(state)s had only signed the %(instrument)s by %(date)s; later acts are not on record here.",
                state=name,
                instrument=instrument,
                date=coverage.as_of,
            )
            if signed
            else say(
                "%(state)s was not a party to the %(instrument)s on %(date)s; later acts are not on record here.",
                state=name,
                instrument=instrument,
                date=coverage.as_of,
            )
        )
        return replace(self._standing(Bond.UNKNOWN, reason), signed=signed, actions=tuple(acts))

    def _with_consent(self, consents: list[TreatyAction], withdrawals: list[TreatyAction]) -> Standing:
        known = [(effect_of(self.treaty, a), a) for a in (*consents, *withdrawals)]
        dated = sorted(((day, a) for day, a in known if day is not None), key=lambda pair: (pair[0], pair[1].id))
        past = [(day, a) for day, a in dated if day <= self.on]
        if past and past[-1][1].kind is ActionKind.WITHDRAWAL:
            return self._left(*past[-1])
        if past:
            return self._bound(past, [day for day, a in dated if day > self.on and not a.kind.binds])
        if dated and dated[0][1].kind.binds:
            return self._not_yet(*dated[0])
        return self._undated(consents)

    def _bound(self, past: list[tuple[date, TreatyAction]], endings: list[date]) -> Standing:
        since, act = _start_of_bond(past)
        name, instrument = StateName(self.state.code), InstrumentName(self.treaty.code)
        standing = self._standing(
            Bond.BOUND,
            say(
                "%(state)s has been bound by the %(instrument)s since %(date)s.",
                state=name,
                instrument=instrument,
                date=since,
            ),
        )
        standing = replace(standing, since=since, until=min(endings, default=None), actions=(act,))
        if not standing.beyond_record or standing.as_of is None:
            return standing
        if self.on > _years_after(standing.as_of, PRESUMPTION):
            reason = say(
                "%(state)s was bound by the %(instrument)s on %(date)s, a record too old to be presumed to hold still.",
                state=name,
                instrument=instrument,
                date=standing.as_of,
            )
            return replace(standing, bond=Bond.UNKNOWN, reason=reason)
        reason = say(
            "%(state)s has been bound by the %(instrument)s since %(date)s, on the record of %(as_of)s;"
            " no later withdrawal is on record here.",
            state=name,
            instrument=instrument,
            date=since,
            as_of=standing.as_of,
        )
        return replace(standing, reason=reason)

    def _left(self, day: date, act: TreatyAction) -> Standing:
        reason = say(
            "%(state)s ceased to be bound by the %(instrument)s on %(date)s.",
            state=StateName(self.state.code),
            instrument=InstrumentName(self.treaty.code),
            date=day,
        )
        standing = replace(self._standing(Bond.NOT_BOUND, reason), until=day, actions=(act,))
        # It may have come back since the record ends.
        return replace(standing, bond=Bond.UNKNOWN) if standing.beyond_record else standing

    def _not_yet(self, day: date, act: TreatyAction) -> Standing:
        reason = say(
            "%(state)s was to be bound by the %(instrument)s only from %(date)s.",
            state=StateName(self.state.code),
            instrument=InstrumentName(self.treaty.code),
            date=day,
        )
        return replace(self._standing(Bond.NOT_BOUND, reason), since=day, actions=(act,))

    def _undated(self, consents: list[TreatyAction]) -> Standing:
        name, instrument = StateName(self.state.code), InstrumentName(self.treaty.code)
        as_of = self._as_of()
        held = as_of is not None and as_of <= self.on <= _years_after(as_of, PRESUMPTION)
        if held and as_of is not None:
            reason = say(
                "%(state)s is listed as a party to the %(instrument)s on the record of %(date)s,"
                " which does not say since when.",
                state=name,
                instrument=instrument,
                date=as_of,
            )
        else:
            reason = say(
                "%(state)s is listed as a party to the %(instrument)s, but from when is not on record here.",
                state=name,
                instrument=instrument,
            )
        return replace(self._standing(Bond.BOUND if held else Bond.UNKNOWN, reason), actions=tuple(consents))

    # -- territories -----------------------------------------------------------------------------------------------

    def for_territory(self, state: Standing) -> Standing:
        """The standing of a territory of a State that is bound: extended, excluded, or not on record."""
        territory = self.territory
        assert territory is not None  # noqa: S101 - the only caller asks about a territory
        facts: dict[str, Param] = {
            "territory": StateName(territory),
            "instrument": InstrumentName(self.treaty.code),
        }
        said = self.book.statements.get((self.treaty.code, self.state.code), ())
        excluded = tuple(
            s
            for s in said
            if isinstance(s.value, TerritoryExcluded) and s.value.territory == territory and s.stands(self.on)
        )
        extension = self._extension(territory)
        state = replace(state, territory=territory)
        if extension and (extension[1].kind is not ActionKind.END_OF_EXTENSION):
            reason = say("The %(instrument)s has applied to %(territory)s since %(date)s.", **facts, date=extension[0])
            return replace(state, reason=reason, since=extension[0], actions=(*state.actions, extension[1]))
        if excluded or extension:
            reason = say("The %(instrument)s does not apply to %(territory)s on that day.", **facts)
            acts = (extension[1],) if extension else ()
            return replace(
                state, bond=Bond.NOT_BOUND, reason=reason, statements=excluded, actions=(*state.actions, *acts)
            )
        reason = say("Whether the %(instrument)s applies to %(territory)s is not on record here.", **facts)
        return replace(state, bond=Bond.UNKNOWN, reason=reason)

    def _extension(self, territory: str) -> tuple[date, TreatyAction] | None:
        acts = [a for a in self._rows if a.territory == territory]
        known = [(a.effective or a.on, a) for a in acts]
        past = sorted(((day, a) for day, a in known if day and day <= self.on), key=lambda p: (p[0], p[1].id))
        return past[-1] if past else None


def _signature(acts: list[TreatyAction], on: date) -> date | None:
    days = [a.on for a in acts if a.kind is ActionKind.SIGNATURE and a.on is not None and a.on <= on]
    return min(days, default=None)


def _start_of_bond(past: list[tuple[date, TreatyAction]]) -> tuple[date, TreatyAction]:
    """The consent that began the unbroken bond at the end of `past` (which ends with a consent)."""
    start = past[-1]
    for day, act in reversed(past):
        if act.kind is ActionKind.WITHDRAWAL:
            break
        start = (day, act)
    return start


def _years_after(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))
