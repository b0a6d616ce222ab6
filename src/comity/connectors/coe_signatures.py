"""Reads what the Council of Europe Treaty Office publishes on one treaty: signatures and ratifications, declarations.

Both come from the web service behind the Treaty Office's pages, as published scripts that call it describe it (no
file of it was at hand). The chart is a list of three lists (member States, other States, organizations) of rows with
`NumSTE`, `LibPaysOrga`, `DateSignature`, `DateConsentement`, `DateEntreeVigueur`, `DateDenonciation`,
`DateEffetDenonciation` and `DateSuspension`. Declarations are a list of rows with `code_Pays.Value`,
`code_Organisation.Libelle`, `nature_Dec`, `numero_Article`, `date_Effet`, `date_Effet_Retrait` and `texte_Decl`; they
do not name their treaty, so the file's name or its folder has to (`declarations.185.json`, `185/declarations.en.json`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comity.law.actions import ActionKind, TreatyAction
from comity.law.book import Coverage
from comity.law.instruments import BY_CODE
from comity.law.sources import Source
from comity.law.states import Gazetteer, UnknownState

from .coe_declarations import are_declarations, declarations
from .coe_numbers import code_of, of_criminal_matters, source_of
from .fetched import day_of
from .files import files_under, not_of_format, read_json
from .items import Covered, Item, Passed, Refused, Taken
from .json_rows import Row, RowError, day, excerpt, text
from .participation_rows import acted

WHAT = "a chart of signatures or a list of declarations of one treaty, as the Treaty Office's web service gives them"
NOT_HELD = "a treaty of the Council of Europe not held here"

_BUCKETS = 3
_DATES = (
    "DateSignature",
    "DateConsentement",
    "DateEntreeVigueur",
    "DateDenonciation",
    "DateEffetDenonciation",
    "DateSuspension",
)


class CoeSignatures:
    """The reader of these files; `as_of` is the day up to which they are complete.

    Without it, that is the day the file was fetched, if that is recorded beside it, else the day of its newest act.
    """

    name = "coe-signatures"
    title = "Council of Europe: signatures, ratifications and declarations of one treaty (JSON)"

    def __init__(self, as_of: date | None = None) -> None:
        self.as_of = as_of

    def files(self, path: Path) -> list[Path]:
        """The files under `path`, by name; FormatError if there is none."""
        return files_under(path, _is_named, f"{WHAT} (files whose names begin with signatures or declarations)")

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The source, then the acts of each participant and how far they reach, or the statements recognised."""
        data = read_json(file)
        known = self.as_of or day_of(file)
        if are_declarations(data):
            yield from declarations(file, data, known, gazetteer)
        elif _is_chart(data):
            yield from _chart(file, data, known, gazetteer)
        else:
            not_of_format(file.name, WHAT)


def _is_named(path: Path) -> bool:
    return path.suffix == ".json" and path.name.lower().startswith(("signatures", "declarations"))


def _is_chart(data: object) -> bool:
    if not isinstance(data, list) or not 0 < len(data) <= _BUCKETS or not all(isinstance(b, list) for b in data):
        return False
    rows = [row for bucket in data for row in bucket]
    return bool(rows) and all(isinstance(row, dict) and {"NumSTE", "LibPaysOrga"} <= row.keys() for row in rows)


def _chart(file: Path, data: object, known: date | None, gazetteer: Gazetteer) -> Iterator[Item]:
    rows: list[Row] = [row for bucket in data for row in bucket]  # type: ignore[attr-defined]
    numbers = {str(row["NumSTE"]) for row in rows}
    code = code_of(numbers.pop()) if len(numbers) == 1 else None
    if code is None:
        not_of_format(f"{file.name}, field `NumSTE`", f"{WHAT}, every row with the same treaty number")
    if code not in BY_CODE and not of_criminal_matters(code):
        yield Passed(file.name, NOT_HELD)
        return
    chart = _Chart(code, gazetteer)
    for number, row in enumerate(rows, start=1):
        chart.row(f"{file.name}, row {number}", row)
    yield from chart.items(file, known)


class _RowRefused(Exception):
    """A row of the chart that cannot be taken; `participant` where its name is why."""

    def __init__(self, reason: str, participant: str | None = None) -> None:
        self.participant = participant
        super().__init__(reason)


@dataclass
class _Chart:
    """One chart while it is read."""

    code: str
    gazetteer: Gazetteer
    found: list[Item] = field(default_factory=list)
    acts: list[tuple[str, TreatyAction]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    refused: int = 0

    def row(self, place: str, row: Row) -> None:
        """Keeps what one row says."""
        try:
            state = self._participant(row)
            acts = list(self._acts(state, row))
        except (_RowRefused, RowError) as why:
            self.refused += 1
            participant = why.participant if isinstance(why, _RowRefused) else None
            self.found.append(Refused(place, f"{why}; the row was skipped", excerpt(row), participant))
            return
        if not acts:
            self.found.append(Passed(place, "no act is given for this participant"))
        self.acts += [(place, act) for act in acts]

    def _participant(self, row: Row) -> str:
        name = text(row, "LibPaysOrga")
        try:
            state = self.gazetteer.find(name).code
        except UnknownState as unknown:
            raise _RowRefused(str(unknown)[:300], name[:200]) from None
        if state in self.seen:
            raise _RowRefused(f"{name[:80]!r} stands in the chart twice")
        self.seen.add(state)
        return state

    def _acts(self, state: str, row: Row) -> Iterator[TreatyAction]:
        signed, consent, in_force, left, left_from, suspended = (day(row, name) for name in _DATES)
        if suspended:
            raise _RowRefused(f"the participation is suspended from {suspended}, which cannot be recorded here")
        if left_from and not left:
            raise _RowRefused(f"a denunciation takes effect on {left_from}, but none is given")
        if consent and in_force is None and self.code not in BY_CODE:
            raise _RowRefused("the day of entry into force is missing, and no rule is known here to find it")
        if in_force and not consent:
            raise _RowRefused(f"it would be in force from {in_force} without a consent to be bound")
        if signed:
            yield acted(self.code, state, ActionKind.SIGNATURE, signed)
        if consent:
            # The chart does not tell ratification from accession.
            yield acted(self.code, state, ActionKind.PARTICIPATION, consent, in_force)
        if left:
            yield acted(self.code, state, ActionKind.WITHDRAWAL, left, left_from)

    def items(self, file: Path, known: date | None) -> Iterator[Item]:
        """Everything read, with the source and how far the record reaches."""
        today = date.today()
        past = [act.on for _, act in self.acts if act.on and act.on <= today]
        known = max([*past, *([known] if known else [])], default=None)
        source = source_of(known)
        yield Taken(file.name, source)
        yield from self.found
        for place, act in self.acts:
            yield Taken(place, _sourced(act, source))
        if known:
            complete = not self.refused and bool(self.acts)
            yield Taken(file.name, Covered(self.code, Coverage(known, complete=complete, source=source.code)))


def _sourced(act: TreatyAction, source: Source) -> TreatyAction:
    return TreatyAction(act.id, act.instrument, act.state, act.kind, act.on, source.code, act.effective)
