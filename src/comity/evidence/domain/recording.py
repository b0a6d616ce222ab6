"""Recording what importers bring: each file in one transaction, the same entries again changing nothing.

What an editor has changed here since stays as it is, and so does what is of a later day than what is brought.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from comity.core.gazetteer import load_gazetteer
from comity.law.providers import Provider
from comity.law.states import fold
from comity.records.fields import check_provisions

from ..entries import GuideEntry, GuidelineEntry, PowerEntry, ProviderEntry, SourceNote, Text
from ..models import Confirmed, Guide, GuidelineVersion, NationalProvision, ServiceProvider
from .shaping import guide_columns, provider_columns, provider_of

E = TypeVar("E")
_TEXT_FIELDS = ("title", "body", "notes", "origin", "translated_from")


class Did(Enum):
    """What recording an entry did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Placed(Generic[E]):
    """An entry and where it stands in its file."""

    place: str
    entry: E


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about an entry: its place and the reason."""

    place: str
    reason: str


@dataclass
class Recorded:
    """What recording did: counts, what was refused, and what is worth a look."""

    did: Counter[Did] = field(default_factory=Counter)
    refused: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


Entry = ProviderEntry | GuidelineEntry | PowerEntry | GuideEntry


def record(placed: Iterable[Placed[Entry]]) -> Recorded:
    """Records the entries in one transaction, providers before the versions of their guidelines."""
    report = Recorded()
    entries = list(placed)
    with transaction.atomic():
        for each in entries:
            match each.entry:
                case ProviderEntry():
                    _provider(each.place, each.entry, report)
                case PowerEntry():
                    _power(each.place, each.entry, report)
                case GuideEntry():
                    _guide(each.place, each.entry, report)
        guidelines = [each for each in entries if isinstance(each.entry, GuidelineEntry)]
        if guidelines:
            _guidelines(guidelines, report)
    return report


def _provider(place: str, entry: ProviderEntry, report: Recorded) -> None:
    facts = entry.facts
    if not facts.code or not facts.name:
        report.refused.append(Note(place, "a provider needs a code and a name"))
        return
    codes = [*facts.data_states, *(e.state for e in facts.entities), *(s for e in facts.entities for s in e.serves)]
    codes += [s for a in facts.acceptances for s in a.states]
    if unknown := sorted({code for code in codes if code and code not in load_gazetteer()}):
        report.refused.append(Note(place, f"{', '.join(unknown)}: not the code of a State or territory"))
        return
    held = ServiceProvider.objects.filter(code=facts.code).prefetch_related("texts").first()
    wanted = provider_columns(facts)
    if held is not None and entry.partial:
        nothing = provider_columns(Provider(facts.code, facts.name))
        wanted = {name: value for name, value in wanted.items() if value != nothing[name]}
    _take(ServiceProvider, held, wanted, entry.source, entry.texts, place, report)


def _power(place: str, entry: PowerEntry, report: Recorded) -> None:
    if entry.state not in load_gazetteer():
        report.refused.append(Note(place, f"{entry.state!r} is not the code of a State or territory"))
        return
    if wrong := _wrong_provisions(entry.provisions):
        report.refused.append(Note(place, wrong))
        return
    if not entry.source.id:
        report.refused.append(Note(place, "it has no identity in its source"))
        return
    held = NationalProvision.objects.filter(source_name=entry.source.name, source_id=entry.source.id)
    wanted = {
        "states": [entry.state],
        "power": entry.power.value,
        "law_name": entry.law_name,
        "article": entry.article,
        "language": entry.language,
        "extract_key": entry.extract_key,
        "authority_key": entry.authority_key,
        "ordered_by": entry.ordered_by,
        "max_days": entry.max_days,
        "foreign": entry.foreign.value,
        "provisions": list(entry.provisions),
        "verified_on": entry.verified_on,
        "verified_by": entry.verified_by,
        "provenance": entry.provenance,
        "demonstration": entry.demonstration,
    }
    found = held.prefetch_related("texts").first()
    _take(NationalProvision, found, wanted, entry.source, entry.texts, place, report)


def _guide(place: str, entry: GuideEntry, report: Recorded) -> None:
    codes = [*entry.provisions, *(code for part in entry.parts for code in part.provisions)]
    if wrong := _wrong_provisions(codes):
        report.refused.append(Note(place, wrong))
        return
    anchors = Counter(part.anchor for part in entry.parts)
    if twice := sorted(anchor for anchor, count in anchors.items() if count > 1):
        report.refused.append(Note(place, f"the parts {', '.join(twice)} stand twice; each needs a name of its own"))
        return
    held = Guide.objects.filter(code=entry.code).prefetch_related("texts").first()
    _take(Guide, held, guide_columns(entry), entry.source, entry.texts, place, report)


def _wrong_provisions(codes: Iterable[str]) -> str:
    try:
        check_provisions(codes)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _take(
    model: type[Confirmed],
    held: Any,
    wanted: dict[str, Any],
    source: SourceNote,
    texts: tuple[Text, ...],
    place: str,
    report: Recorded,
) -> None:
    """Adds the record, or brings the one held up to date."""
    wanted = wanted | _source_columns(source)
    if held is None:
        rows: Any = model
        identity = {"source_name": source.name, "source_id": source.id}
        if source.id and (other := rows.objects.filter(**identity).first()):
            reason = f"{other.number} has the same identity in the source already: {source.id!r} of {source.name!r}"
            report.refused.append(Note(place, reason))
            return
        now = timezone.now()
        made = rows(first_published_at=now, last_published_at=now, **wanted)
        made.save()
        _write_texts(made, texts)
        report.did[Did.NEW] += 1
        return
    if held.edited:
        report.did[Did.KEPT] += 1
        report.notes.append(Note(place, f"{held} was changed here since it was loaded; it stays"))
        return
    if _older(source.as_of, held.as_of):
        report.did[Did.KEPT] += 1
        report.notes.append(Note(place, f"{held} is on record as of {held.as_of}, which is later; it stays"))
        return
    differing = [name for name, value in wanted.items() if _kept(held, name) != value]
    fresh = [text for text in texts if _differs(held, text)]
    if not differing and not fresh:
        report.did[Did.UNCHANGED] += 1
        return
    for name in differing:
        setattr(held, name, wanted[name])
    held.save()
    held.texts.filter(language__in=[text.language for text in fresh]).delete()
    _write_texts(held, fresh)
    report.did[Did.CHANGED] += 1


def _source_columns(source: SourceNote) -> dict[str, Any]:
    return {
        "source_name": source.name,
        "source_id": source.id,
        "source_url": source.url,
        "licence": source.licence,
        "as_of": source.as_of,
    }


def _older(brought: date | None, held: date | None) -> bool:
    return held is not None and (brought is None or brought < held)


def _kept(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def _differs(row: Any, text: Text) -> bool:
    held = next((each for each in row.texts.all() if each.language == text.language), None)
    return held is None or any(getattr(held, name) != getattr(text, name) for name in _TEXT_FIELDS)


def _write_texts(row: Any, texts: Iterable[Text]) -> None:
    model = row.texts.model
    model.objects.bulk_create(
        model(record_id=row.pk, language=text.language, **{name: getattr(text, name) for name in _TEXT_FIELDS})
        for text in texts
    )


def _guidelines(placed: list[Placed[Entry]], report: Recorded) -> None:
    named = _by_name()
    for each in placed:
        entry = each.entry
        if not isinstance(entry, GuidelineEntry):
            continue
        provider = named.get(fold(entry.provider))
        if provider is None:
            reason = f"no provider here is called {entry.provider!r}; add it at the desk or load a list of providers"
            report.refused.append(Note(each.place, reason))
            continue
        report.did[_guideline(provider, entry)] += 1


def _by_name() -> dict[str, ServiceProvider]:
    """Providers by everything they are called; a brand that two of them claim names neither."""
    found: dict[str, ServiceProvider] = {}
    shared = set()
    rows = list(ServiceProvider.objects.all())
    for row in rows:
        for brand in row.brands:
            if found.setdefault(fold(brand), row) != row:
                shared.add(fold(brand))
    for name in shared:
        del found[name]
    for row in rows:  # its own code and name go before what others call a brand
        found[fold(row.name)] = found[fold(row.code)] = row
    return found


def _guideline(provider: ServiceProvider, entry: GuidelineEntry) -> Did:
    wanted = {
        "title": entry.title,
        "url": entry.url,
        "language": entry.language,
        "version_on": entry.version_on,
        "used_from": entry.used_from,
        "used_until": entry.used_until,
        "checksum": entry.checksum,
        "text": entry.text,
        "licence": entry.source.licence,
        "as_of": entry.source.as_of,
    }
    identity = {"provider": provider, "source_name": entry.source.name, "source_id": entry.source.id}
    held = GuidelineVersion.objects.filter(**identity).first()
    if held is None:
        GuidelineVersion.objects.create(**identity, **wanted, facts=provider_columns(provider_of(provider)))
        return Did.NEW
    if all(getattr(held, name) == value for name, value in wanted.items()):
        return Did.UNCHANGED
    for name, value in wanted.items():
        setattr(held, name, value)
    held.save()
    return Did.CHANGED
