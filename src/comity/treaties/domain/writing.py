"""Writes rows of one kind: inserts what is new, updates what differs, marks what was found again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from ..models import LoadRun
from .facts import Change, NotRecorded, Recorded, Remark
from .precedence import Precedence
from .rows import Row

_INSERTED, _UPDATED = 500, 100  # rows in one statement


class Writer:
    """Writes the rows of one batch with at most four queries, and counts what became of each."""

    def __init__(self, precedence: Precedence, recorded: Recorded, run: LoadRun | None) -> None:
        self._precedence = precedence
        self._recorded = recorded
        self._run = run
        self._fresh: list[models.Model] = []
        self._altered: list[models.Model] = []
        self._columns: set[str] = set()
        self._found: list[int] = []

    def write(self, rows: Mapping[str, Row]) -> None:
        """Writes rows of one model, by key."""
        some = next(iter(rows.values()))
        manager = some.model._default_manager
        held = {getattr(r, some.key): r for r in manager.filter(**{f"{some.key}__in": list(rows)})}
        for key, row in rows.items():
            if key in held:
                self._compare(held[key], row)
            else:
                self._fresh.append(row.model(**row.content, **self._marks(row)))
        self._recorded.changes[Change.NEW] += len(self._fresh)
        manager.bulk_create(self._fresh, batch_size=_INSERTED)
        if self._altered:
            manager.bulk_update(self._altered, sorted(self._columns), batch_size=_UPDATED)
        if self._found:
            manager.filter(pk__in=self._found).update(confirmed_by=self._run)

    def _compare(self, held: Any, row: Row) -> None:
        try:
            change, reason = self._precedence.decide(held, row)
        except NotRecorded as error:
            self._recorded.refused.append(Remark(row.place, str(error)))
            return
        if change is Change.KEPT:
            self._recorded.keep(row.place, reason)
        else:
            self._recorded.changes[change] += 1
        if change is Change.CHANGED or self._moved(held, row, change):
            self._alter(held, {**row.content, **self._marks(row)})
        elif "confirmed_by_id" in self._marks(row) and held.confirmed_by_id != self._run_id:
            self._found.append(held.pk)

    def _alter(self, held: Any, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if getattr(held, name) != value:
                setattr(held, name, value)
                self._columns.add(name)
        self._altered.append(held)

    def _moved(self, held: Any, row: Row, change: Change) -> bool:
        """True if the same fact of the same source now stands elsewhere in it: no change of the fact."""
        if change is not Change.UNCHANGED or "place" not in self._marks(row):
            return False
        again = self._run_id is not None and held.confirmed_by_id == self._run_id
        return not again and held.source_id == row.content["source_id"] and held.place != row.place

    def _marks(self, row: Row) -> dict[str, Any]:
        """Columns that say where and by which load the fact was found; they are no part of it."""
        names = {field.name for field in row.model._meta.concrete_fields}
        marks: dict[str, Any] = {"place": row.place} if "place" in names else {}
        if self._run is not None and "confirmed_by" in names:
            marks["confirmed_by_id"] = self._run_id
        return marks

    @property
    def _run_id(self) -> int | None:
        return self._run.pk if self._run else None
