"""Small treaty books made by hand, so that a test shows every fact it rests on."""

from __future__ import annotations

from datetime import date

from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.book import Coverage, TreatyBook
from comity.law.instruments.types import (
    Clauses,
    Delay,
    Denunciation,
    EntryIntoForce,
    Gate,
    Instrument,
    Scope,
)
from comity.law.measures import Matter
from comity.law.sources import Source
from comity.law.statements import Statement, StatementKind, Value
from comity.law.states import Gazetteer, Membership, State, StateKind

AS_OF = date(2014, 7, 10)
SOURCE = Source("depositary", "A depositary", "https://example.org", "facts", AS_OF)

COE = (Membership("COE", date(1990, 1, 1)),)

STATES = (
    State("AAA", {"en": "Aland"}, StateKind.MEMBER, organizations=frozenset({"COE", "INTERPOL"}), memberships=COE),
    State("BBB", {"en": "Bland"}, StateKind.MEMBER, organizations=frozenset({"COE", "INTERPOL"}), memberships=COE),
    State("CCC", {"en": "Cland"}, StateKind.MEMBER, organizations=frozenset({"INTERPOL"})),
    State("TTT", {"en": "Tisle"}, StateKind.TERRITORY, sovereign="BBB"),
    State("OLD", {"en": "Old Union"}, StateKind.FORMER, until=date(1993, 1, 1), successors=("AAA",)),
    State("UUU", {"en": "Union"}, StateKind.ORGANIZATION),
)


def instrument(code: str = "conv", **changes: object) -> Instrument:
    """A universal convention on any offence: 30 days after deposit, in force since 2003-09-29, left after a year."""
    facts: dict[str, object] = {
        "code": code,
        "title": f"Convention {code}",
        "short_title": code,
        "scope": Scope.UNIVERSAL,
        "depositary": "Depositary",
        "reference": "X-1",
        "adopted": date(2000, 11, 15),
        "place": "",
        "gate": Gate.NONE,
        "entry": EntryIntoForce(f"{code}:38", date(2003, 9, 29), 40, Delay(days=90), Delay(days=30)),
        "denunciation": Denunciation(f"{code}:40", Delay(months=12)),
        "crime_types": frozenset(),
        "matters": {Matter.MLA: (f"{code}:18",), Matter.EXTRADITION: (f"{code}:16",)},
        "source": "depositary",
        "clauses": Clauses(
            extradition_basis=f"{code}:16:4",
            extradition_notification=f"{code}:16:5:a",
            deemed_included=f"{code}:16:3",
            no_treaty_needed=f"{code}:16:6",
            mla_other_treaties=f"{code}:18:6",
            mla_in_full=f"{code}:18:7",
            dual_criminality=f"{code}:18:9",
        ),
    }
    return Instrument(**(facts | changes))  # type: ignore[arg-type]


def act(
    state: str,
    on: date | None,
    kind: ActionKind = ActionKind.RATIFICATION,
    *,
    code: str = "conv",
    effective: date | None = None,
    territory: str | None = None,
) -> TreatyAction:
    """One act of one State."""
    return TreatyAction(
        action_id(code, state, kind, on, territory), code, state, kind, on, SOURCE.code, effective, territory
    )


def statement(state: str, value: Value, *, code: str = "conv", **changes: object) -> Statement:
    """One statement of one State."""
    facts: dict[str, object] = {
        "id": f"{code}/{state}/{type(value).__name__}",
        "instrument": code,
        "state": state,
        "kind": StatementKind.NOTIFICATION,
        "provision": f"{code}:16:5:a",
        "value": value,
        "summary": "A statement.",
        "source": SOURCE.code,
    }
    return Statement(**(facts | changes))  # type: ignore[arg-type]


def book(
    *acts: TreatyAction,
    instruments: tuple[Instrument, ...] | None = None,
    statements: tuple[Statement, ...] = (),
    complete: bool = True,
    as_of: date = AS_OF,
) -> TreatyBook:
    """A book of these facts; each instrument's record is complete as of `as_of` unless said otherwise."""
    held = instruments or (instrument(),)
    return TreatyBook.of(
        gazetteer=Gazetteer.of(STATES),
        instruments=held,
        actions=acts,
        statements=statements,
        coverage={i.code: Coverage(as_of, complete, SOURCE.code) for i in held},
        sources=(Source(SOURCE.code, SOURCE.title, SOURCE.url, SOURCE.licence, as_of),),
    )
