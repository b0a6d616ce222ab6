"""What a record said in public before a change: kept with the change, in one transaction. Drafts never come here.

The room of records does not know what is published of one; the rooms that have records say how.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

Shape = dict[str, Any]
_shapes: dict[type, Callable[[Any], Shape | None]] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a record says in public, and since when."""

    shape: Shape
    since: datetime


def use(model: type, shape: Callable[[Any], Shape | None]) -> None:
    """Has the history of a model's records kept: `shape` makes what one of them says in public, plain values as they
    stand in the database now, None for a record that is not published."""
    _shapes[model] = shape


def standing(record: Any) -> Standing | None:
    """What a record says in public as the database has it; None if it is not published or no history is kept of it."""
    make = _shapes.get(type(record))
    shape = make(record) if make is not None and record.pk else None
    if shape is None:
        return None
    held = type(record)._default_manager.values("last_published_at", "first_published_at", "changed_at")
    days = held.get(pk=record.pk)
    return Standing(shape, days["last_published_at"] or days["first_published_at"] or days["changed_at"])


def ended(record: Any, before: Standing, *, by: str = "desk") -> dict[str, Any] | None:
    """The past version that a change of the record made, as columns; None if it says the same in public as before."""
    after = standing(record)
    if after is not None and after.shape == before.shape:
        return None
    return past(record, before.shape, before.since, by=by)


def past(record: Any, shape: Shape, since: datetime, *, by: str) -> dict[str, Any]:
    """The columns of a past version that ends now."""
    return {
        "key": record.key,
        "number": record.number,
        "since": since,
        "until": timezone.now(),
        "shape": shape,
        "ended_by": by,
    }
