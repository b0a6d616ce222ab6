"""What every export says of a record, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
)
from comity.catalogue.entries import Text as EntryText
from comity.catalogue.interfaces import shapes
from comity.core.gazetteer import load_gazetteer
from comity.evidence.entries import HubEntry
from comity.evidence.entries import Text as HubText
from comity.evidence.interfaces import entries as hub_entries

Record = Entry | HubEntry  # of the catalogue, or of the Electronic Evidence Hub
Text = EntryText | HubText
Address = Callable[[Record], str]


@dataclass(frozen=True, slots=True)
class Item:
    """A record, and the texts of the law or the guide it is a part of (none if it is whole)."""

    record: Record
    whole: tuple[Text, ...] = ()


def items(keys: Iterable[str]) -> list[Item]:
    """The published records of these keys, in the order given; those not published are left out."""
    wanted = list(keys)
    held: dict[str, Item] = {key: Item(*shape) for key, shape in shapes(wanted).items()}
    held |= {key: Item(*shape) for key, shape in hub_entries(key for key in wanted if key not in held).items()}
    return [held[key] for key in wanted if key in held]


@dataclass(frozen=True, slots=True)
class Said:
    """A record's words for one reader: the text shown, its title, that of the law or guide it is a part of (empty if
    it is whole), its States by name, and when it is of: a year, month or day in ISO 8601, as exactly as is known."""

    text: Text
    title: str
    whole: str
    states: tuple[str, ...]
    when: str
    note: str  # demonstration, not independently verified; empty for neither


def said(item: Item, language: str) -> Said:
    """What is said of a record."""
    entry = item.record
    text: Text = entry.text(language)
    title = " · ".join(part for part in (section_of(entry), text.title) if part) or entry.number
    gazetteer = load_gazetteer()
    states = tuple(gazetteer[code].name(language) if code in gazetteer else code for code in entry.states)
    return Said(text, title, _whole(item, language), states, when_of(entry), note_on(entry))


def section_of(entry: Record) -> str:
    """The number of an extract or of a part of a guide; empty for what is whole."""
    if isinstance(entry, HubEntry):
        return entry.section
    return entry.facts.section if isinstance(entry.facts, ExtractFacts) else ""


def _whole(item: Item, language: str) -> str:
    """The title of the law or guide, in the reader's language, else the record's, else any."""
    titles = {text.language: text.title for text in item.whole if text.title}
    return titles.get(language) or titles.get(item.record.language) or next(iter(titles.values()), "")


def note_on(entry: Record) -> str:
    """What a reader must know before relying on a record."""
    notes = []
    if entry.demonstration:
        notes.append(_("Demonstration data: written to show the system, to be checked before use."))
    if entry.provenance == Provenance.THIRD_PARTY:
        notes.append(_("Taken over from a third party, not independently verified."))
    return " ".join(notes)


def when_of(entry: Record) -> str:
    """When a record is of. A provider is of no day but that of the look at it, which is said beside its source."""
    if isinstance(entry, HubEntry):
        return entry.published if entry.day else ""  # an editor may have written what is no day
    if isinstance(entry.facts, PublicationFacts):
        return str(entry.facts.year or "")
    day = _day_of(entry)
    return day.isoformat() if day else ""


def _day_of(entry: Entry) -> date | None:
    match entry.facts:
        case LawFacts(adopted_on=day, in_force_on=other):
            return day or other
        case ExtractFacts(amended_on=day, in_force_on=other):
            return day or other
        case CaseFacts(decided_on=day, sentenced_on=other):
            return day or other
        case StrategyFacts(adopted_on=day, begins_on=other):
            return day or other
    return None
