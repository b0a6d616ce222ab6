"""The audit ledger: append-only, each entry chained to the one before it by a digest, so that no act is undone unseen.

Reads of restricted data are entries too. What is written must be facts a person of the ledger may see for good: no
passwords, no texts of drafts, no tokens.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from .models import LedgerEntry, LedgerHead
from .request_ids import request_id

START = "0" * 64
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a user by id and name; id None for the system or a visitor."""

    id: int | None
    name: str


SYSTEM = Actor(None, "system")
VISITOR = Actor(None, "visitor")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted upon: its kind (`authority`, `mandate`), its stable key, and the State it concerns, if one."""

    kind: str
    key: str
    state: str = ""


def write(
    *, actor: Actor, action: str, subject: Subject, before: Any = None, after: Any = None, at: datetime | None = None
) -> LedgerEntry:
    """Adds an entry in the transaction that does the act; `before` and `after` are JSON values."""
    with transaction.atomic():
        LedgerHead.objects.get_or_create(pk=1)
        head = LedgerHead.objects.select_for_update().get(pk=1)
        entry = LedgerEntry(
            number=head.number + 1,
            at=at or timezone.now(),
            actor=actor.id,
            actor_name=actor.name[:254],
            action=action,
            subject_kind=subject.kind,
            subject=subject.key,
            state=subject.state,
            before=before,
            after=after,
            request_id=request_id(),
            previous=head.digest,
        )
        entry.digest = digest_of(entry)
        entry.save()
        head.number, head.digest = entry.number, entry.digest
        head.save()
    return entry


def digest_of(entry: LedgerEntry) -> str:
    """SHA-256, in hexadecimal, over everything the entry says and the digest before it."""
    told = {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": [entry.subject_kind, entry.subject, entry.state],
        "before": entry.before,
        "after": entry.after,
        "request_id": entry.request_id,
        "previous": entry.previous,
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and why."""

    number: int
    reason: str


def verify() -> tuple[int, list[Break]]:
    """Follows the whole chain: how many entries there are, and every place where it does not hold."""
    count, breaks, previous = 0, [], START
    expected = 1
    for entry in _in_order():
        count += 1
        if entry.number != expected:
            breaks.append(Break(expected, f"entries {expected} to {entry.number - 1} are missing"))
        if entry.previous != previous:
            breaks.append(Break(entry.number, "it is not chained to the entry before it"))
        if entry.digest != digest_of(entry):
            breaks.append(Break(entry.number, "what it says is not what was written"))
        expected, previous = entry.number + 1, entry.digest
    head = LedgerHead.objects.filter(pk=1).first()
    held = (head.number, head.digest) if head else (0, START)
    if held != (expected - 1, previous):
        breaks.append(Break(held[0], f"the ledger ends at entry {expected - 1}, its head says {held[0]}"))
    return count, breaks


def _in_order() -> Iterator[LedgerEntry]:
    return LedgerEntry.objects.order_by("number").iterator(chunk_size=_BATCH)
