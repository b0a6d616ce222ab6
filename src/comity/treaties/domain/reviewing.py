"""After a load: what is held but was not found again, and what Comity itself brought and now withdraws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Q

from ..models import ActionRecord, CoverageRecord, LoadRun, StatementRecord
from .facts import Remark
from .revising import count_up

_AT_ONCE = 200  # instruments in one query


def missing(*, run: LoadRun, complete: Mapping[str, date | None]) -> Iterator[Remark]:
    """The acts held that a load did not find in records it took as complete; `complete` gives their days.

    An act later than the record's day, or known from a later source, need not stand in it. Records that the one held
    reaches beyond say nothing. Acts for territories are not looked for: participation tables seldom list them.
    """
    codes = iter(sorted(complete))
    while some := list(islice(codes, _AT_ONCE)):
        reach = dict(CoverageRecord.objects.filter(instrument__in=some).values_list("instrument", "as_of"))
        rows = ActionRecord.objects.filter(instrument__in=some, territory="").exclude(confirmed_by=run)
        for row in rows.select_related("source").order_by("fact").iterator():
            day = complete[row.instrument]
            later = (row.on, row.source.as_of, reach.get(row.instrument))
            if day is not None and all(d is None or d <= day for d in later):
                reason = f"{row.fact} is held here, but a complete record of {day} does not show it; it was left"
                yield Remark(row.place or row.fact, reason)


def withdraw(*, run: LoadRun) -> tuple[Remark, ...]:
    """Removes what only earlier loads of the same reader found: for facts Comity itself brings, not for files."""
    stale = Q(confirmed_by__reader=run.reader) & ~Q(confirmed_by=run)
    found: list[Remark] = []
    with transaction.atomic():
        for model in (ActionRecord, StatementRecord):
            rows = model._default_manager.filter(stale)
            found += [
                Remark(place, f"{fact} is no longer among the facts that come with Comity; it was removed")
                for fact, place in rows.values_list("fact", "place")
            ]
            rows.delete()
        if found:
            count_up()
    return tuple(found)
