"""Tables as files: the empty template to fill in, and the rows of cells of a CSV or XLSX file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook

from ..table_files import ZIP, csv_rows, headed, of_fit_size, workbook

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
    headed(sheet, list(columns))
    headed(notes, [_("Column"), _("What stands there")])
    for item in columns.items():
        notes.append(item)
    stream_ = io.BytesIO()
    book.save(stream_)
    return stream_.getvalue()


def cells(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of a file, each its cells as text; raises FormatError if it is no table, too large or damaged."""
    of_fit_size(data, name, MOST_BYTES)
    return _xlsx(data, name) if data[:4] == ZIP else csv_rows(data, name)


def _xlsx(data: bytes, name: str) -> Iterator[list[str]]:
    with workbook(data, name, _UNPACKED) as book:
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_col=60, values_only=True)]
    yield from rows


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
