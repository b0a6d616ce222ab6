"""The published directory as on a day, put together from the versions, confirmations and reminders up to it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import cast

from django.utils import timezone

from comity.core.plain_values import decoded
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.freshness import freshness
from comity.law.authorities.listing import Directory, Listed

from .models import Confirmation, DirectoryRevision, Reminder, Status, Version

_BATCH = 2_000  # rows read in one query
_MOST_DAYS = 4  # days other than today held per process
_lock = threading.Lock()
_held: dict[date, tuple[int, Directory]] = {}
# What versions say, which never changes. The moment tells a row from one of the same id that was rolled back.
_entries: dict[tuple[int, datetime], AuthorityEntry] = {}


def forget() -> None:
    """Forgets what this process has read: for another database in the same process."""
    _held.clear()
    _entries.clear()


def revision() -> int:
    """The number of the directory's present state; it grows with every change of it. One query."""
    return DirectoryRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def today() -> date:
    """The day it is, UTC."""
    return timezone.now().date()


def directory(on: date | None = None) -> Directory:
    """What is listed on the day (today by default); built once per process, day and revision: else one small query.

    An authority that has ceased to exist by the day is not listed.
    """
    day, number = on or today(), revision()
    held = _held.get(day)
    if held is not None and held[0] == number:
        return held[1]
    with _lock:
        held = _held.get(day)
        if held is None or held[0] != number:
            held = (number, Directory.of(day, (each for each in listings(day) if not _has_ended(each, day))))
            _keep(day, held)
        return held[1]


def _keep(day: date, held: tuple[int, Directory]) -> None:
    present = today()
    for old in [d for d in _held if d != present and d != day][: max(0, len(_held) - _MOST_DAYS)]:
        del _held[old]
    _held[day] = held


def _has_ended(listed: Listed, on: date) -> bool:
    return listed.entry.until is not None and listed.entry.until <= on


def listing(key: str, on: date | None = None) -> Listed | None:
    """The authority as it stood on the day, whether or not it still existed; None if nothing of it was published."""
    day = on or today()
    held = directory(day).listed.get(key)
    return held or next(listings(day, key), None)


def listings(on: date, key: str = "") -> Iterator[Listed]:
    """Every authority (or one) with the version that stands on the day, by State and key. Four queries at most."""
    within = {"authority__key": key} if key else {}
    standing: dict[int, Version] = {}
    first: dict[int, date] = {}
    published = Version.objects.filter(status=Status.PUBLISHED, published_on__lte=on, **within)
    for version in published.select_related("authority").defer("entry", "note").order_by("published_on", "number"):
        standing[version.authority_id] = version
        first.setdefault(version.authority_id, _published(version))
    confirmed = _days(Confirmation.objects.filter(on__lte=on, **within).values_list("authority", "on"))
    reminded = _days(Reminder.objects.filter(sent_on__lte=on, **within).values_list("authority", "sent_on"))
    said = _said(standing.values())
    for pk, version in sorted(standing.items(), key=lambda item: (item[1].authority.state, item[0])):
        fresh = freshness(listed_on=first[pk], confirmations=confirmed[pk], reminders=reminded[pk], on=on)
        yield Listed(
            key=version.authority.key,
            version=version.number,
            entry=said[version.pk],
            published_on=_published(version),
            confirmed_on=fresh.confirmed_on,
            unconfirmed_since=fresh.unconfirmed_since,
            next_review_on=fresh.next_review_on,
        )


def _published(version: Version) -> date:
    return cast("date", version.published_on)  # set with the status


def _days(rows: Iterable[tuple[int, date]]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for authority, day in rows:
        found[authority].append(day)
    return found


def _said(versions: Iterable[Version]) -> dict[int, AuthorityEntry]:
    """What these versions say; those read before are at hand."""
    wanted = {version.pk: (version.pk, version.saved_at) for version in versions}
    read = entries_of(pk for pk, name in wanted.items() if name not in _entries)
    _entries.update({wanted[pk]: entry for pk, entry in read.items()})
    return {pk: _entries[name] for pk, name in wanted.items()}


def entries_of(pks: Iterable[int]) -> dict[int, AuthorityEntry]:
    """What the versions of these rows say. A query for every two thousand."""
    wanted = list(pks)
    found = {}
    for start in range(0, len(wanted), _BATCH):
        rows = Version.objects.filter(pk__in=wanted[start : start + _BATCH])
        for pk, entry in rows.values_list("pk", "entry"):
            found[pk] = decoded(AuthorityEntry, entry, f"version {pk}")
    return found
