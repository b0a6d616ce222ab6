"""Records as CSV, XLSX and JSON."""

from __future__ import annotations

import json as json_module
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from comity.core.plain_values import encoded
from comity.treaties.export import Table, render

from .rows import Address, Item, said


def csv(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """One row for each record."""
    return render(_table(items, language, address, query), "csv")


def xlsx(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """One row for each record."""
    return render(_table(items, language, address, query), "xlsx")


def json(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """The records whole, with their texts in all languages."""
    records = [_whole(item, language, address) for item in items]
    return json_module.dumps({"query": query, "records": records}, ensure_ascii=False, indent=1).encode()


def _whole(item: Item, language: str, address: Address) -> dict[str, Any]:
    words = said(item, language)
    about = {"address": address(item.record), "notice": words.note, "part_of": words.whole}
    return {**about, **encoded(item.record)}


def _table(items: Sequence[Item], language: str, address: Address, query: str) -> Table:
    columns = (
        ("number", _("Number")),
        ("address", _("Address")),
        ("kind", _("Kind of record")),
        ("states", _("States")),
        ("title", _("Title")),
        ("part_of", _("Law or guide it is in")),
        ("language", _("Language of the text")),
        ("original", _("Original language")),
        ("date", _("Date")),
        ("description", _("Description")),
        ("text", _("Text")),
        ("provisions", _("Provisions")),
        ("crimes", _("Crime types")),
        ("offences", _("Offences")),
        ("issues", _("Cross-cutting issues")),
        ("source", _("Source")),
        ("licence", _("Licence")),
        ("as_of", _("As of")),
        ("verified", _("Last verified")),
        ("notice", _("Notice")),
    )
    notes = (_("Query: %s") % query,) if query else ()
    title = _("Selected records")
    rows = tuple(_row(item, language, address) for item in items)
    return Table(title, columns, rows, notes, right_to_left=language == "ar")


def _row(item: Item, language: str, address: Address) -> tuple[str, ...]:
    entry, words = item.record, said(item, language)
    return (
        entry.number,
        address(entry),
        str(entry.kind),
        "; ".join(words.states),
        words.title,
        words.whole,
        words.text.language,
        entry.language,
        words.when,
        words.text.notes,
        words.text.body,
        " ".join(entry.provisions),
        " ".join(entry.crimes),
        " ".join(entry.offences),
        " ".join(entry.issues),
        entry.source.name,
        entry.source.licence,
        entry.source.as_of.isoformat() if entry.source.as_of else "",
        entry.verified_on.isoformat() if entry.verified_on else "",
        words.note,
    )
