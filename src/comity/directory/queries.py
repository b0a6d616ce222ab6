"""Reads of the directory's past and of the work on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from comity.law.authorities.entry import AuthorityEntry

from .book import entries_of
from .models import Authority, Status, Version


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was published: what the entry says, the day from which, and what stood before (None: nothing)."""

    key: str
    number: int
    published_on: date
    at: datetime  # when it was published here, UTC
    entry: AuthorityEntry
    before: AuthorityEntry | None
    note: str = ""


def versions(key: str) -> tuple[Published, ...]:
    """The published versions of an authority, the newest first; empty for one there is not. Two queries."""
    rows = Version.objects.filter(authority__key=key, status=Status.PUBLISHED)
    return tuple(reversed(list(_published(rows.defer("entry").select_related("authority")))))


def published_between(since: date, until: date, keys: frozenset[str] | None = None) -> tuple[Published, ...]:
    """What was published after `since` up to and including `until` (days, UTC), in that order, for the feed and the
    e-book's list of changes; `keys` limits it to some authorities."""
    changed = Version.objects.filter(status=Status.PUBLISHED, published_on__gt=since, published_on__lte=until)
    rows = Version.objects.filter(
        status=Status.PUBLISHED, published_on__lte=until, authority__in=changed.values("authority")
    )
    if keys is not None:
        rows = rows.filter(authority__key__in=keys)
    found = _published(rows.defer("entry").select_related("authority"))
    return tuple(sorted((p for p in found if p.published_on > since), key=lambda p: (p.published_on, p.at, p.key)))


def _published(rows: Iterable[Version]) -> Iterator[Published]:
    held = sorted(rows, key=lambda v: (v.authority_id, v.published_on, v.number))
    said = entries_of(version.pk for version in held)
    before: Version | None = None
    for version in held:
        follows = before is not None and before.authority_id == version.authority_id
        yield Published(
            key=version.authority.key,
            number=version.number,
            published_on=cast("date", version.published_on),
            at=cast("datetime", version.published_at),
            entry=said[version.pk],
            before=said[before.pk] if follows and before is not None else None,
            note=version.note,
        )
        before = version


def keys_of_state(state: str) -> tuple[str, ...]:
    """The keys of all authorities of a State, published or not: to choose from when a mandate is given."""
    return tuple(Authority.objects.filter(state=state).order_by("pk").values_list("key", flat=True))
