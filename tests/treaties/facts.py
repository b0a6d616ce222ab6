"""Facts made by hand, so that a test shows every fact it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.book import Coverage
from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Instrument, Scope
from comity.law.sources import Source
from comity.law.statements import DisputesExcluded, Remark, Statement, StatementKind, Value
from comity.treaties.interfaces import Placed, Reach

OLD = Source("depositary-2014", "A depositary's list", "https://example.org", "facts", date(2014, 7, 10))
NEW = Source("depositary-2024", "A depositary's list", "https://example.org", "facts", date(2024, 1, 31))


def consent(
    state: str = "NER",
    on: date | None = date(2004, 9, 30),
    *,
    source: Source = OLD,
    effective: date | None = None,
    instrument: str = "untoc",
    kind: ActionKind = ActionKind.RATIFICATION,
) -> TreatyAction:
    """A ratification of the Organized Crime Convention."""
    return TreatyAction(
        action_id(instrument, state, kind, on), instrument, state, kind, on, source.code, effective=effective
    )


def said(state: str = "DZA", value: Value | None = None, *, source: Source = OLD) -> Statement:
    """A statement under article 35(2)."""
    return Statement(
        id=f"untoc/{state}/35-2/1",
        instrument="untoc",
        state=state,
        kind=StatementKind.RESERVATION,
        provision="untoc:35:2",
        value=value or DisputesExcluded(),
        summary="It is not bound by the clause on disputes.",
        source=source.code,
    )


def bilateral(code: str = "ner-ita-1", title: str = "Treaty on extradition", *, source: Source = OLD) -> Instrument:
    """A treaty between Niger and Italy."""
    return replace(
        BY_CODE["untoc"],
        code=code,
        title=title,
        short_title=title,
        scope=Scope.BILATERAL,
        parties=frozenset({"NER", "ITA"}),
        source=source.code,
    )


def reach(as_of: date | None, *, complete: bool = True, source: Source = OLD, instrument: str = "untoc") -> Reach:
    """How far a record of participants reaches."""
    return Reach(instrument, Coverage(as_of, complete, source.code))


def at(*facts: object, place: str = "18-12.csv, line") -> list[Placed]:
    """The facts, each at a line of its own."""
    return [Placed(f"{place} {n}", fact) for n, fact in enumerate(facts, start=2)]  # type: ignore[arg-type]


REMARK = Remark()
