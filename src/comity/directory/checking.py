"""The checks of an entry with what is known here: States, instruments, time zones, languages, the State's others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from comity.core.gazetteer import load_gazetteer
from comity.law.authorities.checks import Known, Problem, check
from comity.law.authorities.entry import AuthorityEntry
from comity.law.instruments import BY_CODE

from .book import directory, today
from .models import Authority


def problems(
    entry: AuthorityEntry, *, key: str = "", source_id: str = "", others: Mapping[str, AuthorityEntry] | None = None
) -> tuple[Problem, ...]:
    """Everything wrong with the entry of the authority (empty: a new one), beside what is listed today.

    For a table that is loaded, `others` are its entries by their identity in the source, and `source_id` this one's:
    they stand in the place of what was loaded from it before.
    """
    listed = {each.key: each.entry for each in directory().by_state.get(entry.state, ()) if each.key != key}
    if others is not None:
        rows = Authority.objects.filter(state=entry.state, source_id__in=others).values_list("source_id", "key")
        for _source, held in rows:
            listed.pop(held, None)
        listed |= {name: each for name, each in others.items() if name != source_id and each.state == entry.state}
    known = Known(
        gazetteer=load_gazetteer(),
        instruments=BY_CODE.keys(),
        time_zones=time_zones(),
        is_language=is_language,
        others=listed,
        on=today(),
    )
    return check(entry, known)


@cache
def time_zones() -> frozenset[str]:
    """The IANA names of time zones that stand for a place."""
    return frozenset(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")) | {"UTC"}


@cache
def _languages() -> frozenset[str]:
    return frozenset(Locale("en").languages)


def is_language(code: str) -> bool:
    """True for a BCP 47 code whose language has a name."""
    return code.split("-")[0] in _languages()
