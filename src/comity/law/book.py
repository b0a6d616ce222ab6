"""All treaty facts at once, as an immutable snapshot the procedure reads: the treaty book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from .actions import TreatyAction
from .instruments.types import Instrument
from .sources import Source
from .statements import Statement
from .states import Gazetteer


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the record of an instrument's participants reaches.

    `as_of` is the day up to which acts are recorded; with `complete` the absence of a row means that the State was
    not a party on that day, without it absence means nothing.
    """

    as_of: date | None
    complete: bool
    source: str


@dataclass(frozen=True)
class TreatyBook:
    """States, instruments, actions and statements, indexed for the questions the procedure asks."""

    gazetteer: Gazetteer
    instruments: Mapping[str, Instrument]
    actions: Mapping[tuple[str, str], tuple[TreatyAction, ...]]
    statements: Mapping[tuple[str, str], tuple[Statement, ...]]
    coverage: Mapping[str, Coverage]
    sources: Mapping[str, Source]

    @classmethod
    def of(
        cls,
        *,
        gazetteer: Gazetteer,
        instruments: Iterable[Instrument],
        actions: Iterable[TreatyAction] = (),
        statements: Iterable[Statement] = (),
        coverage: Mapping[str, Coverage] | None = None,
        sources: Iterable[Source] = (),
    ) -> TreatyBook:
        """A book of these facts; actions and statements may come in any order."""
        by_pair: dict[tuple[str, str], list[TreatyAction]] = defaultdict(list)
        for action in actions:
            by_pair[action.instrument, action.state].append(action)
        said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in statements:
            said[statement.instrument, statement.state].append(statement)
        return cls(
            gazetteer=gazetteer,
            instruments={i.code: i for i in instruments},
            actions={k: tuple(sorted(v, key=lambda a: (a.on or date.min, a.id))) for k, v in by_pair.items()},
            statements={k: tuple(sorted(v, key=lambda s: s.id)) for k, v in said.items()},
            coverage=dict(coverage or {}),
            sources={s.code: s for s in sources},
        )

    @cached_property
    def _open(self) -> tuple[Instrument, ...]:
        return tuple(i for i in self.instruments.values() if i.parties is None)

    @cached_property
    def _closed(self) -> Mapping[frozenset[str], tuple[Instrument, ...]]:
        by_pair: dict[frozenset[str], list[Instrument]] = defaultdict(list)
        for instrument in self.instruments.values():
            for a, b in combinations(sorted(instrument.parties or ()), 2):
                if instrument.joins(a, b):
                    by_pair[frozenset((a, b))].append(instrument)
        return {pair: tuple(found) for pair, found in by_pair.items()}

    def between(self, a: str, b: str) -> tuple[Instrument, ...]:
        """The instruments that could bind both States: the open ones, and the closed ones both are named in."""
        return (*self._closed.get(frozenset((a, b)), ()), *self._open)
