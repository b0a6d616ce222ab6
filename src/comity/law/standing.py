"""Who is bound by what on a day: `in_force` for one State, `between` for two, from actions and statements alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .book import TreatyBook
from .participation import Bond, RecordReading, Standing, effect_of
from .statements import RelationsExcluded, Statement

__all__ = ["Bond", "Relation", "Standing", "between", "effect_of", "in_force"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two States stand to each other under an instrument: the two standings, and what excludes relations."""

    a: Standing
    b: Standing
    excluded_by: tuple[Statement, ...] = ()

    @property
    def bond(self) -> Bond:
        """Bound if both are and nothing excludes it; not bound as soon as one thing is sure to prevent it."""
        if self.excluded_by or Bond.NOT_BOUND in (self.a.bond, self.b.bond):
            return Bond.NOT_BOUND
        return Bond.UNKNOWN if Bond.UNKNOWN in (self.a.bond, self.b.bond) else Bond.BOUND


def in_force(book: TreatyBook, instrument: str, state: str, on: date, territory: str | None = None) -> Standing:
    """Whether `state` (for its `territory`, if one is named) is bound by `instrument` on the day `on`.

    `state` may itself be a territory's code. Raises UnknownState and KeyError for codes the book does not hold.
    """
    treaty = book.instruments[instrument]
    if territory is None:
        state, territory = book.gazetteer.responsible(state)
    asked = RecordReading(book, treaty, book.gazetteer[state], territory, on)
    standing = asked.outside_the_record() or asked.from_the_record()
    if territory is not None and standing.bond is Bond.BOUND:
        return asked.for_territory(standing)
    return standing


def between(book: TreatyBook, instrument: str, a: str, b: str, on: date) -> Relation:
    """How two States or territories stand to each other under an instrument on the day `on`."""
    first, second = in_force(book, instrument, a, on), in_force(book, instrument, b, on)
    exclusions = (*_exclusions(book, first, second, on), *_exclusions(book, second, first, on))
    return Relation(first, second, exclusions)


def _exclusions(book: TreatyBook, speaker: Standing, other: Standing, on: date) -> tuple[Statement, ...]:
    said = book.statements.get((speaker.instrument, speaker.state), ())
    return tuple(
        s for s in said if isinstance(s.value, RelationsExcluded) and s.value.with_state == other.state and s.stands(on)
    )
