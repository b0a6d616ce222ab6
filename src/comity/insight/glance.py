"""The world at a glance, kept for as long as the record of treaties does not change, and what is counted in it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from django.core.cache import cache

from comity import __version__
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.law.states import Group
from comity.law.world import Share, Shared, World, world
from comity.treaties.interfaces import book as treaty_book
from comity.treaties.interfaces import revision

# What is asked most; computed ahead of the first visit.
MAIN = (Measure.MLA, Measure.EXTRADITION, Measure.CONFISCATION, Measure.SENTENCED_PERSONS)

GROUPS = tuple(Group)
_PARTS = tuple(field.name for field in fields(Shared))


def glance(book: TreatyBook, measure: Measure, on: date, offence: str | None = None) -> World:
    """`law.world.world`, from the cache where the record has not changed since."""
    key = f"world:{__version__}:{revision()}:{measure.value}:{on.isoformat()}:{offence or ''}"
    kept = cache.get(key)
    if kept is not None:
        return _unpacked(kept, measure, on, offence)
    found = world(book, measure, on, offence)
    cache.set(key, _packed(found))
    return found


def warm() -> None:
    """Prepares the main measures for today."""
    book, today = treaty_book(), datetime.now(UTC).date()
    for measure in MAIN:
        glance(book, measure, today)


# Plain tuples are kept, not objects: they can be read back whatever the classes have become meanwhile.
_Packed = tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...], tuple[tuple[int, ...], ...]]


def _packed(found: World) -> _Packed:
    kinds: dict[Shared | None, int] = {}
    rows = tuple(tuple(kinds.setdefault(shared, len(kinds)) for shared in row) for row in found.rows)
    return found.states, tuple(_parts(shared) if shared else () for shared in kinds), rows


def _parts(shared: Shared) -> tuple[tuple[str, ...], ...]:
    return tuple(getattr(shared, name) for name in _PARTS)


def _unpacked(kept: _Packed, measure: Measure, on: date, offence: str | None) -> World:
    states, parts, rows = kept
    kinds = [Shared(*part) if part else None for part in parts]
    return World(measure, on, offence, states, tuple(tuple(kinds[n] for n in row) for row in rows))


def counterparts(world: World, state: str, *, requesting: bool) -> Iterator[tuple[str, Shared]]:
    """Every other State and what `state` shares with it, as requesting or as requested State."""
    for other in world.states:
        if other != state:
            yield other, world.bases(state, other) if requesting else world.bases(other, state)


def narrowed(shared: Shared, via: str) -> Shared:
    """What is shared through one instrument alone; all of it for an empty `via`."""
    if not via:
        return shared
    primary, supplementary, possible, unknown = (tuple(c for c in part if c == via) for part in _parts(shared))
    # An instrument that supports another is in force between the two all the same.
    return Shared((*primary, *supplementary), (), possible, unknown)


def reach(world: World) -> Mapping[str, int | None]:
    """With how many others each State has a treaty basis when it asks; None if with none for sure, but perhaps some."""
    found: dict[str, int | None] = {}
    for state, row in zip(world.states, world.rows, strict=True):
        shares = Counter(shared.share for shared in row if shared is not None)
        unknown = not shares[Share.BASIS] and shares[Share.UNKNOWN]
        found[state] = None if unknown else shares[Share.BASIS]
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """The pairs from one regional group to another: how many, and how many share what."""

    pairs: int
    shares: Mapping[Share, int]

    @property
    def in_force(self) -> int:
        """Pairs with a treaty basis in force."""
        return self.shares[Share.BASIS]

    @property
    def percent(self) -> int | None:
        """Pairs with a treaty basis in force, in whole per cent rounded down; None where there is no pair."""
        return 100 * self.in_force // self.pairs if self.pairs else None


def between_groups(book: TreatyBook, world: World) -> Sequence[tuple[Group, Sequence[Cell]]]:
    """A row for each regional group as requesting side, with a cell for each group as requested side."""
    group = {code: book.gazetteer[code].group for code in world.states}
    counted = Counter((group[a], group[b], shared.share) for a, b, shared in world.pairs())
    rows = []
    for asking in GROUPS:
        cells = []
        for asked in GROUPS:
            shares = {share: counted[asking, asked, share] for share in Share}
            cells.append(Cell(sum(shares.values()), shares))
        rows.append((asking, tuple(cells)))
    return rows


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an instrument serves one State: with how many others it plays which part."""

    instrument: str
    primary: int
    supplementary: int
    possible: int
    unknown: int

    @property
    def in_force(self) -> int:
        """With how many others it is in force."""
        return self.primary + self.supplementary + self.possible


def by_instrument(world: World, state: str, *, requesting: bool) -> Sequence[Reach]:
    """Every instrument one State shares, or may share, with others; the farthest reaching first."""
    counts: dict[str, Counter[str]] = {}
    for _other, shared in counterparts(world, state, requesting=requesting):
        for name, codes in zip(_PARTS, _parts(shared), strict=True):
            for code in codes:
                counts.setdefault(code, Counter())[name] += 1
    found = [Reach(code, *(counted[name] for name in _PARTS)) for code, counted in counts.items()]
    return sorted(found, key=lambda r: (-r.in_force, -r.primary, -r.unknown, r.instrument))


def matrix(world: World) -> Iterator[tuple[str, ...]]:
    """Every ordered pair as a row of codes: requesting, requested, share, then instruments by part."""
    for requesting, requested, shared in world.pairs():
        yield requesting, requested, shared.share.value, *(" ".join(codes) for codes in _parts(shared))


def covering(book: TreatyBook, world: World) -> Sequence[str]:
    """The instruments the answer rests on: those that serve or may serve at least one pair."""
    kinds = {shared for row in world.rows for shared in row if shared is not None}
    codes = set(itertools.chain.from_iterable(itertools.chain.from_iterable(map(_parts, kinds))))
    return [code for code in book.instruments if code in codes]
