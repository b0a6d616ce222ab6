"""Records as a printed list, set by typst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.catalogue.entries import CaseFacts
from comity.core.wording import day
from comity.vocabulary.interfaces import thesaurus

from ..typesetting import set_document
from .rows import Address, Item, Record, said

_LONGEST = 20_000  # characters of one text that are printed
_WHOLE_DAY = 10  # characters of a day in ISO 8601; a year or a month has fewer


def pdf(items: Sequence[Item], language: str, address: Address, query: str) -> bytes:
    """The records one after another, each with its texts, tags and source."""
    return set_document(
        {
            "language": language,
            "rtl": language == "ar",
            "title": _("Selected records"),
            "query": query,
            "made": day(datetime.now(UTC).date()),
            "labels": {
                "query": _("Query"),
                "page": _("{page} of {pages}"),
                "source": _("Source"),
                "licence": _("Licence"),
                "as_of": _("As of"),
                "provisions": _("Provisions"),
                "terms": _("Terms"),
                "contents": _("Contents"),
                "defendant": _("Defendant"),
                "charge": _("Charge"),
                "verdict": _("Verdict"),
                "sentence": _("Sentence"),
            },
            "records": [_record(item, language, address) for item in items],
        },
        "records.typ",
    )


def _record(item: Item, language: str, address: Address) -> dict[str, Any]:
    entry, words, known = item.record, said(item, language), thesaurus()
    terms = [known.label("crime-types", code, language) for code in entry.crimes]
    terms += [known.label("issues", code, language) for code in entry.issues]
    return {
        "number": entry.number,
        "address": address(entry),
        "title": words.title,
        "whole": words.whole,
        "language": words.text.language,
        "rtl": words.text.language == "ar",
        "states": ", ".join(words.states),
        "when": day(date.fromisoformat(words.when)) if len(words.when) == _WHOLE_DAY else words.when,
        "notes": _paragraphs(words.text.notes),
        "body": _paragraphs(words.text.body),
        "provisions": ", ".join(entry.provisions),
        "terms": ", ".join(terms),
        "source": entry.source.name,
        "licence": entry.source.licence,
        "as_of": day(entry.source.as_of) if entry.source.as_of else "",
        "notice": words.note,
        "charges": _charges(entry, language),
    }


def _paragraphs(text: str) -> list[str]:
    cut = text[:_LONGEST] + (" …" if len(text) > _LONGEST else "")
    return [part.strip() for part in cut.split("\n") if part.strip()]


def _charges(entry: Record, language: str) -> list[list[str]]:
    """(defendant, charge, verdict, sentence) rows."""
    if not isinstance(entry.facts, CaseFacts):
        return []
    known = thesaurus()
    return [
        [
            person.name,
            charge.offence or charge.statute,
            known.label("verdicts", charge.verdict, language) if charge.verdict else "—",
            charge.imprisonment or charge.fine or "—",
        ]
        for person in entry.facts.defendants
        for charge in person.charges
    ]
