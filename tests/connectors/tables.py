"""Participation tables made for tests: every Member State, under made-up but possible dates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from comity.connectors.untc_files import INSTRUMENTS
from comity.core.gazetteer import load_gazetteer
from comity.law.states import StateKind

HEAD = "Participant,Signature,Ratification\n"


def names() -> list[str]:
    """The English names of the Member States."""
    return [s.names["en"] for s in load_gazetteer().states.values() if s.kind is StateKind.MEMBER]


def table(participants: list[str], shift: int = 0) -> str:
    """A table in which each participant signed one day and ratified a year later."""
    rows = []
    for number, name in enumerate(participants):
        signed = date(2001, 1, 1) + timedelta(days=number + shift)
        ratified = signed + timedelta(days=365)
        rows.append(f'"{name}",{signed.day} {signed:%b %Y},{ratified.day} {ratified:%b %Y}\n')
    return HEAD + "".join(rows)


def write_tables(folder: Path, stems: list[str] | None = None) -> Path:
    """A folder of tables, one for each treaty the format knows."""
    folder.mkdir(exist_ok=True)
    for shift, stem in enumerate(stems or list(INSTRUMENTS)):
        (folder / f"{stem}.csv").write_text(table(names(), shift), encoding="utf-8")
    return folder
