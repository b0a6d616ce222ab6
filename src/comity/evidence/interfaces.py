"""What other rooms may call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comity.law.interview.context import ProviderRecord
from comity.law.providers import Provider, trusted
from comity.law.sources import Source

from .domain.confirming import confirm, may_confirm
from .domain.listing import listed
from .domain.recording import Did, Note, Placed, Recorded, record
from .domain.shaping import provider_of
from .entries import whole_key
from .queries import entries, keys_published, provisions_of_authority, rows_to_index
from .queries import provider as _row
from .queries import providers as _rows

__all__ = [
    "Did",
    "Note",
    "Placed",
    "Recorded",
    "confirm",
    "entries",
    "keys_published",
    "listed",
    "may_confirm",
    "provider",
    "provider_of",
    "provider_record",
    "providers",
    "provisions_of_authority",
    "record",
    "rows_to_index",
    "whole_key",
]


def providers() -> Iterator[Provider]:
    """The facts of every published provider, by name."""
    return map(provider_of, _rows())


def provider(code: str) -> Provider | None:
    """The facts of a published provider; None if there is none of that code."""
    row = _row(code)
    return provider_of(row) if row else None


def provider_record(code: str, *, today: date) -> ProviderRecord | None:
    """A published provider's facts with how far they can be relied on; None if there is none of that code.

    The source names the record; whoever shows it knows the address of its page.
    """
    row = _row(code)
    if row is None:
        return None
    return ProviderRecord(
        facts=provider_of(row),
        trusted=trusted(verified_on=row.verified_on, as_of=row.as_of, today=today),
        source=Source("provider", row.name, "", row.licence, row.as_of),
    )
