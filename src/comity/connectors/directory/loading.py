"""Loading a table of authorities: everything is checked before anything is taken, each row refused with its reason.

Loading is idempotent: an authority is known by its id in the table, what says the same is left alone, what people have
changed here since stays as they left it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import override

from comity.core.gazetteer import load_gazetteer
from comity.core.ledger import SYSTEM, Actor
from comity.core.wording import say
from comity.directory.interfaces import load_entry, problems
from comity.law.authorities.checks import Problem
from comity.law.authorities.values import normalised
from comity.treaties.interfaces import book

from .notifications import is_notifications
from .notifications import read as read_notifications
from .tables import Refused, Row, Table
from .tables import read as read_table


@dataclass
class Report:
    """What a table holds, what is wrong with it, and, once loaded, what became of its authorities."""

    name: str
    rows: int = 0
    refused: list[Refused] = field(default_factory=list)
    warnings: list[Refused] = field(default_factory=list)
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
    report, good = Report(name, rows=len(table.rows), refused=list(table.refused)), []
    others = {f"{SOURCE}{row.id}": row.entry for row in table.rows}
    for row in table.rows:
        if states is not None and row.entry.state not in states:
            report.refused.append(Refused(row.place, f"{row.entry.state} is not your State"))
            continue
        found = problems(row.entry, source_id=f"{SOURCE}{row.id}", others=others)
        errors = [_said(problem) for problem in found if problem.is_error]
        if errors:
            report.refused.append(Refused(row.place, "; ".join(errors)))
        else:
            good.append(row)
        if not notified:
            report.warnings += [Refused(row.place, _said(problem)) for problem in found if not problem.is_error]
    return report, good


SOURCE = "table:"


def _said(problem: Problem) -> str:
    return say(problem.sentence, book())


def load_table(data: bytes, name: str, *, actor: Actor = SYSTEM, user_id: int | None = None) -> Report:
    """Checks the file and lists what can be taken, as of the day its source gives; the rest is reported.

    Raises FormatError, before anything is taken.
    """
    report, rows = check_table(data, name)
    with transaction.atomic():
        for row in rows:
            as_of: date | None = row.entry.origin.as_of
            _key, taken = load_entry(
                entry=normalised(row.entry),
                source_id=f"{SOURCE}{row.id}",
                published_on=as_of,
                actor=actor,
                user_id=user_id,
            )
            report.taken[taken.value] += 1
    report.loaded = True
    return report


def said_in_english(data: bytes, name: str) -> Report:
    """The check of a file as the command line prints it."""
    with override("en"):
        return check_table(data, name)[0]
