"""Tables as CSV, XLSX and JSON. Every file carries the source of its facts and the day they are as of."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2 Characters
_LONGEST_TITLE = 31  # characters of a sheet's title
_LONGEST_CELL = 32_767


@dataclass(frozen=True)
class Table:
    """A table to download: `columns` are (key, heading in the reader's language); values are texts."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]  # source, licence, as-of day, in the reader's language
    right_to_left: bool = False


def render(table: Table, form: str) -> bytes:
    """The table as the bytes of a file; `form` is a key of TYPES. Raises KeyError for another."""
    return _WRITERS[form](table)


def _csv(table: Table) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(map(_harmless, (heading for _, heading in table.columns)))
    writer.writerows(map(_harmless, row) for row in table.rows)
    writer.writerow([])
    writer.writerows([_harmless(note)] for note in table.notes)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _harmless(value: str) -> str:
    """A value that a spreadsheet will not run as a formula when it opens the file."""
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


def _xlsx(table: Table) -> bytes:
    book = Workbook(write_only=True)
    _sheet(book, table.title, [[heading for _, heading in table.columns]], table.rows, table.right_to_left)
    _sheet(book, "Source", [], [[note] for note in table.notes], table.right_to_left)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet(
    book: Workbook,
    title: str,
    heads: Iterable[Iterable[str]],
    rows: Iterable[Iterable[str]],
    right_to_left: bool,
) -> None:
    name = _NOT_IN_A_TITLE.sub("", _NOT_IN_XML.sub("", title))[:_LONGEST_TITLE].strip()
    sheet = book.create_sheet(name or "Comity")
    sheet.sheet_view.rightToLeft = right_to_left
    for head in heads:
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, value, bold=True) for value in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("", value)[:_LONGEST_CELL])
    cell.data_type = "s"  # a text, whatever it begins with: never a formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def _json(table: Table) -> bytes:
    keys = [key for key, _ in table.columns]
    data: dict[str, Any] = {
        "title": table.title,
        "notes": list(table.notes),
        "columns": dict(table.columns),
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


_WRITERS: dict[str, Callable[[Table], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
