"""Reads the British treaty records (UK Treaties Online): bilateral treaties on cooperation in criminal matters.

Each becomes an instrument between the United Kingdom and the one State its title names, with the acts of both. When
it entered into force and ended is as the record says; a treaty without a day of entry into force is recorded as
signed only. The list of offences or the penalty that opens it stands in its text, which is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.book import Coverage
from comity.law.instruments.types import Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from comity.law.measures import Matter
from comity.law.sources import Source
from comity.law.states import Gazetteer, State, UnknownState

from .files import files_under
from .items import Covered, Item, Passed, Refused, Taken
from .uk_records import WHAT, Damaged, Record, is_records, records
from .uk_titles import Role, counterparts, matters_of, named_in, names_the_united_kingdom, role_of, spelled

UNITED_KINGDOM = "GBR"
AS_OF = date(1969, 12, 31)  # of the years 1970 to 1974 the records hold one signature in all, so the gap begins here
OTHER_SUBJECT = "a subject other than cooperation in criminal matters"

_EXTRADITION = "EXTRADITION"


class UkTreaties:
    """The reader of these records; `as_of` is the day up to which they are complete."""

    name = "uk-treaties"
    title = "UK Treaties Online: bilateral treaties of the United Kingdom (JSON, CSV)"

    def __init__(self, as_of: date = AS_OF) -> None:
        self.as_of = as_of

    def files(self, path: Path) -> list[Path]:
        """The files of records under `path`; FormatError if there is none."""
        return files_under(path, is_records, WHAT)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The source, then for each record the treaty, how far its record reaches and the acts of both parties."""
        source = Source(
            code="uk-treaties",
            title="UK Treaties Online (Foreign, Commonwealth and Development Office)",
            url="https://treaties.fcdo.gov.uk/",
            licence="Crown copyright; Open Government Licence v3.0, to be confirmed. Facts only, re-expressed.",
            as_of=self.as_of,
        )
        yield Taken(file.name, source)
        for record in records(file):
            if isinstance(record, Damaged):
                yield Refused(record.place, record.reason, record.excerpt)
            else:
                yield from _items(record, gazetteer, self.as_of)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The days of a treaty: signed, in force, ended; None where the record gives none."""

    signed: date | None
    in_force: date | None
    ended: date | None

    def until(self, as_of: date) -> date:
        """The day up to which the record is known: a later event shows that it was kept longer."""
        today = date.today()
        return max([as_of, *(day for day in (self.signed, self.in_force, self.ended) if day and day <= today)])


class _CannotTake(Exception):
    """A record that should be taken and cannot be; `participant` is set where a name is why."""

    def __init__(self, reason: str, participant: str | None = None) -> None:
        self.participant = participant
        super().__init__(reason)


def _items(record: Record, gazetteer: Gazetteer, as_of: date) -> Iterator[Item]:
    if reason := _left_aside(record):
        yield Passed(record.place, reason)
        return
    title = record["title"]
    try:
        other, beside = _counterpart(record, gazetteer)
        dates = _dates(record)
        instrument = _instrument(record, other, dates)
    except _CannotTake as why:
        yield Refused(record.place, f"{why}; the record was skipped", title[:200], why.participant)
        return
    coverage = Coverage(dates.until(as_of), complete=dates.in_force is not None, source="uk-treaties")
    yield Taken(record.place, instrument)
    yield Taken(record.place, Covered(instrument.code, coverage))
    for state in (UNITED_KINGDOM, other.code):
        yield from (Taken(record.place, act) for act in _acts(instrument, state, dates))
    for name in beside:
        reason = f"{name} is listed beside the two parties; on whose side and since when, the record does not say"
        yield Refused(record.place, reason, title[:200])


def _left_aside(record: Record) -> str | None:
    """Why a record is passed, None if it is to be taken."""
    title = record["title"]
    if record["subject"] != _EXTRADITION and not matters_of(title):
        return OTHER_SUBJECT
    if record["field3"] != "BI":
        return "not a bilateral treaty"
    if role_of(title) is Role.TERRITORIAL:
        return "about territories only: by itself no basis between the two States"
    return None


def _counterpart(record: Record, gazetteer: Gazetteer) -> tuple[State, tuple[str, ...]]:
    """The other party, and the further names in capitals (States) that cannot be placed; raises _CannotTake."""
    title = record["title"]
    if role_of(title) is Role.MARKED_ERROR:
        raise _CannotTake("the source marks the record as an error")
    if not matters_of(title):
        raise _CannotTake("it is filed under extradition, but its title does not speak of it: a person has to read it")
    names = [name.strip() for name in record["country_name"].split(";") if name.strip().isupper()]
    if not names_the_united_kingdom(title) or "UNITED KINGDOM" not in names:
        raise _CannotTake("the United Kingdom is not named as a party for itself, in the title or the list of parties")
    others = [name for name in names if name != "UNITED KINGDOM"]
    known, unknown = _known(others, gazetteer)
    named = counterparts(title, known) if not unknown else named_in(title, known)
    if len(named) == 1:
        return named[0], tuple(name for name in others if known.get(name) is not named[0])
    if unknown:
        raise _CannotTake(f"{unknown[0]!r} is not a State or territory known here", unknown[0])
    raise _CannotTake(f"which State is the other party is not clear from {'; '.join(others) or 'no name'}")


def _known(names: list[str], gazetteer: Gazetteer) -> tuple[dict[str, State], list[str]]:
    known: dict[str, State] = {}
    unknown: list[str] = []
    for name in names:
        try:
            known[name] = gazetteer.find(spelled(name))
        except UnknownState:
            unknown.append(name)
    return known, unknown


def _dates(record: Record) -> _Dates:
    """The days of a record; where both are given, the day of effect counts and not that of the act."""
    signed = _day(record, "signed_event_date")
    in_force = _day(record, "definative_eif_event_effective_date") or _day(record, "definative_eif_event_date")
    ended = _day(record, "terminated_event_effective_date") or _day(record, "terminated_event_date")
    if signed and in_force and in_force < signed:
        raise _CannotTake(f"it would have entered into force on {in_force}, before it was signed on {signed}")
    if ended and ended < (in_force or signed or ended):
        raise _CannotTake(f"it would have ended on {ended}, before it began")
    return _Dates(signed, in_force, ended)


def _day(record: Record, column: str) -> date | None:
    text = record[column]
    try:
        return datetime.strptime(text, "%d/%m/%Y").date() if text else None
    except ValueError:
        raise _CannotTake(f"column `{column}`: {text[:40]!r} is not a date like 31/12/1970") from None


def _instrument(record: Record, other: State, dates: _Dates) -> Instrument:
    number = record["id"]
    if not number.isascii() or not number.isdigit():
        raise _CannotTake(f"column `id`: {number[:40]!r} is not a number")
    code = f"gbr-{other.code.lower()}-{number}"
    founds = role_of(record["title"]) is Role.TREATY
    matters: dict[Matter, tuple[str, ...]] = dict.fromkeys(matters_of(record["title"]), (code,)) if founds else {}
    return Instrument(
        code=code,
        title=record["title"],
        short_title=record["title"],
        scope=Scope.BILATERAL,
        depositary="",
        reference=record["document_url"].replace("\\", "/") or f"UK Treaties Online {number}",
        adopted=dates.signed,
        place=record["signed_event_location"],
        gate=Gate.LISTED if founds else Gate.NONE,
        entry=EntryIntoForce(code, dates.in_force, None, Delay(), Delay()),
        denunciation=Denunciation(None),
        crime_types=frozenset(),
        matters=matters,
        source="uk-treaties",
        parties=frozenset({UNITED_KINGDOM, other.code}),
        terminated=dates.ended,
    )


def _acts(instrument: Instrument, state: str, dates: _Dates) -> Iterator[TreatyAction]:
    """That the State took part from the day of entry into force, or, where there is none, that it signed."""
    if dates.in_force is None and dates.signed is None:
        return
    kind = ActionKind.PARTICIPATION if dates.in_force else ActionKind.SIGNATURE
    yield TreatyAction(
        id=action_id(instrument.code, state, kind, dates.signed),
        instrument=instrument.code,
        state=state,
        kind=kind,
        on=dates.signed,
        source="uk-treaties",
        effective=dates.in_force,
    )
