"""Reads the Council of Europe Treaty Office's list of treaties: numbers, titles, opening and entry into force.

A treaty held here is only compared. Another one on criminal matters becomes an instrument that is held for its status:
the list tells when it entered into force, not from when a later deposit binds nor which of its articles found
cooperation, so it founds a matter only where its title names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comity.law.instruments import BY_CODE
from comity.law.instruments.cybercrime import COE
from comity.law.instruments.types import Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from comity.law.measures import Matter
from comity.law.offences import CrimeType
from comity.law.sources import Source
from comity.law.states import Gazetteer

from .coe_numbers import code_of, of_criminal_matters
from .files import files_under, not_of_format, read_json
from .items import Item, Passed, Refused, Taken
from .json_rows import Row, RowError, day, excerpt, text
from .titles import same_title

WHAT = "the Treaty Office's list of treaties, a JSON list whose rows have Numero_traite and Libelle_titre_ENG"

_SUFFIX = re.compile(r"\s*\(C?ETS No\. ?\w+\)\s*(?:\(\*\))?\s*\Z")
_AMENDING = re.compile(r"\bamending\b|\bprotocol of amendment\b", re.IGNORECASE)
_MATTERS = (
    (Matter.EXTRADITION, re.compile(r"\bextradition\b", re.IGNORECASE)),
    (Matter.MLA, re.compile(r"\bmutual assistance in criminal matters\b", re.IGNORECASE)),
    (Matter.SENTENCED_PERSONS, re.compile(r"\btransfer of sentenced persons\b", re.IGNORECASE)),
    (Matter.PROCEEDINGS, re.compile(r"\btransfer of proceedings in criminal matters\b", re.IGNORECASE)),
    (Matter.CONFISCATION, re.compile(r"\bconfiscation\b", re.IGNORECASE)),
)
_CRIMES = (
    (CrimeType.TERRORISM, re.compile(r"\bterroris", re.IGNORECASE)),
    (CrimeType.CORRUPTION, re.compile(r"\bcorruption\b", re.IGNORECASE)),
    (CrimeType.MONEY_LAUNDERING, re.compile(r"\blaundering\b", re.IGNORECASE)),
    (CrimeType.CYBERCRIME, re.compile(r"\bcybercrime\b", re.IGNORECASE)),
    (CrimeType.TRAFFICKING_IN_PERSONS, re.compile(r"\btrafficking in human beings\b", re.IGNORECASE)),
    (CrimeType.DRUGS, re.compile(r"\bnarcotic drugs\b", re.IGNORECASE)),
    (CrimeType.FIREARMS, re.compile(r"\bfirearms\b", re.IGNORECASE)),
)


class CoeIndex:
    """The reader of this list."""

    name = "coe-index"
    title = "Council of Europe: list of treaties (JSON)"

    def files(self, path: Path) -> list[Path]:
        """The lists under `path`, by name; FormatError if there is none."""
        return files_under(path, lambda p: p.suffix == ".json" and "coe" in p.name and "index" in p.name, WHAT)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The source, and for each treaty an instrument, or that it was compared or passed."""
        rows = read_json(file)
        if not isinstance(rows, list) or not rows or not _is_row(rows[0]):
            not_of_format(file.name, WHAT)
        source = Source(
            code="coe-index",
            title="Council of Europe Treaty Office: list of treaties",
            url="https://www.coe.int/en/web/conventions/full-list",
            licence="Facts only, re-expressed.",
            as_of=_newest(rows),
        )
        yield Taken(file.name, source)
        for number, row in enumerate(rows, start=1):
            yield _item(f"{file.name}, row {number}", row, source)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the list says of one treaty."""

    code: str
    title: str
    series: str
    opened: date
    in_force: date | None
    parent: str | None


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and row.keys() >= {"Numero_traite", "Libelle_titre_ENG", "Date_ste"}


def _newest(rows: list[object]) -> date | None:
    """The day of the newest event in the list: so far at least it reaches."""
    days: list[date] = []
    for row in rows:
        for name in ("Date_ste", "Date_vigueur_ste"):
            try:
                days += [found] if isinstance(row, dict) and (found := day(row, name)) else []
            except RowError:
                continue
    return max((d for d in days if d <= date.today()), default=None)


def _item(place: str, row: object, source: Source) -> Item:
    if not isinstance(row, dict) or not _is_row(row):
        return Refused(place, "the row has no number, title and day of opening; it was skipped", excerpt(row))
    try:
        listed = _listed(row)
    except RowError as error:
        return Refused(place, f"{error}; the row was skipped", excerpt(row.get("Libelle_titre_ENG")))
    place = f"{place} ({listed.code})"
    if held := BY_CODE.get(listed.code):
        return _compared(place, listed, held)
    if not of_criminal_matters(listed.code, listed.title):
        return Passed(place, "a subject other than criminal matters")
    return Taken(place, _instrument(listed, source))


def _listed(row: Row) -> _Listed:
    number, title, opened = text(row, "Numero_traite"), text(row, "Libelle_titre_ENG"), day(row, "Date_ste")
    code = code_of(number)
    if code is None:
        raise RowError(f"field `Numero_traite`: {number[:40]!r} is not a treaty number like 024")
    if not title or opened is None:
        raise RowError("the row gives no title or no day of opening")
    in_force, parent = day(row, "Date_vigueur_ste"), code_of(text(row, "Numero_traite_parent"))
    if in_force and in_force < opened:
        raise RowError(f"field `Date_vigueur_ste`: {in_force} lies before the day of opening {opened}")
    return _Listed(code, _SUFFIX.sub("", title), text(row, "Mention") or "ETS", opened, in_force, parent)


def _compared(place: str, listed: _Listed, held: Instrument) -> Item:
    differences = []
    if not same_title(listed.title, held.title):
        differences.append(f"title {listed.title!r}, held as {held.title!r}")
    if listed.opened != held.adopted:
        differences.append(f"opened on {listed.opened}, held as {held.adopted or 'unknown'}")
    if listed.in_force != held.entry.general:
        differences.append(f"in force on {listed.in_force or 'no day'}, held as {held.entry.general or 'no day'}")
    if differences:
        return Refused(place, f"the list differs from what is held here, which stays: {'; '.join(differences)}")
    return Passed(place, "already held here; title and days agree")


def _instrument(listed: _Listed, source: Source) -> Instrument:
    code, title = listed.code, listed.title
    amending = bool(_AMENDING.search(title))
    matters = {} if amending else {matter: (code,) for matter, words in _MATTERS if words.search(title)}
    return Instrument(
        code=code,
        title=title,
        short_title=title,
        scope=Scope.REGIONAL,
        depositary=COE,
        reference=f"{listed.series} {code.removeprefix('ets')}",
        adopted=listed.opened,
        place="",
        gate=Gate.LISTED if matters else Gate.NONE,
        # The rows of signatures give each State's day of entry into force; no rule is needed to find it.
        entry=EntryIntoForce(code, listed.in_force, None, Delay(), Delay()),
        denunciation=Denunciation(None),
        crime_types=frozenset(crime for crime, words in _CRIMES if words.search(title)),
        matters=matters,
        source=source.code,
        supplements=listed.parent if listed.parent in BY_CODE else None,
        members_only="COE",
    )
