"""Records as CSV, XLSX and JSON."""

from __future__ import annotations

import json as json_module
from collections.abc import Sequence

from django.utils.translation import gettext as _

from comity.catalogue.entries import Entry
from comity.core.plain_values import encoded
from comity.treaties.export import Table, render

from .rows import Address, said


def csv(entries: Sequence[Entry], language: str, address: Address, query: str) -> bytes:
    """One row for each record."""
    return render(_table(entries, language, address, query), "csv")


def xlsx(entries: Sequence[Entry], language: str, address: Address, query: str) -> bytes:
    """One row for each record."""
    return render(_table(entries, language, address, query), "xlsx")


def json(entries: Sequence[Entry], language: str, address: Address, query: str) -> bytes:
    """The records whole, with their texts in all languages."""
    records = [{"address": address(entry), "notice": said(entry, language).note, **encoded(entry)} for entry in entries]
    return json_module.dumps({"query": query, "records": records}, ensure_ascii=False, indent=1).encode()


def _table(entries: Sequence[Entry], language: str, address: Address, query: str) -> Table:
    columns = (
        ("number", _("Number")),
        ("address", _("Address")),
        ("kind", _("Kind of record")),
        ("states", _("States")),
        ("title", _("Title")),
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
    title = _("Records of the catalogue")
    rows = tuple(_row(entry, language, address) for entry in entries)
    return Table(title, columns, rows, notes, right_to_left=language == "ar")


def _row(entry: Entry, language: str, address: Address) -> tuple[str, ...]:
    words = said(entry, language)
    return (
        entry.number,
        address(entry),
        entry.kind.value,
        "; ".join(words.states),
        words.title,
        words.text.language,
        entry.language,
        words.day.isoformat() if words.day else "",
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
