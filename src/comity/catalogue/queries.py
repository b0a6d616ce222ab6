"""Reading the catalogue: published records by key, number or alias, and in bulk for the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from comity.records.models import Alias

from .domain.publishing import entry_of, texts_of
from .entries import Entry, Kind, Text
from .models import MODELS, CatalogueRecord, Extract

_RELATED = {Kind.EXTRACT: ("law",), Kind.STRATEGY: ("predecessor",)}


def published(kind: Kind) -> Any:
    """The published records of a kind, with what their entries need."""
    model: Any = MODELS[kind]
    rows = model.objects.filter(live=True).prefetch_related("texts")
    if kind is Kind.EXTRACT:
        rows = rows.prefetch_related("law__texts")
    return rows.select_related(*_RELATED[kind]) if kind in _RELATED else rows


def record(key: str) -> CatalogueRecord | None:
    """The published record of a key, whatever its kind; None if there is none."""
    for kind in Kind:
        if found := published(kind).filter(key=key).first():
            return found  # type: ignore[no-any-return]
    return None


def keys_named(name: str) -> list[str]:
    """The keys of the published records with this number or alias, several if an alias is shared."""
    for kind in Kind:
        if key := published(kind).filter(number__iexact=name).values_list("key", flat=True).first():
            return [key]
    keys = list(Alias.objects.filter(name__iexact=name).order_by("pk").values_list("key", flat=True))
    return [key for key in keys if record(key) is not None]


def keys_of_source(ids: Iterable[str]) -> dict[str, str]:
    """The keys of the published extracts with these identities in their source; one that several share names none."""
    rows = list(published(Kind.EXTRACT).filter(source_id__in=list(ids)).values_list("source_id", "key"))
    counted = Counter(identity for identity, _key in rows)
    return {identity: key for identity, key in rows if counted[identity] == 1}


def entries(keys: Iterable[str]) -> dict[str, Entry]:
    """The published entries of these keys, by key, in the order given; those not published are left out."""
    return {key: entry for key, (entry, _law) in shapes(keys).items()}


def shapes(keys: Iterable[str]) -> dict[str, tuple[Entry, tuple[Text, ...]]]:
    """As `entries`, each with the titles of its law if it is an extract."""
    wanted = list(keys)
    found: dict[str, tuple[Entry, tuple[Text, ...]]] = {}
    for kind in Kind:
        missing = [key for key in wanted if key not in found]
        if missing:
            found |= {row.key: indexed_shape(row) for row in published(kind).filter(key__in=missing)}
    return {key: found[key] for key in wanted if key in found}


def keys_published(begin: datetime, until: datetime) -> Iterator[str]:
    """The keys of the records first published after `begin` and up to `until`."""
    for kind in Kind:
        model: Any = MODELS[kind]
        rows = model.objects.filter(live=True, first_published_at__gt=begin, first_published_at__lte=until)
        yield from rows.order_by("pk").values_list("key", flat=True)


def indexed_shape(row: CatalogueRecord) -> tuple[Entry, tuple[Text, ...]]:
    """A published record's entry, and the titles of its law if it is an extract."""
    law = texts_of(list(row.law.texts.all()), row.law.language) if isinstance(row, Extract) else ()
    return entry_of(row), law


def keys_to_index(keys: Iterable[str]) -> list[str]:
    """These keys, and those of the extracts of the laws among them: an extract is found by its law's title."""
    wanted = set(keys)
    below = Extract.objects.filter(live=True, law__key__in=wanted).values_list("key", flat=True)
    return sorted(wanted.union(below))


def law_of(entry: Entry) -> Entry | None:
    """The law an extract belongs to."""
    row = Extract.objects.filter(key=entry.key).values_list("law__key", flat=True).first()
    return next(iter(entries([row]).values()), None) if row else None


def extracts_of(key: str) -> list[Entry]:
    """The published extracts of a law, in their order."""
    rows = published(Kind.EXTRACT).filter(law__key=key).order_by("position", "pk")
    return [entry_of(row) for row in rows]


def batches(size: int = 1000) -> Iterator[tuple[Kind, Sequence[CatalogueRecord]]]:
    """All published records in batches, by their primary keys: no batch costs more than the first."""
    for kind in Kind:
        last = 0
        while rows := list(published(kind).filter(pk__gt=last).order_by("pk")[:size]):
            yield kind, rows
            last = rows[-1].pk
