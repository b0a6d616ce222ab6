"""Tables of authorities that people fill in, as CSV or XLSX: the template, and reading it with every bad cell named.

One row per designation: the first row of an `id` holds the authority's own facts, further rows of the same `id` add
designations. Cells that hold several values separate them with `|`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import Enum
from typing import Any, TypeVar

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from comity.law.authorities.entry import (
    AcceptedLanguage,
    Address,
    AuthorityEntry,
    ChannelRule,
    Contact,
    Designation,
    Hours,
    Origin,
    Requirements,
    Said,
)
from comity.law.authorities.words import Acceptance, AuthorityRole, Channel, Competence, ContactKind, Stage
from comity.law.states import LANGUAGES, Gazetteer, UnknownState

from ..items import FormatError

MOST_BYTES = 10 << 20
_MOST_ROWS = 20_000
_UNPACKED = 128 << 20
SHEET = "authorities"
T = TypeVar("T")
E = TypeVar("E", bound=Enum)

# Each column with what stands there.
COLUMNS: dict[str, str] = {
    "id": "needed: your own identity of the authority; the same in all its rows and in later versions of the table",
    "state": "needed in the first row: the State, by name or three-letter code",
    **{f"name_{code}": f"the name in the language {code}; at least one name is needed" for code in LANGUAGES},
    "territories": "codes of the territories it works for; empty for the whole State",
    "address": "lines of the postal address, separated by |",
    "email": "e-mail addresses, separated by |",
    "telephone": "numbers in international form, separated by |",
    "duty": "duty lines, day and night, in international form, separated by |",
    "fax": "numbers in international form, separated by |",
    "website": "its web address",
    "time_zone": "IANA name, like Africa/Niamey",
    "hours": "weekdays and local times, like 1-5 08:00-16:30 (1 is Monday), separated by |",
    "languages": "codes of the languages requests are accepted in, separated by |; en!: English in urgent cases only",
    "channels": f"like e-mail=yes|interpol=urgent-only; channels: {', '.join(c.value for c in Channel)}",
    "provision": "what it is designated under, like untoc:18:13",
    "matter": f"one of: {', '.join(c.value for c in Competence)}",
    "role": f"one of: {', '.join(r.value for r in AuthorityRole)}; empty: central authority",
    "stages": f"empty for all, or some of: {', '.join(s.value for s in Stage)}",
    "for_territories": "codes of the territories this designation is limited to",
    "valid_from": "a day like 2024-01-31",
    "valid_to": "the first day it no longer holds",
    "note_verbale": "number and date",
    "source": "where the facts come from",
    "as_of": "the day they are as of",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: its place in the table and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """An authority as its rows give it, with the place of its first row."""

    place: str
    id: str
    entry: AuthorityEntry


@dataclass
class Table:
    """What a table holds: authorities that could be read, and the rows that could not, each with its reason."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def template(form: str) -> bytes:
    """The empty table, as `csv` or `xlsx`; the workbook explains its columns on a second sheet."""
    if form == "csv":
        stream = io.StringIO()
        csv.writer(stream).writerow(COLUMNS)
        return b"\xef\xbb\xbf" + stream.getvalue().encode()
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new book has a sheet
    sheet.title = SHEET
    notes = book.create_sheet("columns")
    for each, cells in ((sheet, list(COLUMNS)), (notes, ["column", "what stands there"])):
        each.append(cells)
        for cell in each[1]:
            cell.font = Font(bold=True)
    for item in COLUMNS.items():
        notes.append(item)
    stream_ = io.BytesIO()
    book.save(stream_)
    return stream_.getvalue()


def read(data: bytes, name: str, gazetteer: Gazetteer) -> Table:
    """What a filled-in table holds; raises FormatError if it is none, is too large or in another encoding."""
    if len(data) > MOST_BYTES:
        raise FormatError(f"{name}: it is larger than {MOST_BYTES >> 20} MB; split it")
    cells = _xlsx(data, name) if data[:4] == b"PK\x03\x04" else _csv(data, name)
    header = [cell.strip().lower() for cell in next(cells, [])]
    if not {"id", "state"} <= set(header):
        raise FormatError(f"{name}: its first row lacks the columns id and state; download the template and fill it in")
    if unknown := [column for column in header if column and column not in COLUMNS]:
        raise FormatError(f"{name}: column {unknown[0]!r} is not one of the template's")
    return _table(cells, header, name, gazetteer)


def _table(cells: Iterator[list[str]], header: list[str], name: str, gazetteer: Gazetteer) -> Table:
    table, held = Table(), dict[str, Row]()
    broken: set[str] = set()
    for number, row in enumerate(cells, 2):
        if number > _MOST_ROWS:
            raise FormatError(f"{name}: more than {_MOST_ROWS} rows; split it")
        given = {column: cell.strip() for column, cell in zip(header, row, strict=False) if column}
        if not any(given.values()):
            continue
        place, key = f"row {number}", given.get("id", "")
        reader = _Cells(given)
        first = held.get(key)
        if not key:
            reader.problems.append("column `id`: it is empty")
            entry = None
        elif first is None and key not in broken:
            entry = _entry(reader, gazetteer)
        else:
            entry = (
                replace(first.entry, designations=(*first.entry.designations, *_designation(reader))) if first else None
            )
        if reader.problems:
            table.refused.append(Refused(place, "; ".join(reader.problems)))
            broken.add(key)
        elif entry is not None:
            held[key] = Row(first.place if first else place, key, entry)
    table.rows = [row for key, row in held.items() if key not in broken]
    table.refused += [
        Refused(row.place, "another row of the same authority was refused")
        for key, row in held.items()
        if key in broken
    ]
    return table


