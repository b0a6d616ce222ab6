"""Tables people fill in: a CSV or XLSX template for each kind of record, read back with every bad cell named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook

from comity.catalogue.entries import Entry, Kind
from comity.core.wording import isolated
from comity.core.wording import say as said
from comity.treaties.interfaces import book as treaty_book

from ..table_files import ZIP, csv_rows, headed, of_fit_size, too_many_rows, unknown_column, workbook
from .items import FormatError, Found, FoundItem, Refused
from .law_building import LARGEST, files_ending, read_bytes
from .template_columns import COLUMNS, PARTS, Column
from .template_rows import Row, entry_of_row

_MOST_ROWS = 100_000
_UNPACKED = 256 << 20  # bytes an XLSX file may hold unpacked
CSV, XLSX = "csv", "xlsx"


class TemplateReader:
    """The reader of filled-in templates."""

    name = "template"
    title = "Filled-in templates of Comity (.csv, .xlsx)"

    def files(self, path: Path) -> list[Path]:
        """The `.csv` and `.xlsx` files under `path`."""
        return files_ending(path, ".csv", ".xlsx")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The entries of the rows."""
        yield from check(read_bytes(file), file.name)


def template(kind: Kind, form: str) -> bytes:
    """The empty template of a kind of record, as CSV or XLSX; XLSX explains its columns in the active language."""
    names = [column.name for column in COLUMNS[kind]]
    if form == CSV:
        stream = io.StringIO()
        csv.writer(stream).writerow(names)
        return b"\xef\xbb\xbf" + stream.getvalue().encode()
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new book has a sheet
    sheet.title = kind.value
    _empty(sheet, names)
    for part, columns in PARTS.get(kind, {}).items():
        _empty(book.create_sheet(part), [column.name for column in columns])
    notes = book.create_sheet("columns")
    notes.sheet_view.rightToLeft = get_language_bidi()  # the words are the reader's; the table's own columns are not
    _empty(notes, [_("Sheet"), _("Column"), _("Needed"), _("What stands there")])
    for title, columns in ((kind.value, COLUMNS[kind]), *PARTS.get(kind, {}).items()):
        for column in columns:
            notes.append([title, column.name, _("yes") if column.needed else "", column.explained()])
    stream_ = io.BytesIO()
    book.save(stream_)
    return stream_.getvalue()


def check(data: bytes, name: str) -> Iterator[FoundItem]:
    """What a filled-in template holds, what is wrong with it said in the active language.

    Raises FormatError if it is none, is too large or in another encoding.
    """
    of_fit_size(data, name, LARGEST)
    sheets = _xlsx(data, name) if data[:4] == ZIP else {"": _limited(csv_rows(data, name), name)}
    kind = _kind(sheets, name)
    for title, columns in ((kind.value, COLUMNS[kind]), *PARTS.get(kind, {}).items()):
        _known(sheets.get(title, []), columns, _sheet(name, title))
    rows = list(_rows(sheets.get(kind.value) or sheets.get("") or [], kind.value if kind.value in sheets else name))
    parts = {part: _parts(sheets.get(part, []), part) for part in PARTS.get(kind, {})}
    book = treaty_book()
    for row in rows:
        made = entry_of_row(kind, row, {part: held.get(row.cells.get("id", ""), []) for part, held in parts.items()})
        place = _("%(name)s, row %(number)s") % {"name": isolated(row.sheet), "number": row.number}
        if isinstance(made, Entry):
            yield Found(place, made)
        else:
            yield Refused(place, " ".join(said(each, book) for each in made), str(row.cells)[:200])
    yield from _left_over(parts, {row.cells.get("id", "") for row in rows}, kind)


def _left_over(parts: Mapping[str, Mapping[str, list[Row]]], ids: set[str], kind: Kind) -> Iterator[Refused]:
    """The rows of parts that belong to no record: they are told, not lost."""
    for held in parts.values():
        for row in (row for name, rows in held.items() if name not in ids for row in rows):
            place = _("%(name)s, row %(number)s") % {"name": isolated(row.sheet), "number": row.number}
            reason = _("No row of the sheet “%(sheet)s” has the id “%(id)s”: give both rows the same id.")
            about = {"sheet": kind.value, "id": row.cells.get("id", "")}
            yield Refused(place, reason % about, str(row.cells)[:200])


def _known(rows: Sequence[Sequence[str]], columns: Iterable[Column], place: str) -> None:
    """Raises FormatError for a column the template has not."""
    known = {column.name for column in columns}
    for name in (cell.strip().lower() for cell in (rows[0] if rows else ()) if cell.strip()):
        if name not in known:
            raise unknown_column(place, name)


def _kind(sheets: Mapping[str, list[list[str]]], name: str) -> Kind:
    for kind in Kind:
        if kind.value in sheets:
            return kind
    header = [cell.strip().lower() for cell in next(iter(sheets.get("", [])), []) if cell.strip()]
    for kind in Kind:
        if {column.name for column in COLUMNS[kind] if column.needed} <= set(header):
            _known(sheets[""], COLUMNS[kind], name)
            return kind
    raise FormatError(
        _("%(name)s: its columns are those of no template; download one and fill it in.") % {"name": name}
    )


def _rows(rows: Sequence[Sequence[str]], sheet: str) -> Iterator[Row]:
    if not rows:
        return
    header = [cell.strip().lower() for cell in rows[0]]
    for number, cells in enumerate(rows[1:], 2):
        held = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if column}
        if any(held.values()):
            yield Row(sheet, number, held)


def _parts(rows: Sequence[Sequence[str]], part: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(rows, part):
        found.setdefault(row.cells.get("id", ""), []).append(row)
    return found


def _xlsx(data: bytes, name: str) -> dict[str, list[list[str]]]:
    wanted = {kind.value for kind in Kind} | {part for parts in PARTS.values() for part in parts}
    with workbook(data, name, _UNPACKED) as book:
        return {sheet.title: _cells(sheet, name) for sheet in book.worksheets if sheet.title in wanted}


def _cells(sheet: Any, name: str) -> list[list[str]]:
    place = _sheet(name, sheet.title)
    rows = ([_text(cell) for cell in row] for row in sheet.iter_rows(max_col=60, values_only=True))
    return _limited(rows, place)


def _sheet(name: str, title: str) -> str:
    return _("%(name)s, sheet “%(sheet)s”") % {"name": name, "sheet": title}


def _limited(rows: Iterable[list[str]], place: str) -> list[list[str]]:
    held = []
    for row in rows:
        held.append(row)
        if len(held) > _MOST_ROWS:
            raise too_many_rows(place, _MOST_ROWS)
    return held


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _empty(sheet: Any, names: Sequence[str]) -> None:
    headed(sheet, names)
    sheet.freeze_panes = "A2"
