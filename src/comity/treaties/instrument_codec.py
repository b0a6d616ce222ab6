"""The written form of an instrument that was loaded rather than bundled: to JSON and back, strictly."""

from __future__ import annotations

from datetime import date
from typing import Any

from comity.law.instruments.types import (
    Article,
    Clauses,
    Delay,
    Denunciation,
    EntryIntoForce,
    Gate,
    Instrument,
    Member,
    Scope,
)
from comity.law.measures import Matter, Measure
from comity.law.offences import CrimeType


def instrument_to_json(instrument: Instrument) -> dict[str, Any]:
    """The instrument as JSON values; `instrument_from_json` reads it back unchanged."""
    i = instrument
    return {
        "code": i.code,
        "title": i.title,
        "short_title": i.short_title,
        "scope": i.scope.value,
        "depositary": i.depositary,
        "reference": i.reference,
        "adopted": _iso(i.adopted),
        "place": i.place,
        "gate": i.gate.value,
        "entry": {
            "provision": i.entry.provision,
            "general": _iso(i.entry.general),
            "ratifications": i.entry.ratifications,
            "first": _delay(i.entry.first),
            "later": _delay(i.entry.later),
        },
        "denunciation": {
            "provision": i.denunciation.provision,
            "after": _delay(i.denunciation.after),
            "by_first_of_july": i.denunciation.by_first_of_july,
        },
        "crime_types": sorted(c.value for c in i.crime_types),
        "matters": {m.value: list(p) for m, p in i.matters.items()},
        "measures": {m.value: list(p) for m, p in i.measures.items()},
        "source": i.source,
        "articles": [[a.code, a.heading] for a in i.articles],
        "clauses": {name: value for name in Clauses.__slots__ if (value := getattr(i.clauses, name)) is not None},
        "supplements": i.supplements,
        "parties": sorted(i.parties) if i.parties is not None else None,
        "members_only": i.members_only,
        "extradition_years": i.extradition_years,
        "replaced_by": list(i.replaced_by),
        "sides": [sorted(side) for side in i.sides] if i.sides else None,
        "terminated": _iso(i.terminated),
        "mutual_recognition": i.mutual_recognition,
        "membership": [[m.state, _iso(m.since), _iso(m.until)] for m in i.membership],
    }


def instrument_from_json(data: dict[str, Any]) -> Instrument:
    """The instrument of `data`; raises ValueError, KeyError or TypeError if it is not one."""
    entry, leave = data["entry"], data["denunciation"]
    simple = ("code", "title", "short_title", "depositary", "reference", "place", "source", "supplements")
    return Instrument(
        **{name: data[name] for name in simple},
        scope=Scope(data["scope"]),
        adopted=_day(data["adopted"]),
        gate=Gate(data["gate"]),
        entry=EntryIntoForce(
            entry["provision"],
            _day(entry["general"]),
            entry["ratifications"],
            Delay(**entry["first"]),
            Delay(**entry["later"]),
        ),
        denunciation=Denunciation(leave["provision"], Delay(**leave["after"]), leave["by_first_of_july"]),
        crime_types=frozenset(CrimeType(c) for c in data["crime_types"]),
        matters={Matter(m): tuple(p) for m, p in data["matters"].items()},
        measures={Measure(m): tuple(p) for m, p in data["measures"].items()},
        articles=tuple(Article(code, heading) for code, heading in data["articles"]),
        clauses=Clauses(**data["clauses"]),
        parties=frozenset(data["parties"]) if data["parties"] is not None else None,
        members_only=data["members_only"],
        extradition_years=data["extradition_years"],
        replaced_by=tuple(data["replaced_by"]),
        sides=(frozenset(data["sides"][0]), frozenset(data["sides"][1])) if data["sides"] else None,
        terminated=_day(data["terminated"]),
        mutual_recognition=data["mutual_recognition"],
        membership=tuple(Member(s, date.fromisoformat(a), _day(b)) for s, a, b in data["membership"]),
    )


def _delay(delay: Delay) -> dict[str, Any]:
    return {"days": delay.days, "months": delay.months, "first_of_month": delay.first_of_month}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