class _Cells:
    """The cells of a row, read one by one; what cannot be read is remembered with its column."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given, self.problems = given, list[str]()

    def text(self, column: str) -> str:
        return self._given.get(column, "")

    def several(self, column: str, read: Callable[[str], T]) -> tuple[T, ...]:
        parts = [part.strip() for part in self.text(column).split("|")]
        found = [self._read(column, part, read) for part in parts if part]
        return tuple(each for each in found if each is not None)

    def one(self, column: str, read: Callable[[str], T]) -> T | None:
        return self._read(column, self.text(column), read) if self.text(column) else None

    def _read(self, column: str, text: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(text)
        except (ValueError, LookupError) as error:
            self.problems.append(f"column `{column}`: {error}")
            return None


def _entry(row: _Cells, gazetteer: Gazetteer) -> AuthorityEntry | None:
    state = row.one("state", lambda text: _state(text, gazetteer))
    if not row.text("state"):
        row.problems.append("column `state`: it is empty")
    names = tuple(Said(code, row.text(f"name_{code}")) for code in LANGUAGES if row.text(f"name_{code}"))
    if not names:
        row.problems.append("columns `name_…`: there is no name")
    contacts = [
        Contact(kind, value)
        for column, kind in (
            ("email", ContactKind.EMAIL),
            ("telephone", ContactKind.TELEPHONE),
            ("duty", ContactKind.DUTY),
            ("fax", ContactKind.FAX),
            ("website", ContactKind.WEBSITE),
        )
        for value in row.several(column, str)
    ]
    languages = row.several(
        "languages", lambda text: AcceptedLanguage(text.rstrip("!"), urgent_only=text.endswith("!"))
    )
    lines = row.several("address", str)
    return AuthorityEntry(
        state=state or "",
        names=names,
        territories=row.several("territories", str.upper),
        addresses=(Address(lines),) if lines else (),
        contacts=tuple(contacts),
        time_zone=row.text("time_zone"),
        hours=row.several("hours", _hours),
        channels=row.several("channels", _channel),
        designations=_designation(row),
        requirements=(Requirements(languages=languages),) if languages else (),
        origin=Origin(name=row.text("source"), as_of=row.one("as_of", _day)),
    )


def _designation(row: _Cells) -> tuple[Designation, ...]:
    if not row.text("provision"):
        if row.text("matter"):
            row.problems.append("column `provision`: it is empty, but a matter is named")
        return ()
    matter = row.one("matter", lambda text: _word(Competence, text))
    if not row.text("matter"):
        row.problems.append("column `matter`: it is empty, but a provision is named")
    return (
        Designation(
            row.text("provision"),
            matter or Competence.MLA,
            row.one("role", lambda text: _word(AuthorityRole, text)) or AuthorityRole.CENTRAL,
            stages=row.several("stages", lambda text: _word(Stage, text)),
            territories=row.several("for_territories", str.upper),
            note_verbale=row.text("note_verbale"),
            valid_from=row.one("valid_from", _day),
            valid_to=row.one("valid_to", _day),
        ),
    )


def _state(text: str, gazetteer: Gazetteer) -> str:
    try:
        return gazetteer.find(text).code
    except UnknownState as error:
        raise ValueError(str(error)) from error


def _word(enum: type[E], text: str) -> E:
    try:
        return enum(text.lower())
    except ValueError:
        raise ValueError(f"{text!r} is not one of {', '.join(each.value for each in enum)}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"{text!r} is not a day like 2024-01-31") from None


def _hours(text: str) -> Hours:
    try:
        days, times = text.split()
        first, _dash, last = days.partition("-")
        opens, closes = times.split("-")
        weekdays = tuple(range(int(first), int(last or first) + 1))
        return Hours(weekdays, time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise ValueError(f"{text!r} is not weekdays and times like 1-5 08:00-16:30") from None


def _channel(text: str) -> ChannelRule:
    channel, _equals, accepted = text.partition("=")
    return ChannelRule(_word(Channel, channel.strip()), _word(Acceptance, accepted.strip() or "yes"))


def _csv(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: it is not UTF-8 (byte {error.start}); save it as “CSV UTF-8”") from error
    if "\0" in text:
        raise FormatError(f"{name}: it holds NUL characters; this is no table of text")
    first = text.partition("\n")[0]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    except csv.Error as error:
        raise FormatError(f"{name}: it is no CSV table ({error})") from error


def _xlsx(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _UNPACKED:
                raise FormatError(f"{name}: it unpacks to more than {_UNPACKED >> 20} MB, which is refused")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_col=60, values_only=True)]
    except FormatError:
        raise
    except Exception as error:  # a damaged workbook fails in many ways
        raise FormatError(f"{name}: the workbook cannot be read ({type(error).__name__})") from error
    yield from rows


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
