"""What a published record said before, what changed when, and two versions beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from comity.catalogue.interfaces import Version, entry_of, record, versions
from comity.core.wording import language
from comity.treaties.interfaces import book as treaty_book

from ..differences import changed_names, shown


@dataclass(frozen=True, slots=True)
class Row:
    """A version with the names of what changed from the one before; None where one of the two is withheld."""

    version: Version
    changed: list[str] | None


def history(request: HttpRequest, key: str) -> HttpResponse:
    """The versions of a record, or what changed from one to another: `?from=1&to=2`."""
    held = record(key)
    if held is None:
        raise Http404
    book = treaty_book()
    entry = entry_of(held)
    found = versions(held)
    context = {"book": book, "entry": entry, "text": entry.text(language()), "rows": _rows(found), "versions": found}
    if "from" in request.GET or "to" in request.GET:
        old, new = (_version(found, request.GET.get(name, "")) for name in ("from", "to"))
        if old is None or new is None:
            context["problem"] = _("There is no such version. This record has the versions 1 to %(last)d.") % {
                "last": len(found)
            }
            return render(request, "web/history.html", context, status=404)
        context |= {"old": old, "new": new}
        if old.entry is not None and new.entry is not None:
            context["changes"] = shown(old.entry, new.entry, book)
    return render(request, "web/history.html", context)


def _rows(found: list[Version]) -> list[Row]:
    """The newest first."""
    rows = []
    for version, before in zip(found, [None, *found[:-1]], strict=True):
        known = before is not None and before.entry is not None and version.entry is not None
        names = changed_names(before.entry, version.entry) if known else None  # type: ignore[union-attr, arg-type]
        rows.append(Row(version, names))
    return rows[::-1]


def _version(found: list[Version], number: str) -> Version | None:
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 0
    return found[at - 1] if 0 < at <= len(found) else None
