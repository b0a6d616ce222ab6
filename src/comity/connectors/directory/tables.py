"""Tables of authorities that people fill in: the columns, and reading the rows with every bad cell named.

One row per designation: the first row of an `id` holds the authority's own facts, further rows of the same `id` add
designations. Cells that hold several values separate them with `|`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.law.authorities.entry import (
    AcceptedLanguage,
    Address,
    AuthorityEntry,
    Contact,
    Designation,
    Origin,
    Requirements,
    Said,
)
from comity.law.authorities.words import AuthorityRole, Channel, Competence, ContactKind, Stage
from comity.law.sentences import Quoted, Sentence, Series, say
from comity.law.states import LANGUAGES, Gazetteer

from ..items import FormatError
from ..table_cells import EMPTY, day, state
from ..table_files import too_many_rows, unknown_column
from . import cells, table_files
from .cells import Cells

_MOST_ROWS = 20_000

# Each column with what stands there, to be translated; `%(codes)s` are those of _CODES.
COLUMNS: dict[str, str] = {
    "id": gettext_noop(
        "needed: your own identity of the authority; the same in all its rows and in later versions of the table"
    ),
    "state": gettext_noop("needed in the first row: the State, by name or three-letter code"),
    **{
        f"name_{code}": gettext_noop("the name in this language (%(codes)s); at least one name is needed")
        for code in LANGUAGES
    },
    "territories": gettext_noop("codes of the territories it works for; empty for the whole State"),
    "address": gettext_noop("lines of the postal address, separated by |"),
    "email": gettext_noop("e-mail addresses, separated by |"),
    "telephone": gettext_noop("numbers in international form, separated by |"),
    "duty": gettext_noop("duty lines, day and night, in international form, separated by |"),
    "fax": gettext_noop("numbers in international form, separated by |"),
    "website": gettext_noop("its web address"),
    "time_zone": gettext_noop("IANA name, like Africa/Niamey"),
    "hours": gettext_noop("weekdays and local times, like 1-5 08:00-16:30 (1 is Monday), separated by |"),
    "languages": gettext_noop(
        "codes of the languages requests are accepted in, separated by |; en!: English in urgent cases only"
    ),
    "channels": gettext_noop("like e-mail=yes|interpol=urgent-only; channels: %(codes)s"),
    "provision": gettext_noop("what it is designated under, like untoc:18:13"),
    "matter": gettext_noop("one of: %(codes)s"),
    "role": gettext_noop("one of: %(codes)s; empty: central authority"),
    "stages": gettext_noop("empty for all, or some of: %(codes)s"),
    "for_territories": gettext_noop("codes of the territories this designation is limited to"),
    "valid_from": gettext_noop("a day like 2024-01-31"),
    "valid_to": gettext_noop("the first day it no longer holds"),
    "note_verbale": gettext_noop("number and date"),
    "source": gettext_noop("where the facts come from"),
    "as_of": gettext_noop("the day they are as of"),
}
_CODES = {
    **{f"name_{code}": code for code in LANGUAGES},
    "channels": ", ".join(c.value for c in Channel),
    "matter": ", ".join(c.value for c in Competence),
    "role": ", ".join(r.value for r in AuthorityRole),
    "stages": ", ".join(s.value for s in Stage),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken, by its number in the table, and everything that is wrong with it."""

    row: int
    why: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An authority as its rows give it: the number of its first row, and of the row of each designation."""

    row: int
    id: str
    entry: AuthorityEntry
    designation_rows: tuple[int, ...] = ()


@dataclass
class Table:
    """What a table holds: authorities that could be read, and the rows that could not, each with its reasons."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def template(form: str) -> bytes:
    """The empty table, as `csv` or `xlsx`; the workbook explains its columns in the active language."""
    explained = {name: _(text) % {"codes": _CODES.get(name, "")} for name, text in COLUMNS.items()}
    return table_files.template(form, explained)


