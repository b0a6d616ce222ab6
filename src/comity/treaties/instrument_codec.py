"""The written form of an instrument that was loaded rather than bundled: to JSON and back, strictly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
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
        "clauses": {f.name: value for f in fields(Clauses) if (value := getattr(i.clauses, f.name)) is not None},
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


def instrument_from_json(data: Any) -> Instrument:
    """The instrument of `data`; what has a default may be left out.

    Raises ValueError naming the key that is unknown, missing or not of its kind.
    """
    _check_keys("an instrument", Instrument, data)
    values = dict(data)
    for name, read in _READERS.items():
        if name in values:
            try:
                values[name] = read(values[name])
            except (KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"instrument {data['code']!r}, {name}: {values[name]!r} cannot be read") from error
    if wrong := [name for name in _TEXTS if not isinstance(values[name], str)]:
        raise ValueError(f"instrument {data['code']!r}, {wrong[0]}: {values[wrong[0]]!r} is not a text")
    return Instrument(**values)


def _check_keys(what: str, kind: type, data: Any) -> None:
    if not isinstance(data, dict):
        raise ValueError(f"{what} is an object, not {data!r}")
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(data.keys() - known.keys()):
        raise ValueError(f"{what} has no {', '.join(unknown)}")
    needed = {name for name, f in known.items() if f.default is MISSING and f.default_factory is MISSING}
    if missing := sorted(needed - data.keys()):
        raise ValueError(f"{what} needs {', '.join(missing)}")


def _entry(data: Any) -> EntryIntoForce:
    _check_keys("an entry into force", EntryIntoForce, data)
    return EntryIntoForce(
        data["provision"],
        _day(data["general"]),
        data["ratifications"],
        _read_delay(data["first"]),
        _read_delay(data["later"]),
    )


def _denunciation(data: Any) -> Denunciation:
    _check_keys("a denunciation", Denunciation, data)
    return Denunciation(data["provision"], _read_delay(data["after"]), data["by_first_of_july"])


def _read_delay(data: Any) -> Delay:
    _check_keys("a delay", Delay, data)
    return Delay(**data)


def _clauses(data: Any) -> Clauses:
    _check_keys("clauses", Clauses, data)
    return Clauses(**data)


def _members(data: Any) -> tuple[Member, ...]:
    return tuple(Member(state, date.fromisoformat(since), _day(until)) for state, since, until in data)


def _sides(data: Any) -> tuple[frozenset[str], frozenset[str]] | None:
    if data is None:
        return None
    one, other = data
    return frozenset(one), frozenset(other)


_TEXTS = ("code", "title", "short_title", "depositary", "reference", "place", "source")
_READERS: dict[str, Callable[[Any], Any]] = {
    "scope": Scope,
    "adopted": lambda text: _day(text),
    "gate": Gate,
    "entry": _entry,
    "denunciation": _denunciation,
    "crime_types": lambda words: frozenset(CrimeType(word) for word in words),
    "matters": lambda found: {Matter(m): tuple(codes) for m, codes in found.items()},
    "measures": lambda found: {Measure(m): tuple(codes) for m, codes in found.items()},
    "articles": lambda rows: tuple(Article(code, heading) for code, heading in rows),
    "clauses": _clauses,
    "parties": lambda codes: None if codes is None else frozenset(codes),
    "replaced_by": tuple,
    "terminated": lambda text: _day(text),
    "membership": _members,
    "sides": _sides,
}


def _delay(delay: Delay) -> dict[str, Any]:
    return {"days": delay.days, "months": delay.months, "first_of_month": delay.first_of_month}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
