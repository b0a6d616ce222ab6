"""Providers, guides and their parts as entries of one shape, beside those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..entries import PROVIDER, GuideEntry, GuidePart, HubEntry, Text, first_day, part_key
from ..models import Guide, ServiceProvider
from .shaping import guide_of, provider_of, source_of, texts_of

Listed = tuple[HubEntry, tuple[Text, ...]]  # an entry, and the texts of the guide it is a part of


def listed(row: ServiceProvider | Guide) -> Iterable[Listed]:
    """The entry of a row; a guide's is followed by those of its parts that have a text."""
    if isinstance(row, ServiceProvider):
        yield _provider(row), ()
        return
    guide = guide_of(row)
    yield _guide(row, guide), ()
    for part in guide.parts:
        if part.texts:
            yield _part(row, guide, part), guide.texts


def keys_of(row: ServiceProvider | Guide) -> list[str]:
    """The keys a row is found by."""
    return [entry.key for entry, _whole in listed(row)]


def _provider(row: ServiceProvider) -> HubEntry:
    facts = provider_of(row)
    also = dict.fromkeys((*facts.brands, *(entity.name for entity in facts.entities)))
    texts = tuple(
        Text(each.language, each.title or facts.name, each.body, each.notes, each.origin, each.translated_from)
        for each in texts_of(row.texts.all())
    )
    return HubEntry(
        key=row.key,
        kind=PROVIDER,
        facts=facts,
        code=facts.code,
        texts=texts or (Text(row.language, facts.name, " · ".join(also)),),
        day=row.verified_on or row.as_of,
        states=tuple(sorted({*row.states, *(entity.state for entity in facts.entities if entity.state)})),
        provisions=tuple(row.provisions),
        **_shared(row),
    )


def _guide(row: Guide, entry: GuideEntry) -> HubEntry:
    return HubEntry(
        key=row.key,
        kind=entry.kind,
        facts=entry,
        code=entry.code,
        texts=entry.texts,
        day=first_day(entry.published_on),
        published=entry.published_on,
        states=tuple(row.states),
        provisions=entry.provisions,
        **_shared(row),
    )


def _part(row: Guide, entry: GuideEntry, part: GuidePart) -> HubEntry:
    texts = (Text(t.language, t.title or part.number or part.anchor, t.body, t.note, t.origin) for t in part.texts)
    return HubEntry(
        key=part_key(row.key, part.anchor),
        kind=entry.kind,
        facts=part,
        code=entry.code,
        anchor=part.anchor,
        texts=tuple(texts),
        day=first_day(entry.published_on),
        published=entry.published_on,
        states=tuple(row.states),
        provisions=part.provisions,
        **_shared(row),
    )


def _shared(row: ServiceProvider | Guide) -> dict[str, Any]:
    return {
        "number": row.number,
        "language": row.language,
        "crimes": tuple(row.crimes),
        "offences": tuple(row.offences),
        "issues": tuple(row.issues),
        "source": source_of(row),
        "provenance": row.provenance,
        "demonstration": row.demonstration,
        "verified_on": row.verified_on,
        "url": row.url,
    }
