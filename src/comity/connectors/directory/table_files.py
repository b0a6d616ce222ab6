"""Tables as files: the empty template to fill in, and the rows of cells of a CSV or XLSX file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from ..items import FormatError

MOST_BYTES = 10 << 20
_UNPACKED = 128 << 20
SHEET = "authorities"


def template(form: str, columns: Mapping[str, str]) -> bytes:
    """The empty table, as `csv` or `xlsx`; the workbook explains its columns on a second sheet."""
    if form == "csv":
        stream = io.StringIO()
        csv.writer(stream).writerow(columns)
        return b"\xef\xbb\xbf" + stream.getvalue().encode()
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new book has a sheet
    sheet.title = SHEET
    notes = book.create_sheet("columns")
    notes.sheet_view.rightToLeft = get_language_bidi()  # the words are the reader's; the table's own columns are not
    for each, cells in ((sheet, list(columns)), (notes, [_("Column"), _("What stands there")])):
        each.append(cells)
        for cell in each[1]:
            cell.font = Font(bold=True)
    for item in columns.items():
        notes.append(item)
    stream_ = io.BytesIO()
    book.save(stream_)
    return stream_.getvalue()


def cells(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of a file, each its cells as text; raises FormatError if it is no table, too large or damaged."""
    if len(data) > MOST_BYTES:
        raise FormatError(
            _("%(name)s: it is larger than %(most)s MB; split it.") % {"name": name, "most": MOST_BYTES >> 20}
        )
    return _xlsx(data, name) if data[:4] == b"PK\x03\x04" else _csv(data, name)


def _csv(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(
            _("%(name)s: it is not UTF-8 (byte %(byte)s); save it as “CSV UTF-8”.")
            % {"name": name, "byte": error.start}
        ) from error
    if "\0" in text:
        raise FormatError(_("%(name)s: it holds NUL characters; this is no table of text.") % {"name": name})
    first = text.partition("\n")[0]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    except csv.Error as error:
        raise FormatError(_("%(name)s: it is no CSV table (%(error)s).") % {"name": name, "error": error}) from error


def _xlsx(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _UNPACKED:
                raise FormatError(
                    _("%(name)s: it unpacks to more than %(most)s MB, which is refused.")
                    % {"name": name, "most": _UNPACKED >> 20}
                )
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_col=60, values_only=True)]
    except FormatError:
        raise
    except Exception as error:  # a damaged workbook fails in many ways
        raise FormatError(
            _("%(name)s: the workbook cannot be read (%(error)s).") % {"name": name, "error": type(error).__name__}
        ) from error
    yield from rows


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
