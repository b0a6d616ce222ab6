"""What other rooms may call: the treaty book, and recording facts."""

from __future__ import annotations

import threading

from comity.law.book import TreatyBook

from .binding import bound_book
from .domain.facts import Change, NotRecorded, Placed, Reach, Recorded, Remark
from .domain.recording import record_fact, record_facts
from .domain.reviewing import missing, withdraw
from .models import BookRevision
from .snapshot import snapshot

__all__ = [
    "Change",
    "NotRecorded",
    "Placed",
    "Reach",
    "Recorded",
    "Remark",
    "book",
    "missing",
    "record_fact",
    "record_facts",
    "revision",
    "withdraw",
]

_lock = threading.Lock()
_held: tuple[int, TreatyBook] | None = None


def revision() -> int:
    """The number of the record's present state; it grows with every change of facts. One query."""
    return BookRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def book() -> TreatyBook:
    """All recorded treaty facts; built once per process and revision, so that a call costs one small query."""
    number = revision()
    held = _held
    if held is not None and held[0] == number:
        return held[1]
    with _lock:
        return _renewed()


def _renewed() -> TreatyBook:
    """The book of the present revision; another thread may have built it while this one waited."""
    global _held
    held = _held
    if held is None or held[0] != revision():
        with snapshot():
            held = (revision(), bound_book())
        _held = held
    return held[1]
