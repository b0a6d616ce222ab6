"""From an entry an importer brings to the columns and parts of a record."""

from __future__ import annotations

import uuid
from typing import Any

from comity.core.plain_values import encoded

from ..entries import (
    CaseFacts,
    Entry,
    ExtractFacts,
    Facts,
    LawFacts,
    Person,
    PublicationFacts,
    StrategyFacts,
)


def columns(entry: Entry) -> dict[str, Any]:
    """The columns of a record made from an entry, without its number, texts and neighbours."""
    return {
        "language": entry.language,
        "states": list(entry.states),
        "provisions": list(entry.provisions),
        "crimes": list(entry.crimes),
        "offences": list(entry.offences),
        "issues": list(entry.issues),
        "url": entry.url,
        "source_name": entry.source.name,
        "source_id": entry.source_id,
        "source_url": entry.source.url,
        "licence": entry.source.licence,
        "as_of": entry.source.as_of,
        "provenance": entry.provenance.value,
        "demonstration": entry.demonstration,
        "verified_on": entry.verified_on,
        "attachments": _parts("link", entry.attachments),
        **_facts(entry.facts),
    }


def _facts(facts: Facts) -> dict[str, Any]:
    match facts:
        case LawFacts():
            return _plain(facts, without=("versions",)) | {"versions": _parts("version", facts.versions)}
        case ExtractFacts():
            return _plain(facts, without=("law",)) | {"path": list(facts.path)}
        case CaseFacts():
            return _case(facts)
        case StrategyFacts():
            return _plain(facts, without=("predecessor",)) | {"pillars": list(facts.pillars)}
        case PublicationFacts():
            lists = ("authors", "methods", "keywords")
            return _plain(facts, without=lists) | {name: list(getattr(facts, name)) for name in lists}


def _plain(facts: Facts, *, without: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__ if name not in without}


def _case(facts: CaseFacts) -> dict[str, Any]:
    lists = ("proceedings", "defendants", "victims", "cooperation", "keywords", "sources")
    return _plain(facts, without=lists) | {
        "proceedings": _parts("proceeding", facts.proceedings),
        "defendants": [_part("defendant", _defendant(person)) for person in facts.defendants],
        "victims": [_part("person", _person(person)) for person in facts.victims],
        "cooperation": _parts("cooperation", facts.cooperation),
        "keywords": [f"{scheme}/{code}" for scheme, code in facts.keywords],
        "citations": _parts("link", facts.sources),
    }


def _parts(kind: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [_part(kind, encoded(value)) for value in values]


def _part(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    # The same part has the same id at every load, so that loading again changes nothing.
    name = f"{kind} {sorted(value.items(), key=lambda item: item[0])}"
    return {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, name))}


def _person(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = encoded(person)
    found.pop("charges", None)
    found["child"] = {True: "yes", False: "no", None: ""}[person.child]
    return found


def _defendant(person: Person) -> dict[str, Any]:
    # An entry holds only what may be shown, so a name that is no label belongs to an organization.
    organization = {"named_because": "organization"} if person.kind != "natural" else {}
    return _person(person) | organization | {"charges": [encoded(charge) for charge in person.charges]}
