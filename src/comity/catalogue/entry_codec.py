"""Entries as plain JSON values and back: for the bundled records, revisions of imports, and the index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.core.plain_values import NotThatShape, decoded

from .entries import CaseFacts, Entry, ExtractFacts, Facts, Kind, LawFacts, PublicationFacts, StrategyFacts

FACTS: dict[Kind, type[Facts]] = {
    Kind.LAW: LawFacts,
    Kind.EXTRACT: ExtractFacts,
    Kind.CASE: CaseFacts,
    Kind.STRATEGY: StrategyFacts,
    Kind.PUBLICATION: PublicationFacts,
}


def entry(value: Mapping[str, Any]) -> Entry:
    """The entry of JSON values made by `encoded`; raises NotThatShape."""
    try:
        kind = Kind(value["kind"])
    except (KeyError, ValueError) as error:
        raise NotThatShape(f"kind: one of {', '.join(Kind)} is needed") from error
    plain = {**value, "facts": decoded(FACTS[kind], value.get("facts", {}), "facts")}
    found: Entry = decoded(Entry, plain, "entry")
    return found
