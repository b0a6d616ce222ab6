"""From a published entry to the document that is indexed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from comity.catalogue.entries import (
    CaseFacts,
    Entry,
    ExtractFacts,
    LawFacts,
    PublicationFacts,
    StrategyFacts,
    Text,
)
from comity.core.gazetteer import load_gazetteer
from comity.law.states import Group
from comity.vocabulary.interfaces import Thesaurus

from .analysis import LANGUAGES, analyser, field_language
from .port import ADDED, BODY, LABEL, SEAM, TITLE, Document, text_field

CARD_LENGTH = 3_000  # characters of a text kept for showing where the words stand
_MOST = 200_000  # characters of one text that are indexed
_LEAD = 20  # words
# How records are cited: by number (CAN-L1; in the older way BRA016) or by address.
_NUMBER = re.compile(r"\b[A-Z]{3}(?:-[LECSB]\d{1,7}|[xXh]?\d{2,4})\b")
_ADDRESS = re.compile(r"/records/([0-9a-z]{10})(?![0-9a-z])")
_MOST_CITED = 200  # of one record
_TAGS = {"crimes": "crime-types", "offences": "offences", "issues": "issues"}


@dataclass(frozen=True, slots=True)
class Made:
    """A document, with what the vectors and lexicons are made from: a sentence, (language, text) pairs, titles."""

    document: Document
    sentence: str
    texts: Sequence[tuple[str, str]]
    titles: Mapping[str, str]


def document(
    entry: Entry, thesaurus: Thesaurus, *, law: Sequence[Text] = (), added: datetime | None = None
) -> Document:
    """The document of an entry. `law` are the titles of the law an extract belongs to; it was published at `added`."""
    return Document(
        entry.key,
        _texts(entry, thesaurus, law),
        _codes(entry, thesaurus),
        {"day": number_of(day_of(entry)), ADDED: moment_of(added)},
        card(entry, law) | {"added": added.isoformat(timespec="seconds") if added else ""},
    )


def day_of(entry: Entry) -> date | None:
    """The day a record is ordered and filtered by."""
    facts = entry.facts
    match facts:
        case LawFacts():
            return facts.adopted_on or facts.in_force_on
        case ExtractFacts():
            return facts.amended_on or facts.in_force_on
        case CaseFacts():
            return facts.decided_on or facts.sentenced_on
        case StrategyFacts():
            return facts.adopted_on or facts.begins_on
        case PublicationFacts():
            return date(facts.year, 1, 1) if facts.year else None


def number_of(day: date | None) -> int:
    """A day as yyyymmdd; 0 for none."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def moment_of(added: datetime | None) -> int:
    """A moment as seconds since 1970; 0 for none."""
    return int(added.timestamp()) if added else 0


def card(entry: Entry, law: Sequence[Text] = ()) -> dict[str, Any]:
    """What a list of results shows of a record."""
    facts = entry.facts
    day = day_of(entry)
    return {
        "key": entry.key,
        "kind": entry.kind.value,
        "number": entry.number,
        "source_id": entry.source_id,
        "language": entry.language,
        "states": list(entry.states),
        "crimes": list(entry.crimes),
        "provisions": list(entry.provisions),
        "issues": list(entry.issues),
        "day": day.isoformat() if day else "",
        "section": facts.section if isinstance(facts, ExtractFacts) else "",
        "law": {text.language: text.title for text in law if text.title},
        "demonstration": entry.demonstration,
        "provenance": entry.provenance.value,
        "texts": {
            text.language: [text.title, text.notes[:CARD_LENGTH], text.body[:CARD_LENGTH], text.origin.value]
            for text in entry.texts
        },
    }


def sentence(entry: Entry, law: Sequence[Text] = ()) -> str:
    """The text whose vector stands for the record: its heading and the beginning of what it says."""
    text = entry.text("en")
    said = text.body or text.notes
    return f"{text.title or (law[0].title if law else '')}. {said[:400]}".strip()


