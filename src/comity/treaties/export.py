"""Tables as CSV, XLSX and JSON. Every file carries the source of its facts and the day they are as of."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """A table to download: `columns` are (key, heading in the reader's language); values are texts."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]  # source, licence, as-of day, in the reader's language
    right_to_left: bool = False


def render(table: Table, form: str) -> bytes:
    """The table as the bytes of a file; `form` is a key of TYPES."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _json}[form](table)


def _harmless(value: str) -> str:
    """A value that a spreadsheet will not run as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _csv(table: Table) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([heading for _, heading in table.columns])
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    writer.writerow([])
    writer.writerows([_harmless(note)] for note in table.notes)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _xlsx(table: Table) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "".join(c for c in table.title if c not in "[]:*?/\\'")[:31] or "Comity"
    sheet.sheet_view.rightToLeft = table.right_to_left
    sheet.append([heading for _, heading in table.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append([_harmless(value) for value in row])
    sheet.freeze_panes = "A2"
    notes = book.create_sheet("Source")
    for note in table.notes:
        notes.append([_harmless(note)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _json(table: Table) -> bytes:
    keys = [key for key, _ in table.columns]
    data: dict[str, Any] = {
        "title": table.title,
        "notes": list(table.notes),
        "columns": dict(table.columns),
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
