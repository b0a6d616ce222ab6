"""Between the rows of the hub and their plain shapes: the one way out for pages and exports, the one way in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

from comity.law.providers import (
    Acceptance,
    Answer,
    Authentication,
    Category,
    Caution,
    DataKind,
    Entity,
    Held,
    PreservationTerms,
    Provider,
    Route,
)

from ..entries import GuideEntry, GuidePart, PartText, SourceNote, Text
from ..models import Guide, ServiceProvider

_Member = TypeVar("_Member", bound=Enum)
_PLAIN = (
    *("code", "name", "portal_url", "email", "postal", "emergency_contact", "emergency_url", "response_days"),
    *("freeze_days", "transparency_url", "guidelines_url"),
)
_LISTS = ("brands", "data_states", "languages", "identifiers")
_ANSWERS = ("portal_account", "user_notice", "notice_delay", "reimbursement")


def provider_of(row: ServiceProvider) -> Provider:
    """The facts of a provider's row. A code an editor wrote that means nothing here is left out."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    plain |= {name: tuple(getattr(row, name)) for name in _LISTS}
    plain |= {name: Answer(getattr(row, name)) for name in _ANSWERS}
    return Provider(
        **plain,
        category=Category(row.category),
        entities=tuple(
            Entity(v["name"], v.get("state") or "", tuple(items(v.get("serves")))) for v in values(row.entities)
        ),
        preservation=PreservationTerms(
            Answer(row.preservation), row.preservation_days, row.extension_days, row.renewals
        ),
        acceptances=tuple(
            Acceptance(
                DataKind(v["kind"]), Answer(v["answer"]), tuple(items(v.get("states"))), v.get("condition") or ""
            )
            for v in values(row.acceptances)
        ),
        content_routes=tuple(_members(Route, row.content_routes)),
        held=tuple(Held(DataKind(v["kind"]), Answer(v["held"]), v.get("days")) for v in values(row.held)),
        authentication=Authentication(row.authentication),
        cautions=tuple(_members(Caution, row.cautions)),
    )


def provider_columns(facts: Provider) -> dict[str, Any]:
    """The columns of a provider's row made from its facts."""
    return {
        **{name: getattr(facts, name) for name in _PLAIN},
        **{name: list(getattr(facts, name)) for name in _LISTS},
        **{name: getattr(facts, name).value for name in _ANSWERS},
        "category": facts.category.value,
        "entities": [
            part("entity", {"name": e.name, "state": e.state, "serves": list(e.serves)}) for e in facts.entities
        ],
        "preservation": facts.preservation.accepted.value,
        "preservation_days": facts.preservation.days,
        "extension_days": facts.preservation.extension_days,
        "renewals": facts.preservation.renewals,
        "acceptances": [
            part(
                "acceptance",
                {
                    "kind": a.kind.value,
                    "answer": a.answer.value,
                    "states": list(a.states),
                    "condition": a.condition,
                },
            )
            for a in facts.acceptances
        ],
        "content_routes": [route.value for route in facts.content_routes],
        "held": [part("held", {"kind": h.kind.value, "held": h.held.value, "days": h.days}) for h in facts.held],
        "authentication": facts.authentication.value,
        "cautions": [caution.value for caution in facts.cautions],
    }


def guide_of(row: Guide) -> GuideEntry:
    """The plain shape of a guide's row."""
    return GuideEntry(
        code=row.code,
        kind=row.kind,
        texts=texts_of(row.texts.all()),
        source=source_of(row),
        parts=tuple(
            GuidePart(
                level=v["level"],
                anchor=v["anchor"],
                texts=tuple(
                    PartText(t["language"], t["title"], t.get("body") or "", t.get("note") or "", t.get("origin") or "")
                    for t in items(v["texts"])
                ),
                number=v.get("number") or "",
                provisions=tuple(items(v.get("provisions"))),
                examples=tuple(items(v.get("examples"))),
            )
            for v in values(row.parts)
        ),
        publisher=row.publisher,
        edition=row.edition,
        published_on=row.published_on,
        provisions=tuple(row.provisions),
        language=row.language,
    )


def guide_columns(entry: GuideEntry) -> dict[str, Any]:
    """The columns of a guide's row made from its plain shape."""
    return {
        "code": entry.code,
        "kind": entry.kind,
        "publisher": entry.publisher,
        "edition": entry.edition,
        "published_on": entry.published_on,
        "provisions": list(entry.provisions),
        "language": entry.language,
        "parts": [part("part", _part_value(each)) for each in entry.parts],
    }


def _part_value(each: GuidePart) -> dict[str, Any]:
    names = ("language", "title", "body", "note", "origin")
    return {
        "level": each.level,
        "anchor": each.anchor,
        "number": each.number,
        "texts": [{name: getattr(text, name) for name in names} for text in each.texts],
        "provisions": list(each.provisions),
        "examples": list(each.examples),
    }


def texts_of(rows: Iterable[Any]) -> tuple[Text, ...]:
    """The texts of a record, the six languages in their order, others after them."""
    order = ("en", "fr", "es", "ar", "ru", "zh")
    found = [Text(r.language, r.title, r.body, r.notes, r.origin, r.translated_from) for r in rows]
    return tuple(sorted(found, key=lambda t: (order.index(t.language) if t.language in order else 9, t.language)))


def source_of(row: Any) -> SourceNote:
    """Where a record comes from."""
    return SourceNote(row.source_name, row.source_id, row.source_url, row.licence, row.as_of)


def values(stream: Any) -> list[Mapping[str, Any]]:
    """The values of the parts of a record, as they are stored."""
    raw = stream.raw_data if hasattr(stream, "raw_data") else stream
    return [each["value"] for each in raw]


def items(listed: Any) -> list[Any]:
    """The items of a list inside a part, whether the desk stored it (with ids) or an import."""
    return [
        each["value"] if isinstance(each, Mapping) and each.get("type") == "item" else each for each in listed or ()
    ]


def part(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """A part as it is stored; the same one has the same id at every load, so that loading again changes nothing."""
    name = f"{kind} {sorted(value.items(), key=lambda item: item[0])}"
    return {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, name))}


def _members(kind: type[_Member], codes: Iterable[str]) -> Iterable[_Member]:
    known = {member.value: member for member in kind}
    return (known[code] for code in codes if code in known)
