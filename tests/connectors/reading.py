"""What the tests of every reader share: a small gazetteer, and the items of a reading sorted by what they are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from comity.connectors.items import Covered, FormatError, Item, Passed, Reader, Refused, Taken
from comity.law.actions import TreatyAction
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement
from comity.law.states import Gazetteer, State, StateKind

SAMPLES = Path(__file__).parent / "samples"
_MEMBERS = {
    "ALB": "Albania",
    "AUS": "Australia",
    "DZA": "Algeria",
    "BEL": "Belgium",
    "BRA": "Brazil",
    "CIV": "Côte d'Ivoire",
    "DNK": "Denmark",
    "FRA": "France",
    "ISL": "Iceland",
    "NLD": "Netherlands (Kingdom of the)",
    "NOR": "Norway",
    "GBR": "United Kingdom",
}
GAZETTEER = Gazetteer.of(
    [
        *(State(code, {"en": name}, StateKind.MEMBER) for code, name in _MEMBERS.items()),
        State("MNE", {"en": "Montenegro"}, StateKind.MEMBER, since=date(2006, 6, 3)),
        State("EUE", {"en": "European Union"}, StateKind.ORGANIZATION),
        State("ABW", {"en": "Aruba"}, StateKind.TERRITORY, sovereign="NLD"),
    ]
)


def read(reader: Reader, file: Path) -> list[Item]:
    return list(reader.read(file, gazetteer=GAZETTEER))


def acts(items: Iterable[Item]) -> list[TreatyAction]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, TreatyAction)]


def instruments(items: Iterable[Item]) -> list[Instrument]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Instrument)]


def statements(items: Iterable[Item]) -> list[Statement]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Statement)]


def sources(items: Iterable[Item]) -> list[Source]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Source)]


def covered(items: Iterable[Item]) -> list[Covered]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Covered)]


def refusals(items: Iterable[Item]) -> list[Refused]:
    return [i for i in items if isinstance(i, Refused)]


def passed(items: Iterable[Item]) -> list[Passed]:
    return [i for i in items if isinstance(i, Passed)]


def only_format_errors_escape(reader: Reader, file: Path, content: bytes) -> None:
    """Reads the content as a file of the reader's; anything but FormatError fails the test."""
    file.write_bytes(content)
    with contextlib.suppress(FormatError):
        items = read(reader, file)
        assert all(item.place for item in items)
