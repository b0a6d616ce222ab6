"""The European Union as a regime: who was a member when, and the form its acts on mutual recognition share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..measures import Matter, Measure
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Member, Scope

# Union law applied to the United Kingdom to the end of the transition, 31 December 2020 (Withdrawal Agreement,
# articles 126 and 127).
BRITISH_EXIT = date(2021, 1, 1)

_FOUNDERS = date(1958, 1, 1)
# Days of accession, from the Treaties of Accession.
EU: Mapping[str, date] = {
    **dict.fromkeys(("BEL", "DEU", "FRA", "ITA", "LUX", "NLD"), _FOUNDERS),
    **dict.fromkeys(("DNK", "GBR", "IRL"), date(1973, 1, 1)),
    "GRC": date(1981, 1, 1),
    **dict.fromkeys(("ESP", "PRT"), date(1986, 1, 1)),
    **dict.fromkeys(("AUT", "FIN", "SWE"), date(1995, 1, 1)),
    **dict.fromkeys(("CYP", "CZE", "EST", "HUN", "LTU", "LVA", "MLT", "POL", "SVK", "SVN"), date(2004, 5, 1)),
    **dict.fromkeys(("BGR", "ROU"), date(2007, 1, 1)),
    "HRV": date(2013, 7, 1),
}


def participants(applies: date, without: frozenset[str] = frozenset()) -> tuple[Member, ...]:
    """The member States but those `without`, each from the day of application or of its accession if later."""
    found = []
    for state, joined in sorted(EU.items()):
        until = BRITISH_EXIT if state == "GBR" else None
        if state in without or (until and until <= applies):
            continue
        found.append(Member(state, max(joined, applies), until))
    return tuple(found)


def act(
    code: str,
    title: str,
    short_title: str,
    *,
    reference: str,
    adopted: date,
    applies: date,
    entry: str,
    articles: tuple[Article, ...],
    matters: Mapping[Matter, tuple[str, ...]] | None = None,
    measures: Mapping[Measure, tuple[str, ...]] | None = None,
    clauses: Clauses | None = None,
    without: frozenset[str] = frozenset(),
) -> Instrument:
    """An act of the Union on mutual recognition, applied from `applies` between the States that take part in it."""
    membership = participants(applies, without)
    return Instrument(
        code=code,
        title=title,
        short_title=short_title,
        scope=Scope.REGIONAL,
        depositary="",
        reference=reference,
        adopted=adopted,
        place="",
        gate=Gate.ANY,
        entry=EntryIntoForce(entry, applies, None, Delay(), Delay()),
        denunciation=Denunciation(None),
        crime_types=frozenset(),
        matters=matters or {},
        measures=measures or {},
        source="eu",
        clauses=clauses or Clauses(),
        articles=articles,
        parties=frozenset(m.state for m in membership),
        mutual_recognition=True,
        membership=membership,
    )
