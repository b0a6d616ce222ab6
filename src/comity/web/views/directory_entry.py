"""An authority's page: everything of its entry that the reader may see, as on a day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.accounts.viewer import Viewer, viewer
from comity.directory.interfaces import entry as listing
from comity.directory.interfaces import is_registered, note_reading, versions, visible
from comity.law.authorities.comparing import differences
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.finding import instrument_of
from comity.law.authorities.words import FieldGroup
from comity.law.book import TreatyBook
from comity.treaties.interfaces import book as treaty_book

from ..asked import as_on
from ..authorities import clock, kept_private, name_of, network_name
from .powers import of_authority


def authority(request: HttpRequest, key: str) -> HttpResponse:
    """Everything of one entry that the reader may see, as on a day."""
    book = treaty_book()
    on = as_on(request, book)
    reader = viewer(request)
    listed = listing(key, on.day)
    if listed is None:
        raise Http404(_("No authority of the directory has the key “%(key)s” on that day.") % {"key": key})
    seen, hidden = visible(listed.entry, reader)
    note_reading(viewer=reader, listed=(listed,), hidden=hidden)
    context = {
        "book": book,
        "on": on,
        "key": key,
        "listed": listed,
        "entry": seen,
        "name": name_of(seen),
        "other_names": [name for name in seen.names if name != name_of(seen)],
        "hidden": {group.value for group in hidden},
        "withheld": [_(group.label) for group in FieldGroup if group in hidden],
        "registered": is_registered(reader),
        "clock": clock(seen, datetime.now(UTC)),
        "designations": _by_instrument(seen, book),
        "ended": seen.until is not None and seen.until <= on.day,
        "follower": listing(seen.followed_by, on.day) if seen.followed_by else None,
        "networks": [(n, network_name(n.network)) for n in seen.networks],
        "provisions": of_authority(key),
        "history": _history(key, reader),
        "find_address": urlencode({"state": seen.state}),
    }
    response = render(request, "web/directory_entry.html", context, status=400 if on.error else 200)
    return kept_private(response, reader)


def _by_instrument(entry: AuthorityEntry, book: TreatyBook) -> list[tuple[str, list[Any]]]:
    """Designations by instrument, in the order the treaties are held, articles in theirs."""
    groups: dict[str, list[Any]] = {}
    for designation in entry.designations:
        groups.setdefault(instrument_of(designation.provision), []).append(designation)
    held = list(book.instruments)
    known = sorted(groups, key=lambda code: held.index(code) if code in held else len(held))
    for found in groups.values():
        found.sort(key=lambda d: [part.zfill(4) for part in d.provision.split(":")])
    return [(code, groups[code]) for code in known]


def _history(key: str, reader: Viewer) -> list[tuple[Any, list[str]]]:
    """The published versions, the newest first, with the fields that changed among those the reader may see."""
    found = []
    for version in versions(key):
        after, _hidden = visible(version.entry, reader)
        before = visible(version.before, reader)[0] if version.before else None
        changed = [_(each.label) for each in differences(before, after)] if before else []
        found.append((version, changed))
    return found
