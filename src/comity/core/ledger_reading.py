"""Reading the audit ledger: filtered, newest first, and written out as CSV or JSON lines for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from .models import LedgerEntry

COLUMNS = (
    *("number", "at", "actor", "actor_name", "action", "subject_kind", "subject", "state"),
    *("before", "after", "request_id", "previous", "digest"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon instead of show


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which entries are wanted; what is empty asks for all. `since` and `until` are days (UTC), both included."""

    actor: str = ""  # a part of the name, or the id
    action: str = ""  # the whole action, or its beginning with a dot at the end: `account.`
    kind: str = ""
    subject: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None

    def told(self) -> dict[str, str]:
        """What is asked, for the entry that says the ledger was read."""
        return {key: str(value) for key, value in asdict(self).items() if value}


def entries(wanted: LedgerFilter) -> QuerySet[LedgerEntry]:
    """The entries, newest first."""
    found = LedgerEntry.objects.order_by("-number")
    if wanted.actor:
        by_name = Q(actor_name__icontains=wanted.actor)
        found = found.filter(by_name | Q(actor=int(wanted.actor)) if wanted.actor.isdecimal() else by_name)
    if wanted.action:
        how = "startswith" if wanted.action.endswith(".") else "exact"
        found = found.filter(**{f"action__{how}": wanted.action})
    if wanted.kind:
        found = found.filter(subject_kind=wanted.kind)
    if wanted.subject:
        found = found.filter(subject=wanted.subject)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.since:
        found = found.filter(at__gte=_begin(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_begin(wanted.until) + timedelta(days=1))
    return found


def actions() -> list[str]:
    """The actions there are entries of."""
    return list(LedgerEntry.objects.order_by("action").values_list("action", flat=True).distinct())


def as_csv(found: QuerySet[LedgerEntry]) -> Iterator[str]:
    """CSV with a heading, one line an entry, oldest first; `before` and `after` as JSON."""
    yield _line(COLUMNS)
    for entry in _oldest_first(found):
        yield _line(_cell(value) for value in _row(entry).values())


def as_json_lines(found: QuerySet[LedgerEntry]) -> Iterator[str]:
    """One JSON object a line, oldest first."""
    for entry in _oldest_first(found):
        yield json.dumps(_row(entry), ensure_ascii=False) + "\n"


def _oldest_first(found: QuerySet[LedgerEntry]) -> Iterator[LedgerEntry]:
    return found.order_by("number").iterator(chunk_size=1_000)


def _row(entry: LedgerEntry) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in COLUMNS}
    row["at"] = entry.at.isoformat()
    return row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[Any]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(cells)
    return held.getvalue()


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
