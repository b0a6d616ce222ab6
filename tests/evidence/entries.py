"""Entries of the hub made by hand for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from comity.evidence.entries import (
    GuideEntry,
    GuidelineEntry,
    GuidePart,
    PartText,
    PowerEntry,
    ProviderEntry,
    SourceNote,
    Text,
)
from comity.law.electronic_powers import Power
from comity.law.providers import Acceptance, Answer, DataKind, Entity, PreservationTerms, Provider

DAY = date(2026, 1, 1)
SOURCE = SourceNote("A list", "example", "", "Facts only.", DAY)


def provider(code: str = "example", **changes: Any) -> ProviderEntry:
    """Example Inc. of the United States, which preserves for 90 days and gives subscriber data abroad."""
    facts = Provider(
        code,
        code.title(),
        brands=("Exemplar",),
        entities=(Entity("Example Inc.", "USA"), Entity("Example Ireland Ltd", "IRL", ("EUE",))),
        portal_url="https://portal.example/",
        preservation=PreservationTerms(Answer.YES, 90, 90, 1),
        acceptances=(Acceptance(DataKind.SUBSCRIBER, Answer.CONDITIONS, ("NER",), "through a liaison"),),
    )
    return ProviderEntry(replace(facts, **changes), replace(SOURCE, id=code))


def guideline(**changes: Any) -> GuidelineEntry:
    """A version of the example's guidelines."""
    entry = GuidelineEntry("Example", SourceNote("An archive", "v1"), "Guidelines", "https://example.org/v1")
    return replace(entry, **changes)


def power(state: str = "NER", **changes: Any) -> PowerEntry:
    """A preservation power."""
    source = replace(SOURCE, id=f"{state}-1")
    texts = (Text("en", "Quick preservation", "With conditions.", "Data can be kept."),)
    entry = PowerEntry(state, Power.PRESERVATION, source, "An Act", "Section 1", texts=texts, provisions=("ets185:29",))
    return replace(entry, **changes)


def guide_entry(code: str = "a-guide", **changes: Any) -> GuideEntry:
    """A guide of two parts: the first cites a provision, the second has a text in French too."""
    parts = (
        GuidePart("part", "first", (PartText("en", "First", "<b>Body</b>", "A note"),), provisions=("ets185:29",)),
        GuidePart("item", "second", (PartText("en", "Second"), PartText("fr", "Deuxième")), examples=("nosuchkey0",)),
    )
    entry = GuideEntry(code, "guide", (Text("en", "A guide", "What it is."),), replace(SOURCE, id=code), parts)
    return replace(entry, **changes)
