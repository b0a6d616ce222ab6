"""Reads the list of treaties deposited with the Secretary-General: it is compared with what is held here, no more.

A treaty of the chapters on drugs and on penal matters that is not held is passed by name, so that a gap is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Instrument
from comity.law.states import Gazetteer

from .depositary_numbers import CHAPTERS, INSTRUMENT_BY_NUMBER, number_of
from .files import files_under, not_of_format, read_json
from .items import Item, Passed, Refused
from .json_rows import RowError, excerpt, text
from .titles import same_title
from .untc_columns import CellError, day_in

WHAT = "the list of deposited treaties, a JSON object whose `treaties` have ref, title and place_date"
OTHER_CHAPTER = "a chapter other than drugs and penal matters"


class MtdsgIndex:
    """The reader of this list."""

    name = "mtdsg-index"
    title = "United Nations Treaty Collection: list of deposited treaties (JSON)"

    def files(self, path: Path) -> list[Path]:
        """The lists under `path`, by name; FormatError if there is none."""
        return files_under(path, lambda p: p.suffix == ".json" and "mtdsg" in p.name, WHAT)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """Each treaty as passed, or as refused where the list differs from what is held here."""
        data = read_json(file)
        rows = data.get("treaties") if isinstance(data, dict) else None
        if not isinstance(rows, list) or not rows:
            not_of_format(file.name, WHAT)
        for position, row in enumerate(rows, start=1):
            yield _item(f"{file.name}, treaty {position}", row)


def _item(place: str, row: object) -> Item:
    try:
        if not isinstance(row, dict):
            raise RowError("this is no treaty with ref, title and place_date")
        ref, title = text(row, "ref"), text(row, "title")
        number = number_of(ref)
        if number is None or not title:
            raise RowError(f"field `ref`: {ref[:40]!r} is not a number like XVIII-12, or there is no title")
        where = text(row, "place_date")
    except RowError as error:
        return Refused(place, f"{error}; the row was skipped", excerpt(row))
    place = f"{place} ({number}, {title[:120]})"
    if code := INSTRUMENT_BY_NUMBER.get(number):
        return _compared(place, where, title, BY_CODE[code])
    if number.split("-")[0] in CHAPTERS:
        return Passed(place, "not an instrument held here, of the chapters on drugs and penal matters")
    return Passed(place, OTHER_CHAPTER)


def _compared(place: str, where: str, title: str, held: Instrument) -> Item:
    try:
        adopted = day_in(where.rpartition(",")[2])
    except CellError as error:
        return Refused(place, f"field `place_date`: {error}", where[:200])
    if not same_title(title, held.title) or adopted != held.adopted:
        reason = f"the list gives {title[:200]!r} of {adopted}, held here is {held.title!r} of {held.adopted}"
        return Refused(place, f"{reason}, which stays")
    return Passed(place, "already held here; title and day agree")
