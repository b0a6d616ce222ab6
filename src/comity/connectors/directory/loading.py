"""Loading a table of authorities: everything is checked before anything is taken, each row refused with its reason.

Loading is idempotent: an authority is known by its State and its id in the table, what says the same is left alone,
what people have changed here since stays as they left it. The secretariat and the operator list what is loaded; what a
mission hands in is confirmed by it and waits for the secretariat, as if it had been typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.accounts.roles import Role
from comity.accounts.viewer import Viewer
from comity.core.gazetteer import load_gazetteer
from comity.core.ledger import SYSTEM, Actor
from comity.core.wording import say as said
from comity.directory.interfaces import hand_in_entry, load_entry, problems
from comity.law.authorities.checks import Problem
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.values import normalised
from comity.law.authorities.words import ContactKind
from comity.law.sentences import Quoted, Sentence, Series, StateName, say
from comity.treaties.interfaces import book

from ..table_cells import at_column
from .notifications import is_notifications
from .notifications import read as read_notifications
from .tables import Row, Table
from .tables import read as read_table


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong with a row, in the language of who asked: its place in the table and why."""

    place: str
    reason: str


@dataclass
class Report:
    """What a table holds, what is wrong with it, and, once loaded, what became of its authorities."""

    name: str
    rows: int = 0
    refused: list[Told] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    loaded: bool = False

    @property
    def complete(self) -> bool:
        """True if no row was refused."""
        return not self.refused

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "file": self.name,
            "authorities": self.rows,
            "loaded": self.loaded,
            "taken": dict(self.taken),
            "refused": [{"place": each.place, "reason": each.reason} for each in self.refused],
            "warnings": [{"place": each.place, "reason": each.reason} for each in self.warnings],
        }


def check_table(data: bytes, name: str, *, states: frozenset[str] | None = None) -> tuple[Report, list[Row]]:
    """What the file holds and what is wrong with it, in the active language; the rows that can be taken.

    `states` limits whose authorities it may list (None: all). Raises FormatError for what is no such table.
    """
    gazetteer = load_gazetteer()
    notified = is_notifications(data)
    table: Table = read_notifications(data, name, gazetteer) if notified else read_table(data, name, gazetteer)
    refused = [(each.row, each.why) for each in table.refused]
    warnings: list[tuple[int, tuple[Sentence, ...]]] = []
    good: list[Row] = []
    others = {identity(row): row.entry for row in table.rows}
    for row in table.rows:
        if states is not None and row.entry.state not in states:
            foreign = say("%(state)s is not your State; leave its authorities out.", state=StateName(row.entry.state))
            refused.append((row.row, (foreign,)))
            continue
        found = problems(row.entry, source_id=identity(row), others=others)
        errors = [problem for problem in found if problem.is_error]
        for problem in errors:
            refused.append((_row_of(problem, row), (_placed(problem, row.entry, notified),)))
        if not errors:
            good.append(row)
        if not notified:
            warned = [problem for problem in found if not problem.is_error]
            warnings += [(_row_of(each, row), (_placed(each, row.entry, notified),)) for each in warned]
    return Report(name, rows=len(table.rows), refused=_told(refused), warnings=_told(warnings)), good


SOURCE = "table:"


def identity(row: Row) -> str:
    """The identity of an authority that comes from a table: ids of one State do not meet those of another."""
    return f"{SOURCE}{row.entry.state}:{row.id}"[:200]


# The columns that give a field of an entry.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "state": ("state",),
    "territories": ("territories",),
    "addresses": ("address",),
    "time_zone": ("time_zone",),
    "hours": ("hours",),
    "channels": ("channels",),
    "requirements": ("languages",),
    "designations": ("provision",),
}
_CONTACTS = {
    ContactKind.EMAIL: "email",
    ContactKind.TELEPHONE: "telephone",
    ContactKind.DUTY: "duty",
    ContactKind.FAX: "fax",
    ContactKind.WEBSITE: "website",
}


def _row_of(problem: Problem, row: Row) -> int:
    if problem.field == "designations" and problem.index is not None and problem.index < len(row.designation_rows):
        return row.designation_rows[problem.index]
    return row.row


def _placed(problem: Problem, entry: AuthorityEntry, notified: bool) -> Sentence:
    """The problem with the columns it is in; the depositary's file has other columns, so that none are named."""
    columns = () if notified else _columns(problem, entry)
    if not columns:
        return problem.sentence
    if len(columns) == 1:
        return at_column(columns[0], problem.sentence)
    named = Series(tuple(Quoted(column) for column in columns))
    return say("Columns %(columns)s: %(problem)s", columns=named, problem=problem.sentence)


def _columns(problem: Problem, entry: AuthorityEntry) -> tuple[str, ...]:
    facts = problem.sentence.facts()
    match problem.field, problem.index:
        case "contacts", int(index):
            return (_CONTACTS[entry.contacts[index].kind],)
        case "names", _:
            return tuple(f"name_{name.language}" for name in entry.names)
        case "designations", int(index):
            if "start" in facts:
                return ("valid_from", "valid_to")
            if "place" in facts or facts.get("code") in entry.designations[index].territories:
                return ("for_territories",)
    return _COLUMNS.get(problem.field, ())


def _told(found: Iterable[tuple[int, tuple[Sentence, ...]]]) -> list[Told]:
    """By row, in the active language; what was found in one row together."""
    by_row: dict[int, list[Sentence]] = {}
    for row, sentences in sorted(found, key=lambda each: each[0]):
        by_row.setdefault(row, []).extend(sentences)
    treaties = book()
    return [
        Told(_("row %(number)s") % {"number": row}, " ".join(said(each, treaties) for each in dict.fromkeys(sentences)))
        for row, sentences in by_row.items()
    ]


def load_table(data: bytes, name: str, *, actor: Actor = SYSTEM, user_id: int | None = None) -> Report:
    """Checks the file and lists what can be taken, as of the day its source gives; the rest is reported.

    Raises FormatError, before anything is taken.
    """
    report, rows = check_table(data, name)
    with transaction.atomic():
        for row in rows:
            _key, taken = load_entry(
                entry=normalised(row.entry),
                source_id=identity(row),
                published_on=row.entry.origin.as_of,
                actor=actor,
                user_id=user_id,
            )
            report.taken[taken.value] += 1
    report.loaded = True
    return report


def hand_in_table(data: bytes, name: str, *, viewer: Viewer) -> Report:
    """Checks the file and hands in what can be taken for the viewer's own State, confirmed by its mission.

    What another entry of the State stands in the way of stays a draft, with the reason among the warnings. Raises
    NotPermitted but for a mission, and FormatError, before anything is taken.
    """
    viewer.require(Role.MISSION)
    report, rows = check_table(data, name, states=viewer.states(Role.MISSION))
    held_up: list[tuple[int, tuple[Sentence, ...]]] = []
    with transaction.atomic():
        for row in rows:
            taken, errors = hand_in_entry(viewer=viewer, entry=normalised(row.entry), source_id=identity(row))
            held_up += [(_row_of(each, row), (_placed(each, row.entry, False),)) for each in errors]
            report.taken[taken.value] += 1
    report.warnings += _told(held_up)
    report.loaded = True
    return report


def said_in_english(data: bytes, name: str) -> Report:
    """The check of a file as the command line prints it."""
    with override("en"):
        return check_table(data, name)[0]