def read(data: bytes, name: str, gazetteer: Gazetteer) -> Table:
    """What a filled-in table holds; raises FormatError if it is none, is too large or in another encoding."""
    rows = table_files.cells(data, name)
    header = [cell.strip().lower() for cell in next(rows, [])]
    if not {"id", "state"} <= set(header):
        raise FormatError(
            _("%(name)s: its first row lacks the columns id and state; download the template and fill it in.")
            % {"name": name}
        )
    if unknown := [column for column in header if column and column not in COLUMNS]:
        raise unknown_column(name, unknown[0])
    return _table(rows, header, name, gazetteer)


def _table(rows: Iterator[list[str]], header: list[str], name: str, gazetteer: Gazetteer) -> Table:
    table, held = Table(), dict[str, Row]()
    broken: set[str] = set()
    for number, row in enumerate(rows, 2):
        if number > _MOST_ROWS:
            raise too_many_rows(name, _MOST_ROWS)
        given = {column: cell.strip() for column, cell in zip(header, row, strict=False) if column}
        if not any(given.values()):
            continue
        reader, key = Cells(given), given.get("id", "")
        first = held.get(key)
        found = _row(reader, number, first, gazetteer) if first or key not in broken else None
        if not key:
            reader.wrong("id", EMPTY)
        if reader.problems:
            table.refused.append(Refused(number, tuple(reader.problems)))
            broken.add(key)
        elif found is not None:
            held[key] = found
    table.rows = [row for key, row in held.items() if key not in broken]
    another = say("Another row of the same authority was refused.")
    table.refused += [Refused(row.row, (another,)) for key, row in held.items() if key in broken]
    return table


def _row(reader: Cells, number: int, first: Row | None, gazetteer: Gazetteer) -> Row | None:
    """The authority with this row: its first, or one more designation of `first`."""
    if not reader.text("id"):
        return None
    if first is None:
        entry = _entry(reader, gazetteer)
        return Row(number, reader.text("id"), entry, (number,) * len(entry.designations))
    more = _designation(reader)
    entry = replace(first.entry, designations=(*first.entry.designations, *more))
    return replace(first, entry=entry, designation_rows=(*first.designation_rows, *(number for _each in more)))


def _entry(row: Cells, gazetteer: Gazetteer) -> AuthorityEntry:
    of = row.one("state", lambda text: state(text, gazetteer))
    if not row.text("state"):
        row.wrong("state", EMPTY)
    names = tuple(Said(code, row.text(f"name_{code}")) for code in LANGUAGES if row.text(f"name_{code}"))
    if not names:
        columns = Series(tuple(Quoted(f"name_{code}") for code in LANGUAGES))
        row.problems.append(say("There is no name: fill in one of the columns %(columns)s.", columns=columns))
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
        state=of or "",
        names=names,
        territories=row.several("territories", str.upper),
        addresses=(Address(lines),) if lines else (),
        contacts=tuple(contacts),
        time_zone=row.text("time_zone"),
        hours=row.several("hours", cells.hours),
        channels=row.several("channels", cells.channel),
        designations=_designation(row),
        requirements=(Requirements(languages=languages),) if languages else (),
        origin=Origin(name=row.text("source"), as_of=row.one("as_of", day)),
    )


def _designation(row: Cells) -> tuple[Designation, ...]:
    if not row.text("provision"):
        if row.text("matter"):
            row.wrong("provision", say("It is empty, but a matter is named."))
        return ()
    matter = row.one("matter", lambda text: cells.word(Competence, text))
    if not row.text("matter"):
        row.wrong("matter", say("It is empty, but a provision is named."))
    return (
        Designation(
            row.text("provision"),
            matter or Competence.MLA,
            row.one("role", lambda text: cells.word(AuthorityRole, text)) or AuthorityRole.CENTRAL,
            stages=row.several("stages", lambda text: cells.word(Stage, text)),
            territories=row.several("for_territories", str.upper),
            note_verbale=row.text("note_verbale"),
            valid_from=row.one("valid_from", day),
            valid_to=row.one("valid_to", day),
        ),
    )