def _texts(entry: Entry, thesaurus: Thesaurus, law: Sequence[Text]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    section = entry.facts.section if isinstance(entry.facts, ExtractFacts) else ""
    for text in entry.texts:
        language = field_language(text.language)
        tokens = analyser(language).tokens
        found[text_field(TITLE, language)] += tokens(text.title) + tokens(section)
        body = tokens(text.body[:_MOST])
        found[text_field(BODY, language)] += tokens(text.notes) + body
        if len(body) > _LEAD:
            # A provision says in its first words what it is about: they count twice.
            found[text_field(BODY, language)] += [SEAM, *body[:_LEAD]]
    for text in law:
        language = field_language(text.language)
        found[text_field(LABEL, language)] += analyser(language).tokens(text.title)
    for part in _said_in_facts(entry):
        language = field_language(entry.language)
        found[text_field(BODY, language)] += analyser(language).tokens(part)
    for language in LANGUAGES:
        words = [word for label in _labels(entry, thesaurus, language) for word in analyser(language).tokens(label)]
        found[text_field(LABEL, language)] += words
    return found


def _said_in_facts(entry: Entry) -> Iterable[str]:
    """Free text in the facts, which is in the record's own language."""
    facts = entry.facts
    match facts:
        case CaseFacts():
            yield from (facts.jurisdiction, facts.witnesses)
            for stage in facts.proceedings:
                yield from (stage.court, stage.reference, stage.description, stage.outcome)
            for person in facts.defendants:
                for charge in person.charges:
                    yield from (charge.offence, charge.statute, charge.details, charge.reasoning)
            for used in facts.cooperation:
                yield used.details
        case PublicationFacts():
            yield from (*facts.authors, *facts.keywords, facts.publisher, facts.journal, facts.data_sources)
        case StrategyFacts():
            yield facts.issued_by
        case LawFacts():
            yield facts.official_number
        case ExtractFacts():
            yield from facts.path


def _labels(entry: Entry, thesaurus: Thesaurus, language: str) -> Iterable[str]:
    """Every way the record's terms and States are called in a language."""
    for name, scheme in _TAGS.items():
        for code in getattr(entry, name):
            for each in (code, *thesaurus.ancestors(scheme, code)):
                if concept := thesaurus.concept(scheme, each):
                    yield from concept.words(language)
    if isinstance(entry.facts, CaseFacts):
        for used in entry.facts.cooperation:
            if concept := thesaurus.concept("measures", used.measure):
                yield from concept.words(language)
    gazetteer = load_gazetteer()
    for code in entry.states:
        if code in gazetteer:
            yield gazetteer[code].name(language)


def _codes(entry: Entry, thesaurus: Thesaurus) -> dict[str, list[str]]:
    facts = entry.facts
    found: dict[str, list[str]] = {
        "kind": [entry.kind.value],
        "database": [entry.kind.database.value],
        "state": list(entry.states),
        "region": regions(entry.states),
        "crime": list(entry.crimes),
        "offence": list(entry.offences),
        "issue": with_ancestors(entry.issues, "issues", thesaurus),
        "provision": with_wholes(entry.provisions),
        "language": sorted({text.language for text in entry.texts}),
        "provenance": [entry.provenance.value],
        "number": [entry.number.casefold()],
        "source": [entry.source_id],
        "cites": _cited(entry),
    }
    match facts:
        case LawFacts() | StrategyFacts():
            found["status"] = [facts.status]
        case ExtractFacts():
            found["law"] = [facts.law]
        case CaseFacts():
            levels = [facts.latest_ruling, *(stage.stage for stage in facts.proceedings)]
            found["court"] = sorted({level for level in levels if level})
            found["measure"] = sorted({used.measure for used in facts.cooperation})
            found["legal_system"] = [facts.legal_system] if facts.legal_system else []
            verdicts = {charge.verdict for person in facts.defendants for charge in person.charges}
            found["verdict"] = sorted(verdicts - {""})
            used = [code for each in facts.cooperation for code in each.provisions]
            found["provision"] = with_wholes((*entry.provisions, *used))
        case PublicationFacts():
            found["author_name"] = [author.casefold() for author in facts.authors]
    return found


def _cited(entry: Entry) -> list[str]:
    """The numbers and keys of other records that this one names in its texts, facts, sources and attachments."""
    said = [part for text in entry.texts for part in (text.title, text.notes, text.body[:_MOST])]
    said += _said_in_facts(entry)
    links = [*entry.attachments, *(entry.facts.sources if isinstance(entry.facts, CaseFacts) else ())]
    said += [part for link in links for part in (link.title, link.url)]
    own = {entry.number.casefold(), entry.key}
    found = {name.casefold() for text in said for name in (*_NUMBER.findall(text), *_ADDRESS.findall(text))}
    return sorted(found - own)[:_MOST_CITED]


def with_wholes(provisions: Iterable[str]) -> list[str]:
    """The provisions, and the articles and instruments they lie in."""
    found: set[str] = set()
    for code in provisions:
        parts = code.split(":")
        found |= {":".join(parts[: n + 1]) for n in range(len(parts))}
    return sorted(found)


def with_ancestors(codes: Iterable[str], scheme: str, thesaurus: Thesaurus) -> list[str]:
    """The terms, and the broader ones they lie in."""
    found: set[str] = set()
    for code in codes:
        found |= {code, *thesaurus.ancestors(scheme, code)}
    return sorted(found)


def regions(states: Iterable[str]) -> list[str]:
    """The regional groups of the States."""
    gazetteer = load_gazetteer()
    groups = {gazetteer[code].group for code in states if code in gazetteer}
    return sorted(group.value for group in groups if group is not Group.NONE)
