"""Records as JSON-LD in the terms of schema.org."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from comity.catalogue.entries import ExtractFacts, Kind, LawFacts, PublicationFacts
from comity.evidence.entries import PROVIDER, GuideEntry, GuidePart
from comity.law.providers import Provider

from .rows import Address, Item, said

_TYPES: dict[str, str] = {
    Kind.LAW: "Legislation",
    Kind.EXTRACT: "Legislation",
    Kind.CASE: "CreativeWork",
    Kind.STRATEGY: "Report",
    Kind.PUBLICATION: "Book",
    PROVIDER: "CreativeWork",
}
_FORCE = {"in-force": "InForce", "partly-in-force": "PartiallyInForce", "repealed": "NotInForce"}
_FORCE["not-yet-in-force"] = "NotInForce"


def jsonld(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """One graph of all the records."""
    graph = [_node(item, language, address) for item in items]
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _node(item: Item, language: str, address: Address) -> dict[str, Any]:
    entry, words = item.record, said(item, language)
    node: dict[str, Any] = {
        "@id": address(entry),
        "@type": _TYPES.get(entry.kind, "Report"),
        "identifier": entry.number,
        "name": [{"@value": text.title, "@language": text.language} for text in entry.texts if text.title],
        "abstract": [{"@value": text.notes, "@language": text.language} for text in entry.texts if text.notes],
        "text": [{"@value": text.body, "@language": text.language} for text in entry.texts if text.body],
        "inLanguage": [text.language for text in entry.texts],
        "spatialCoverage": list(entry.states),
        "keywords": [*entry.crimes, *entry.offences, *entry.issues, *entry.provisions],
        "license": entry.source.licence,
        "creditText": entry.source.name,
        "isBasedOn": entry.url or entry.source.url,
        "creativeWorkStatus": words.note,
        "datePublished": words.when,
    }
    return {name: value for name, value in (node | _facts(item)).items() if value}


def _facts(item: Item) -> dict[str, Any]:
    entry, facts = item.record, item.record.facts
    legislation: dict[str, Any] = {"legislationJurisdiction": list(entry.states)}
    names = [{"@value": text.title, "@language": text.language} for text in item.whole if text.title]
    match facts:
        case LawFacts():
            found = legislation | {
                "legislationIdentifier": facts.official_number or entry.number,
                "legislationType": facts.law_kind,
                "legislationDate": facts.adopted_on.isoformat() if facts.adopted_on else "",
            }
            # What is not known is left out: a machine would read any value as an answer.
            if facts.status in _FORCE:
                found["legislationLegalForce"] = f"https://schema.org/{_FORCE[facts.status]}"
            return found
        case ExtractFacts():
            return legislation | {
                "legislationIdentifier": facts.section,
                "isPartOf": _named({"@type": "Legislation", "identifier": facts.law}, names),
            }
        case PublicationFacts():
            return {
                "@type": "ScholarlyArticle" if facts.journal else "Book",
                "author": [{"@type": "Person", "name": author} for author in facts.authors],
                "isbn": facts.isbn,
                "publisher": facts.publisher,
                "sameAs": f"https://doi.org/{facts.doi}" if facts.doi else "",
                "datePublished": str(facts.year or ""),
            }
        case Provider():
            organization = {
                "@type": "Organization",
                "name": facts.name,
                "alternateName": list(facts.brands),
                "legalName": [entity.name for entity in facts.entities],
                "url": facts.portal_url,
                "email": facts.email,
                "address": facts.postal,
            }
            return {"about": {name: value for name, value in organization.items() if value}}
        case GuideEntry():
            return {"publisher": {"@type": "Organization", "name": facts.publisher}, "version": facts.edition}
        case GuidePart():
            return {"@type": "Chapter", "isPartOf": _named({"@type": "Report"}, names)}
    return {}


def _named(node: dict[str, Any], names: list[dict[str, str]]) -> dict[str, Any]:
    return node | ({"name": names} if names else {})
