"""Tables as CSV, read row by row with their lines; what is no table becomes a FormatError that says why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..catalogue.law_building import read_bytes
from .items import FormatError


def text_of(file: Path) -> str:
    """The text of a file in UTF-8; raises FormatError for another encoding, or for a text with a NUL in it."""
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{file.name}: it is not UTF-8; save it in UTF-8") from error
    if "\0" in text:
        raise FormatError(f"{file.name}: it holds a NUL character, as no text does")
    return text


def rows_of(file: Path, needed: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """(place, cells by column) of each row; raises FormatError without the columns needed or where it is no CSV."""
    reader = csv.DictReader(io.StringIO(text_of(file), newline=""))
    try:
        if missing := sorted(set(needed) - set(reader.fieldnames or ())):
            raise FormatError(f"{file.name}: there is no column {', '.join(missing)}")
        for cells in reader:
            # A row with more cells than columns keeps the rest under None, one with fewer has None for them.
            found = {name: (value or "").strip() for name, value in cells.items() if name}
            yield f"{file.name}, line {reader.line_num}", found
    except csv.Error as error:
        raise FormatError(f"{file.name}, line {reader.line_num}: it is no CSV: {error}") from error
