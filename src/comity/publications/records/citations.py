"""Records as citations: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from comity.catalogue.entries import CaseFacts, Kind, PublicationFacts, StrategyFacts
from comity.evidence.entries import PROVIDER, GuideEntry, GuidePart

from .rows import Address, Item, Record, Said, said

_RIS: dict[str, str] = {
    Kind.LAW: "STAT",
    Kind.EXTRACT: "STAT",
    Kind.CASE: "CASE",
    Kind.STRATEGY: "RPRT",
    Kind.PUBLICATION: "BOOK",
    PROVIDER: "GEN",
}
_CSL: dict[str, str] = {
    Kind.LAW: "legislation",
    Kind.EXTRACT: "legislation",
    Kind.CASE: "legal_case",
    Kind.STRATEGY: "report",
    Kind.PUBLICATION: "book",
    PROVIDER: "entry",
}
_BIBTEX: dict[str, str] = {
    Kind.LAW: "misc",
    Kind.EXTRACT: "misc",
    Kind.CASE: "misc",
    Kind.STRATEGY: "techreport",
    Kind.PUBLICATION: "book",
    PROVIDER: "misc",
}
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {each: f"\\{each}" for each in "&%$#_"}


def ris(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """One reference for each record, one value on each line."""
    lines: list[str] = []
    for item in items:
        values = _ris(item.record, said(item, language), address(item.record))
        lines += [f"{tag}  - {_line(value)}" for tag, value in values]
        lines.append("ER  - ")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _ris(entry: Record, words: Said, where: str) -> Iterable[tuple[str, str]]:
    facts = entry.facts
    journal = isinstance(facts, PublicationFacts) and bool(facts.journal)
    guides = "CHAP" if isinstance(facts, GuidePart) else "RPRT"
    yield "TY", "JOUR" if journal else _RIS.get(entry.kind, guides)
    yield "TI", words.title
    if words.whole:
        yield "T2", words.whole
    for author in _authors(entry):
        yield "AU", author
    if words.when:
        yield "PY", words.when[:4]
        if len(words.when) > 4:
            yield "DA", words.when.replace("-", "/")
    if isinstance(facts, PublicationFacts):
        yield from ((tag, value) for tag, value in (("JO", facts.journal), ("PB", facts.publisher)) if value)
        yield from ((tag, value) for tag, value in (("SN", facts.isbn), ("DO", facts.doi)) if value)
    if isinstance(facts, GuideEntry) and facts.publisher:
        yield "PB", facts.publisher
    for state in words.states:
        yield "CY", state
    if words.text.notes:
        yield "AB", words.text.notes
    yield "LA", words.text.language
    yield from (("KW", code) for code in (*entry.crimes, *entry.provisions))
    yield "ID", entry.number
    yield "UR", where
    yield from (("N1", note) for note in (words.note, _source(entry)) if note)


def bibtex(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """One entry for each record, under its number."""
    found = []
    for item in items:
        entry, words = item.record, said(item, language)
        fields = [(name, value) for name, value in _bibtex(entry, words, address(entry)) if value]
        body = ",\n".join(f"  {name} = {{{_escaped(value)}}}" for name, value in fields)
        kind = _BIBTEX.get(entry.kind, "incollection" if isinstance(entry.facts, GuidePart) else "manual")
        if isinstance(entry.facts, PublicationFacts) and entry.facts.journal:
            kind = "article"
        found.append(f"@{kind}{{comity-{entry.key},\n{body}\n}}\n")
    return "\n".join(found).encode()


def _bibtex(entry: Record, words: Said, where: str) -> Iterable[tuple[str, str]]:
    yield "title", words.title
    yield "booktitle", words.whole
    yield "author", " and ".join(_authors(entry))
    yield "year", words.when[:4]
    if isinstance(entry.facts, PublicationFacts):
        yield "journal", entry.facts.journal
        yield "publisher", entry.facts.publisher
        yield "isbn", entry.facts.isbn
        yield "doi", entry.facts.doi
    if isinstance(entry.facts, StrategyFacts):
        yield "institution", entry.facts.issued_by
    if isinstance(entry.facts, GuideEntry):
        yield "organization", entry.facts.publisher
        yield "edition", entry.facts.edition
    yield "address", "; ".join(words.states)
    yield "language", words.text.language
    yield "number", entry.number
    yield "url", where
    yield "note", " ".join(note for note in (words.note, _source(entry)) if note)


def csl(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """One item for each record."""
    found = [_csl(item.record, said(item, language), address(item.record)) for item in items]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _csl(entry: Record, words: Said, where: str) -> dict[str, Any]:
    facts = entry.facts
    item: dict[str, Any] = {
        "id": entry.key if isinstance(facts, GuidePart) else entry.number or entry.key,
        "type": _CSL.get(entry.kind, "chapter" if isinstance(facts, GuidePart) else "report"),
        "title": words.title,
        "container-title": words.whole,
        "language": words.text.language,
        "URL": where,
        "number": entry.number,
        "jurisdiction": "; ".join(words.states),
        "abstract": words.text.notes,
        "note": " ".join(note for note in (words.note, _source(entry)) if note),
        "author": [{"literal": author} for author in _authors(entry)],
    }
    if words.when:
        item["issued"] = {"date-parts": [[int(part) for part in words.when.split("-")]]}
    if isinstance(facts, GuideEntry):
        item |= {"publisher": facts.publisher, "edition": facts.edition}
    if isinstance(facts, PublicationFacts):
        item |= {"publisher": facts.publisher, "ISBN": facts.isbn, "DOI": facts.doi, "container-title": facts.journal}
        item["type"] = "article-journal" if facts.journal else "book"
    if isinstance(facts, CaseFacts) and facts.proceedings:
        item["authority"] = facts.proceedings[-1].court
    return {name: value for name, value in item.items() if value}


def _authors(entry: Record) -> tuple[str, ...]:
    if isinstance(entry.facts, PublicationFacts):
        return entry.facts.authors
    return (entry.facts.issued_by,) if isinstance(entry.facts, StrategyFacts) and entry.facts.issued_by else ()


def _source(entry: Record) -> str:
    day = entry.source.as_of.isoformat() if entry.source.as_of else ""
    return ", ".join(part for part in (entry.source.name, entry.source.licence, day) if part)


def _line(value: str) -> str:
    return _BREAKS.sub(" ", value).strip()


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in _line(value))
