"""From the rows of a record to its published shape: the one way out for pages, index, exports and interfaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from comity.records.models import RecordText

from ..entries import (
    CaseFacts,
    Charge,
    Cooperation,
    Entry,
    ExtractFacts,
    Facts,
    FileNote,
    LawFacts,
    Link,
    Origin,
    Person,
    Proceeding,
    Provenance,
    PublicationFacts,
    SourceNote,
    StrategyFacts,
    Text,
    Version,
)
from ..models import Case, CatalogueRecord, Extract, Law, Publication, Strategy
from .names import shown_name

_TOGETHER = timedelta(seconds=5)  # a form saves its texts one after another: what came at once is of one age


def entry_of(record: CatalogueRecord) -> Entry:
    """The published shape of a record. Reads its texts, and of an extract the law's identity, unless prefetched."""
    return Entry(
        kind=record.KIND,
        source_id=record.source_id or record.key,
        language=record.language,
        texts=texts_of(list(record.texts.all()), record.language),
        facts=_facts(record),
        states=tuple(record.states),
        provisions=tuple(record.provisions),
        crimes=tuple(record.crimes),
        offences=tuple(record.offences),
        issues=tuple(record.issues),
        source=SourceNote(record.source_name, record.source_url, record.licence, _day(record.as_of)),
        provenance=Provenance(record.provenance),
        demonstration=record.demonstration,
        verified_on=_day(record.verified_on),
        url=record.url,
        attachments=tuple(Link(p.get("title", ""), p.get("url") or "") for p in _parts(record.attachments, "link")),
        files=tuple(_file(part) for part in _parts(record.attachments, "file") if part.get("document")),
        number=record.number,
        key=record.key,
    )


def texts_of(rows: Sequence[RecordText], original: str) -> tuple[Text, ...]:
    """The texts, the original first; a translation older than what it was made from says so."""
    revised = {row.language: row.revised_at for row in rows}
    found = []
    for row in rows:
        base = revised.get(row.translated_from) if row.translated_from else None
        found.append(
            Text(
                row.language,
                row.title,
                row.body,
                row.notes,
                Origin(row.origin),
                row.translated_from,
                outdated=base is not None and base > row.revised_at + _TOGETHER,
            )
        )
    return tuple(sorted(found, key=lambda text: (text.language != original, text.language)))


@singledispatch
def _facts(record: Any) -> Facts:
    raise TypeError(f"{type(record).__name__} is no record of the catalogue")


@_facts.register
def _(record: Law) -> Facts:
    return LawFacts(
        record.law_kind,
        record.official_number,
        _day(record.adopted_on),
        _day(record.in_force_on),
        _day(record.amended_on),
        _day(record.repealed_on),
        record.status or "unknown",
        tuple(
            Version(on, each.get("note", ""), each.get("url") or "")
            for each in _parts(record.versions)
            if (on := _day(each.get("on")))
        ),
        record.full_text_url,
    )


@_facts.register
def _(record: Extract) -> Facts:
    return ExtractFacts(
        record.law.source_id or record.law.key,
        record.section,
        tuple(record.path),
        record.position,
        _day(record.in_force_on),
        _day(record.amended_on),
    )


@_facts.register
def _(record: Case) -> Facts:
    return CaseFacts(
        case_type=record.case_type,
        legal_system=record.legal_system,
        proceeding_type=record.proceeding_type,
        latest_ruling=record.latest_ruling,
        tried=record.tried,
        decided_on=_day(record.decided_on),
        sentenced_on=_day(record.sentenced_on),
        jurisdiction=record.jurisdiction,
        proceedings=tuple(_proceeding(part) for part in _parts(record.proceedings)),
        defendants=tuple(_person(part) for part in _parts(record.defendants)),
        victims=tuple(_person(part) for part in _parts(record.victims)),
        victims_heading=record.victims_heading,
        witnesses=record.witnesses,
        cooperation=tuple(_cooperation(part) for part in _parts(record.cooperation)),
        keywords=tuple((scheme, code) for scheme, _slash, code in (each.partition("/") for each in record.keywords)),
        sources=tuple(Link(part.get("title", ""), part.get("url") or "") for part in _parts(record.citations)),
    )


@_facts.register
def _(record: Strategy) -> Facts:
    return StrategyFacts(
        record.strategy_kind,
        record.issued_by,
        _day(record.adopted_on),
        _day(record.begins_on),
        _day(record.ends_on),
        record.status or "unknown",
        tuple(record.pillars),
        record.predecessor.source_id or record.predecessor.key if record.predecessor else "",
    )


@_facts.register
def _(record: Publication) -> Facts:
    return PublicationFacts(
        tuple(record.authors),
        record.year,
        record.publisher,
        record.journal,
        record.isbn,
        record.doi,
        tuple(record.methods),
        record.data_sources,
        tuple(record.keywords),
    )


def _parts(stream: Any, kind: str = "") -> Iterable[dict[str, Any]]:
    """The values of a list of parts, as they are kept; those of one kind if it is named."""
    return [part["value"] for part in stream.raw_data if not kind or part["type"] == kind]


def _file(part: dict[str, Any]) -> FileNote:
    return FileNote(int(part["document"]), part.get("what") or "other", part.get("language", ""), part.get("title", ""))


def _items(values: Iterable[Any]) -> Iterable[Any]:
    """The members of a list inside a part, whichever way it was kept."""
    return [
        each["value"] if isinstance(each, dict) and set(each) <= {"type", "value", "id"} and "value" in each else each
        for each in values or ()
    ]


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _proceeding(part: dict[str, Any]) -> Proceeding:
    return Proceeding(
        part.get("stage") or "",
        part.get("reference", ""),
        _day(part.get("decided_on")),
        part.get("court", ""),
        part.get("place", ""),
        part.get("description", ""),
        part.get("outcome", ""),
    )


def _person(part: dict[str, Any]) -> Person:
    return Person(
        name=shown_name(part.get("name", ""), may_be_named=bool(part.get("named_because"))),
        kind=part.get("kind") or "natural",
        gender=part.get("gender") or "",
        child={"yes": True, "no": False}.get(part.get("child") or ""),
        age=part.get("age", ""),
        born=part.get("born", ""),
        nationality=part.get("nationality", ""),
        details=part.get("details", ""),
        charges=tuple(_charge(each) for each in _items(part.get("charges", ()))),
    )


def _charge(part: dict[str, Any]) -> Charge:
    names = ("offence", "statute", "details", "verdict", "imprisonment", "fine", "compensation", "appeal", "reasoning")
    return Charge(**{name: part.get(name) or "" for name in names})


def _cooperation(part: dict[str, Any]) -> Cooperation:
    return Cooperation(
        part.get("measure", ""),
        part.get("requesting", ""),
        part.get("requested", ""),
        tuple(_items(part.get("provisions", ()))),
        part.get("outcome") or "unknown",
        part.get("details", ""),
    )
