"""Which of two versions of a fact stands: the one from the newer source; a load never turns the record back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..models import CoverageRecord, LoadRun, SourceRecord
from .facts import Change, NotRecorded
from .rows import Row


class Precedence:
    """Decides for the rows of one load; `days` gives the as-of day of each source by its primary key."""

    def __init__(self, days: Mapping[int, date | None], run: LoadRun | None) -> None:
        self._days = days
        self._run = run

    def decide(self, held: Any, row: Row) -> tuple[Change, str]:
        """What to do with a row of which one is held, with the reason if it is kept; raises NotRecorded."""
        if isinstance(held, SourceRecord):
            return _source(held, row)
        if isinstance(held, CoverageRecord):
            return _coverage(held, row)
        return self._fact(held, row)

    def _fact(self, held: Any, row: Row) -> tuple[Change, str]:
        differs = [n for n, v in row.content.items() if n != "source_id" and getattr(held, n) != v]
        own = held.source_id == row.content["source_id"]
        newer = self._day(row.content["source_id"]) > self._day(held.source_id)
        if not differs:
            return (Change.CHANGED if newer and not own else Change.UNCHANGED), ""
        if own and self._run is not None and held.confirmed_by_id == self._run.pk:
            raise NotRecorded(f"{row.id} stands twice, with another {differs[0]}{_at(held)}; the first was taken")
        if own or newer:
            return Change.CHANGED, ""
        return Change.KEPT, (
            f"{row.id} is held with another {differs[0]} from a source that is not older; the one held was kept"
        )

    def _day(self, source_id: int) -> date:
        return self._days[source_id] or date.min


def _at(held: Any) -> str:
    place = getattr(held, "place", "")
    return f" in {place}" if place else ""


def _source(held: SourceRecord, row: Row) -> tuple[Change, str]:
    if all(getattr(held, n) == v for n, v in row.content.items()):
        return Change.UNCHANGED, ""
    if held.as_of and (row.content["as_of"] or date.min) < held.as_of:
        return Change.KEPT, f"the source {held.code} is held as of {held.as_of}, which is later; the one held was kept"
    return Change.CHANGED, ""


def _coverage(held: CoverageRecord, row: Row) -> tuple[Change, str]:
    """A record that reaches less far, or lost its completeness, does not replace the one held."""
    day, known = row.content["as_of"] or date.min, held.as_of or date.min
    complete = row.content["complete"]
    if (day, complete) == (known, held.complete):
        return Change.UNCHANGED, ""
    if (day > known and complete >= held.complete) or (day == known and complete):
        return Change.CHANGED, ""
    name = f"the record of participants of {held.instrument}"
    if day < known:
        return Change.KEPT, f"{name} is held as of {known}, later than this file's {_word(day)}; the one held was kept"
    return Change.KEPT, f"{name} is held complete as of {known}, this file's is incomplete; the one held was kept"


def _word(day: date) -> str:
    return "day (none is given)" if day == date.min else day.isoformat()
