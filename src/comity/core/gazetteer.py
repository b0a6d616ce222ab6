"""The bundled States and territories, read from `reference/states.csv` and `memberships.csv` into the field's types."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeVar

from comity.law.states import LANGUAGES, Gazetteer, Group, Membership, State, StateKind

LEGAL_SYSTEMS = frozenset({"canon-law", "civil-law", "common-law", "customary-law", "islamic-law", "mixed"})
_STATES = (
    *("code", "iso2", "m49", "kind", "en", "fr", "es", "ru", "ar", "zh", "aliases", "group"),
    *("sovereign", "since", "until", "successors", "legal_system", "region"),
)
_MEMBERSHIPS = ("organization", "member", "since", "until")

T = TypeVar("T")


class ReferenceError(ValueError):
    """A bundled table that cannot be read; the message names file, line and column."""


@cache
def load_gazetteer() -> Gazetteer:
    """All States and territories known here; raises ReferenceError if a bundled table is damaged."""
    folder = files("comity.reference")
    return read_states(
        folder.joinpath("states.csv").read_text(encoding="utf-8"),
        folder.joinpath("memberships.csv").read_text(encoding="utf-8"),
    )


def read_states(states: str, memberships: str = "") -> Gazetteer:
    """A gazetteer from the texts of the two tables; raises ReferenceError naming file, line and column."""
    joined = _memberships(memberships) if memberships else {}
    lines: dict[str, _Line] = {}
    found: list[State] = []
    for line in _lines("states.csv", _STATES, states):
        state = _state(line, tuple(membership for membership, _ in joined.get(line["code"], ())))
        if state.code in lines:
            raise line.damage("code", f"{state.code} stands already in line {lines[state.code].number}")
        found.append(state)
        lines[state.code] = line
    _check_references(found, lines)
    for code, rows in joined.items():
        if code not in lines:
            raise rows[0][1].damage("member", f"{code} is not a code of states.csv")
    try:
        return Gazetteer.of(found)
    except ValueError as error:
        raise ReferenceError(f"states.csv: {error}") from error


class _Line:
    """One row of a table with its place, which every complaint about it names."""

    def __init__(self, file: str, number: int, cells: Mapping[str, str]) -> None:
        self.file, self.number, self._cells = file, number, cells

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def damage(self, column: str, problem: object) -> ReferenceError:
        return ReferenceError(f"{self.file}, line {self.number}, column `{column}`: {problem}")

    def read(self, column: str, as_: Callable[[str], T]) -> T:
        try:
            return as_(self[column])
        except ValueError as error:
            raise self.damage(column, error) from error

    def day(self, column: str) -> date | None:
        return self.read(column, lambda text: date.fromisoformat(text) if text else None)

    def period(self) -> tuple[date | None, date | None]:
        since, until = self.day("since"), self.day("until")
        if since and until and since >= until:
            raise self.damage("until", f"{until} is not after {since}")
        return since, until


def _lines(file: str, columns: tuple[str, ...], text: str) -> Iterator[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = tuple(next(reader, ()))
    if header != columns:
        raise ReferenceError(f"{file}, line 1: the columns are {', '.join(header)}, not {', '.join(columns)}")
    for cells in reader:
        if len(cells) != len(columns):
            raise ReferenceError(f"{file}, line {reader.line_num}: {len(cells)} cells, not {len(columns)}")
        yield _Line(file, reader.line_num, dict(zip(columns, cells, strict=True)))


def _memberships(text: str) -> dict[str, list[tuple[Membership, _Line]]]:
    by_member: dict[str, list[tuple[Membership, _Line]]] = defaultdict(list)
    for line in _lines("memberships.csv", _MEMBERSHIPS, text):
        membership = Membership(line.read("organization", _filled), *line.period())
        by_member[line["member"]].append((membership, line))
    return by_member


def _state(line: _Line, memberships: tuple[Membership, ...]) -> State:
    since, until = line.period()
    line.read("en", _filled)
    return State(
        code=line.read("code", _form("[A-Z]{3}", "three capital letters")),
        names={language: line[language] for language in LANGUAGES if line[language]},
        kind=line.read("kind", StateKind),
        iso2=line.read("iso2", _form("([A-Z]{2})?", "two capital letters, or blank")),
        m49=line.read("m49", _form("([0-9]{3})?", "three digits, or blank")),
        aliases=_list(line["aliases"]),
        group=line.read("group", Group),
        sovereign=line["sovereign"] or None,
        since=since,
        until=until,
        successors=_list(line["successors"]),
        organizations=frozenset(m.organization for m in memberships if m.until is None),
        legal_system=frozenset(line.read("legal_system", _legal_systems)),
        region=_list(line["region"]),
        memberships=memberships,
    )


def _check_references(states: Iterable[State], lines: Mapping[str, _Line]) -> None:
    for state in states:
        _check_known(lines, state, "sovereign", (state.sovereign,) if state.sovereign else ())
        _check_known(lines, state, "successors", state.successors)


def _check_known(lines: Mapping[str, _Line], state: State, column: str, codes: Collection[str]) -> None:
    for code in codes:
        if code not in lines or code == state.code:
            raise lines[state.code].damage(column, f"{code!r} is not the code of another row")


def _filled(text: str) -> str:
    if not text:
        raise ValueError("it is blank")
    return text


def _form(pattern: str, wanted: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{text!r} is not {wanted}")
        return text

    return check


def _legal_systems(text: str) -> tuple[str, ...]:
    tags = _list(text)
    for tag in tags:
        if tag not in LEGAL_SYSTEMS:
            raise ValueError(f"{tag!r} is not one of {', '.join(sorted(LEGAL_SYSTEMS))}")
    return tags


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
