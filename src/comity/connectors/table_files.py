"""Tables people fill in, as files: the rows of a CSV file, a workbook opened safely, and why one cannot be read.

What is said is said in the active language.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from .items import FormatError

ZIP = b"PK\x03\x04"  # how a workbook begins


def of_fit_size(data: bytes, name: str, most: int) -> None:
    """Raises FormatError if the file has more than `most` bytes, or none."""
    if len(data) > most:
        raise too_large(name, most)
    if not data.strip():
        raise FormatError(_("%(name)s: it is empty; fill in the template and save it.") % {"name": name})


def too_large(name: str, most: int) -> FormatError:
    """That a file has more than `most` bytes."""
    return FormatError(_("%(name)s: it is larger than %(most)s MB; split it.") % {"name": name, "most": most >> 20})


def too_many_rows(name: str, most: int) -> FormatError:
    """That a table has more than `most` rows."""
    return FormatError(_("%(name)s: it has more than %(most)s rows; split it.") % {"name": name, "most": most})


def unknown_column(name: str, column: str) -> FormatError:
    """That a table has a column the template has not."""
    said = _("%(name)s: column “%(column)s” is not one of the template’s.")
    return FormatError(said % {"name": name, "column": column})


def csv_rows(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of a CSV file, parted by comma, semicolon or tabulator; raises FormatError if it is no such file."""
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


@contextmanager
def workbook(data: bytes, name: str, unpacked: int) -> Iterator[Workbook]:
    """The workbook; raises FormatError if it unpacks to more than `unpacked` bytes or cannot be read to the end."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > unpacked:
                raise FormatError(
                    _("%(name)s: it unpacks to more than %(most)s MB, which is refused.")
                    % {"name": name, "most": unpacked >> 20}
                )
        yield load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except FormatError:
        raise
    except Exception as error:  # a damaged workbook fails in many ways
        said = _("%(name)s: it is damaged or no workbook; open it in a spreadsheet program and save it again as .xlsx.")
        raise FormatError(said % {"name": name}) from error


def headed(sheet: Any, names: Sequence[str]) -> None:
    """Writes the names of the columns, in bold."""
    sheet.append(list(names))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
