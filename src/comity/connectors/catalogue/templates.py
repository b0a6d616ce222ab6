"""Tables people fill in: a CSV or XLSX template for each kind of record, read back with every bad cell named."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from comity.catalogue.entries import Entry, Kind

from .items import FormatError, Found, FoundItem, Refused
from .law_building import LARGEST, files_ending, read_bytes
from .template_rows import COLUMNS, PARTS, Row, entry_of_row

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
    """The empty template of a kind of record, as CSV or XLSX; XLSX explains its columns on a second sheet."""
    names = [column.name for column in COLUMNS[kind]]
    if form == CSV:
        stream = io.StringIO()
        csv.writer(stream).writerow(names)
        return b"\xef\xbb\xbf" + stream.getvalue().encode()
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new book has a sheet
    sheet.title = kind.value
    _headed(sheet, names)
    for part, columns in PARTS.get(kind, {}).items():
        _headed(book.create_sheet(part), [column.name for column in columns])
    notes = book.create_sheet("columns")
    _headed(notes, ["sheet", "column", "needed", "what stands there"])
    for title, columns in ((kind.value, COLUMNS[kind]), *PARTS.get(kind, {}).items()):
        for column in columns:
            notes.append([title, column.name, "yes" if column.needed else "", column.explained()])
    stream_ = io.BytesIO()
    book.save(stream_)
    return stream_.getvalue()


def check(data: bytes, name: str) -> Iterator[FoundItem]:
    """What a filled-in template holds; raises FormatError if it is none, is too large or in another encoding."""
    if len(data) > LARGEST:
        raise FormatError(f"{name}: it is larger than {LARGEST >> 20} MB; split it")
    sheets = _xlsx(data, name) if data[:4] == b"PK\x03\x04" else {"": _csv(data, name)}
    kind = _kind(sheets, name)
    rows = sheets.get(kind.value) or sheets.get("") or []
    parts = {part: _parts(sheets.get(part, []), part, kind) for part in PARTS.get(kind, {})}
    for row in _rows(rows, kind.value if kind.value in sheets else name):
        made = entry_of_row(kind, row, {part: held.get(row.cells.get("id", ""), []) for part, held in parts.items()})
        if isinstance(made, Entry):
            yield Found(row.place, made)
        else:
            yield Refused(row.place, "; ".join(made), str(row.cells)[:200])


def _kind(sheets: dict[str, list[list[str]]], name: str) -> Kind:
    for kind in Kind:
        if kind.value in sheets:
            return kind
    header = set(next(iter(sheets.get("", [])), []))
    for kind in Kind:
        needed = {column.name for column in COLUMNS[kind]}
        if header and header <= needed and {c.name for c in COLUMNS[kind] if c.needed} <= header:
            return kind
    raise FormatError(f"{name}: its columns are those of no template; download one and fill it in")


def _rows(rows: Sequence[Sequence[str]], sheet: str) -> Iterator[Row]:
    if not rows:
        return
    header = [cell.strip().lower() for cell in rows[0]]
    for number, cells in enumerate(rows[1:], 2):
        held = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if column}
        if any(held.values()):
            yield Row(sheet, number, held)


def _parts(rows: Sequence[Sequence[str]], part: str, kind: Kind) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(rows, part):
        found.setdefault(row.cells.get("id", ""), []).append(row)
    return found


def _csv(data: bytes, name: str) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: it is not UTF-8 (byte {error.start}); save it as “CSV UTF-8”") from error
    if "\0" in text:
        raise FormatError(f"{name}: it holds NUL characters; this is no table of text")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            rows.append(row)
            if len(rows) > _MOST_ROWS:
                raise FormatError(f"{name}: more than {_MOST_ROWS} rows; split it")
    except csv.Error as error:
        raise FormatError(f"{name}: it is no CSV table ({error})") from error
    return rows


def _xlsx(data: bytes, name: str) -> dict[str, list[list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _UNPACKED:
                raise FormatError(f"{name}: it unpacks to more than {_UNPACKED >> 20} MB, which is refused")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        wanted = {kind.value for kind in Kind} | {part for parts in PARTS.values() for part in parts}
        return {sheet.title: _cells(sheet, name) for sheet in book.worksheets if sheet.title in wanted}
    except FormatError:
        raise
    except Exception as error:  # a damaged workbook fails in many ways
        raise FormatError(f"{name}: the workbook cannot be read ({type(error).__name__})") from error


def _cells(sheet: Any, name: str) -> list[list[str]]:
    rows = []
    for row in sheet.iter_rows(max_col=60, values_only=True):
        rows.append([_text(cell) for cell in row])
        if len(rows) > _MOST_ROWS:
            raise FormatError(f"{name}, sheet {sheet.title}: more than {_MOST_ROWS} rows; split it")
    return rows


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _headed(sheet: Any, names: Sequence[str]) -> None:
    sheet.append(list(names))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
