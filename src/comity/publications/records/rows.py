"""What every export says of a record, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from comity.catalogue.entries import (
    CaseFacts,
    Entry,
    ExtractFacts,
    LawFacts,
    Provenance,
    PublicationFacts,
    StrategyFacts,
    Text,
)
from comity.core.gazetteer import load_gazetteer

Address = Callable[[Entry], str]


@dataclass(frozen=True, slots=True)
class Said:
    """A record's words for one reader: the text shown, its whole title, its States by name, and its day."""

    text: Text
    title: str
    states: tuple[str, ...]
    day: date | None
    note: str  # demonstration, not independently verified; empty for neither


def said(entry: Entry, language: str) -> Said:
    """What is said of a record."""
    text = entry.text(language)
    section = entry.facts.section if isinstance(entry.facts, ExtractFacts) else ""
    title = " · ".join(part for part in (section, text.title) if part) or entry.number
    gazetteer = load_gazetteer()
    states = tuple(gazetteer[code].name(language) if code in gazetteer else code for code in entry.states)
    return Said(text, title, states, day_of(entry), note_on(entry))


def note_on(entry: Entry) -> str:
    """What a reader must know before relying on a record."""
    notes = []
    if entry.demonstration:
        notes.append(_("Demonstration data: written to show the system, to be checked before use."))
    if entry.provenance is Provenance.THIRD_PARTY:
        notes.append(_("Taken over from a third party, not independently verified."))
    return " ".join(notes)


def day_of(entry: Entry) -> date | None:
    """The day a record is of."""
    match entry.facts:
        case LawFacts(adopted_on=day, in_force_on=other):
            return day or other
        case ExtractFacts(amended_on=day, in_force_on=other):
            return day or other
        case CaseFacts(decided_on=day, sentenced_on=other):
            return day or other
        case StrategyFacts(adopted_on=day, begins_on=other):
            return day or other
        case PublicationFacts(year=year):
            return date(year, 1, 1) if year else None
    return None
