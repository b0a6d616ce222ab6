"""When two authorities of a State are central authorities for the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .entry import AuthorityEntry, Designation
from .words import AuthorityRole


def overlap(a: AuthorityEntry, mine: Designation, b: AuthorityEntry, theirs: Designation) -> bool:
    """True if both are central authorities for the same: provision, matter, stage, territory, urgency and time.

    An authority for the whole State and one for a territory do not overlap: a region with a separate system may have
    a central authority of its own (UNTOC art. 18(13)).
    """
    return (
        a.state == b.state
        and mine.role is theirs.role is AuthorityRole.CENTRAL
        and (mine.provision, mine.competence, mine.urgent) == (theirs.provision, theirs.competence, theirs.urgent)
        and _share(mine.stages, theirs.stages)
        and _same_place(mine.territories or a.territories, theirs.territories or b.territories)
        and _meet((mine.valid_from, mine.valid_to), (theirs.valid_from, theirs.valid_to))
        and _meet((a.since, a.until), (b.since, b.until))
    )


def _share(a: Collection[object], b: Collection[object]) -> bool:
    """True if there is something in both; empty means everything."""
    return not a or not b or bool(set(a) & set(b))


def _same_place(a: Collection[str], b: Collection[str]) -> bool:
    return (not a and not b) or bool(set(a) & set(b))


def _meet(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    start = max((day for day in (a[0], b[0]) if day), default=date.min)
    end = min((day for day in (a[1], b[1]) if day), default=date.max)
    return start < end
