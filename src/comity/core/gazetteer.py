"""The bundled States and territories, read from `reference/states.csv` into the field's own types."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from comity.law.states import LANGUAGES, Gazetteer, Group, State, StateKind


class ReferenceError(ValueError):
    """A bundled table that cannot be read; the message names file, line and column."""


@cache
def load_gazetteer() -> Gazetteer:
    """All States and territories known here; raises ReferenceError if the bundled table is damaged."""
    text = files("comity.reference").joinpath("states.csv").read_text(encoding="utf-8")
    return read_states(text)


def read_states(text: str) -> Gazetteer:
    """A gazetteer from the text of `states.csv`; raises ReferenceError naming line and column."""
    rows = csv.DictReader(text.splitlines())
    return Gazetteer.of(_state(row, line) for line, row in enumerate(rows, start=2))


def _state(row: dict[str, str], line: int) -> State:
    column = ""
    try:
        column = "kind"
        kind = StateKind(row["kind"])
        column = "group"
        group = Group(row["group"])
        column = "since"
        since = _day(row["since"])
        column = "until"
        until = _day(row["until"])
    except (KeyError, ValueError) as error:
        raise ReferenceError(f"states.csv, line {line}, column `{column}`: {error}") from error
    if not row["code"] or not row["en"]:
        raise ReferenceError(f"states.csv, line {line}: a State needs a code and an English name")
    return State(
        code=row["code"],
        names={language: row[language] for language in LANGUAGES if row[language]},
        kind=kind,
        iso2=row["iso2"],
        m49=row["m49"],
        aliases=_list(row["aliases"]),
        group=group,
        sovereign=row["sovereign"] or None,
        since=since,
        until=until,
        successors=_list(row["successors"]),
        organizations=frozenset(_list(row["organizations"])),
        legal_system=frozenset(_list(row["legal_system"])),
        region=_list(row["region"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
