"""What other rooms may call: the maps, the world at a glance, and its preparation ahead of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from comity.core.wording import day, instrument_name, state_name
from comity.law.book import TreatyBook
from comity.law.standing import Bond, in_force
from comity.law.world import Share, World

from .bars import bar, columns
from .directory_figures import FEWEST, Count, DirectoryFigures, Year
from .directory_figures import figures as directory_figures
from .drawing import Mark, drawn, world_map
from .glance import (
    GROUPS,
    between_groups,
    by_instrument,
    counterparts,
    covering,
    glance,
    matrix,
    narrowed,
    reach,
    warm,
)

__all__ = [
    "FEWEST",
    "GROUPS",
    "Count",
    "DirectoryFigures",
    "Year",
    "bar",
    "basis_map",
    "between_groups",
    "by_instrument",
    "columns",
    "counterparts",
    "covering",
    "directory_figures",
    "glance",
    "legislation_map",
    "matrix",
    "narrowed",
    "parties_map",
    "reach",
    "reach_map",
    "warm",
]


def parties_map(book: TreatyBook, instrument: str, on: date) -> SafeString:
    """Who is bound by an instrument on a day, on a map in the active language; empty for a treaty of two.

    A territory is marked by what is recorded for itself; one that no State is recorded as responsible for is not.
    """
    parties = book.instruments[instrument].parties
    if parties is not None and len(parties) < 3:
        return mark_safe("")  # nothing in it
    marks = (
        Mark("bound", _("bound")),
        Mark("signed", _("signed only"), "stripes"),
        Mark("unknown", _("unknown"), "dots"),
        Mark("not-bound", _("not bound")),
    )
    marked = {code: _standing(book, instrument, code, on) for code in drawn() if _answers(book, code)}
    name, when = instrument_name(instrument, book), day(on)
    numbers = {mark.code: sum(found == mark.code for found in marked.values()) for mark in marks}
    return world_map(
        marks,
        marked,
        title=_("%(instrument)s: parties on %(date)s") % {"instrument": name, "date": when},
        description=_(
            "States and territories on the map: bound %(bound)s, signed only %(signed)s, not bound %(not_bound)s,"
            " unknown %(unknown)s. The table lists them."
        )
        % {key.replace("-", "_"): number for key, number in numbers.items()},
    )


def legislation_map(book: TreatyBook, counts: Mapping[str, int]) -> SafeString:
    """Which States have legislation on record here, on a map in the active language."""
    marks = (Mark("bound", _("legislation on record")), Mark("not-bound", _("none on record here")))
    marked = {
        code: "bound" if counts.get(code) else "not-bound"
        for code in drawn()
        if book.gazetteer[code].is_party_candidate
    }
    held = sum(found == "bound" for found in marked.values())
    return world_map(
        marks,
        marked,
        title=_("Legislation on record"),
        description=_("On the map: %(held)s States with legislation on record, %(none)s without. The list names them.")
        % {"held": held, "none": len(marked) - held},
    )


def _answers(book: TreatyBook, code: str) -> bool:
    state = book.gazetteer[code]
    return state.is_party_candidate or state.sovereign is not None


def _standing(book: TreatyBook, instrument: str, code: str, on: date) -> str:
    standing = in_force(book, instrument, code, on)
    if standing.bond is not Bond.BOUND and standing.signed is not None and book.gazetteer[code].is_party_candidate:
        return "signed"
    return standing.bond.value


_SHARES = (
    (Share.BASIS, ""),
    (Share.POSSIBLE, "stripes"),
    (Share.UNKNOWN, "dots"),
    (Share.NONE, ""),
)


def basis_map(book: TreatyBook, world: World, state: str, *, requesting: bool, via: str = "") -> SafeString:
    """What one State shares with every other for the measure and day of `world`, on a map in the active language.

    `requesting` true: the State asks the others; `via` narrows the answer to one instrument. Territories are not
    marked: their answer depends on the State responsible for them.
    """
    marks = (
        Mark("chosen", state_name(state, book)),
        *(Mark(share.value, _(share.label), pattern) for share, pattern in _SHARES),
    )
    rows = counterparts(world, state, requesting=requesting)
    marked = {code: narrowed(shared, via).share.value for code, shared in rows}
    numbers = {share.value: list(marked.values()).count(share.value) for share in Share}
    heading = (
        _("%(measure)s, %(date)s: what %(state)s can ask others on")
        if requesting
        else _("%(measure)s, %(date)s: what others can ask %(state)s on")
    )
    facts = {"measure": _(world.measure.label), "state": state_name(state, book), "date": day(world.on)}
    return world_map(
        marks,
        marked | {state: "chosen"},
        title=heading % facts,
        description=_(
            "States: treaty basis in force %(basis)s, left open %(possible)s, unknown %(unknown)s, none on record"
            " %(none)s. The table lists them."
        )
        % numbers,
    )


def reach_map(book: TreatyBook, world: World) -> SafeString:
    """With how many others each State shares a treaty basis when it asks, in four steps, on a map."""
    others = len(world.states) - 1
    marks = (
        Mark("reach-4", _("three quarters of the others or more")),
        Mark("reach-3", _("half to three quarters of the others"), "grid"),
        Mark("reach-2", _("a quarter to half of the others"), "stripes"),
        Mark("reach-1", _("less than a quarter of the others"), "dots"),
        Mark("reach-0", _("none of the others")),
        Mark("unknown", _("none for certain; unknown for some"), "cross"),
    )
    marked = {code: _step(found, others) for code, found in reach(world).items()}
    facts = {"measure": _(world.measure.label), "date": day(world.on)}
    return world_map(
        marks,
        marked,
        title=_("%(measure)s, %(date)s: with how many others each State has a treaty basis in force") % facts,
        description=_("Choose a State to see with whom. The downloads hold every pair."),
    )


def _step(found: int | None, others: int) -> str:
    if found is None:
        return "unknown"
    return f"reach-{min(4, 1 + 4 * found // others)}" if found else "reach-0"
