"""What the conventions of the Council of Europe have in common: depositary, numbering, the usual delays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .cybercrime import COE
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope

NINETY_DAYS = Delay(days=90)
THREE_MONTHS = Delay(months=3)
HALF_YEAR = Delay(months=6)
# "the first day of the month following the expiration of a period of three (six) months"
QUARTER = Delay(months=3, first_of_month=True)
TWO_QUARTERS = Delay(months=6, first_of_month=True)


def convention(
    code: str,
    title: str,
    short_title: str,
    *,
    opened: date,
    entry: EntryIntoForce,
    denunciation: Denunciation,
    matters: Mapping[Matter, tuple[str, ...]],
    articles: tuple[Article, ...],
    place: str = _("Strasbourg"),
    measures: Mapping[Measure, tuple[str, ...]] | None = None,
    clauses: Clauses | None = None,
    gate: Gate = Gate.ANY,
    crime_types: frozenset[CrimeType] = frozenset(),
    supplements: str | None = None,
    extradition_years: int | None = None,
) -> Instrument:
    """A treaty of the Council of Europe; `code` is `ets` and its number, `opened` the day of opening for signature."""
    number = int(code.removeprefix("ets"))
    return Instrument(
        code=code,
        title=title,
        short_title=short_title,
        scope=Scope.REGIONAL,
        depositary=COE,
        # The series was renamed from ETS to CETS with number 194.
        reference=f"{'ETS' if number < 194 else 'CETS'} {number}",
        adopted=opened,
        place=place,
        gate=gate,
        entry=entry,
        denunciation=denunciation,
        crime_types=crime_types,
        matters=matters,
        measures=measures or {},
        source="coe",
        articles=articles,
        clauses=clauses or Clauses(),
        supplements=supplements,
        members_only="COE",
        extradition_years=extradition_years,
    )
