"""What records said in public before they were changed, and what a change changed.

A version that names a person whom the record now shows by initials only is withheld, whoever may have forgotten it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comity.core.plain_values import NotThatShape, encoded
from comity.records.models import PastVersion

from ..entries import Entry, Kind
from ..entry_codec import entry as decoded
from ..models import MODELS, CatalogueRecord
from .names import is_label, named_in
from .publishing import entry_of


def published_shape(record: CatalogueRecord) -> dict[str, Any] | None:
    """What a record says in public, as plain values from the database; None if it is not published."""
    found, _since = shapes(record.KIND, [record.pk]).get(record.pk, (None, None))
    return found


def shapes(kind: Kind, pks: Iterable[int]) -> dict[int, tuple[dict[str, Any], datetime | None]]:
    """By primary key what these records say in public, and since when; those not published are left out."""
    from ..queries import published

    rows = published(kind).filter(pk__in=list(pks))
    return {row.pk: (encoded(entry_of(row)), row.last_published_at or row.first_published_at) for row in rows}


@dataclass(frozen=True, slots=True)
class Version:
    """What a record said from one moment to another (None: still).

    `number` counts from 1. `entry` is None where the version is withheld. `ended_by` is desk, import, or empty for what
    the record says now.
    """

    number: int
    since: datetime
    until: datetime | None
    entry: Entry | None
    ended_by: str = ""


def versions(record: CatalogueRecord) -> list[Version]:
    """Everything a published record has said in public, the oldest first; what it says now is the last."""
    hidden = _hidden_names(record)
    found = []
    for number, row in enumerate(PastVersion.objects.filter(key=record.key), 1):
        entry = None if row.withheld or named_in(list(_strings(row.shape)), hidden) else _read(row.shape)
        found.append(Version(number, row.since, row.until, entry, row.ended_by))
    since = record.last_published_at or record.first_published_at or record.changed_at
    return [*found, Version(len(found) + 1, since, None, entry_of(record))]


def _read(shape: dict[str, Any]) -> Entry | None:
    try:
        return decoded(shape)
    except NotThatShape:  # of a shape that is no longer known
        return None


def _hidden_names(record: CatalogueRecord) -> list[str]:
    parts = [p["value"] for p in record.defendants.raw_data] if isinstance(record, MODELS[Kind.CASE]) else []
    names = [part.get("name", "") for part in parts if not part.get("named_because")]
    return [name for name in names if not is_label(name)]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one field said in an older version and says in a newer one. `language` is set for texts, else empty.

    `field` is the name of the model's field, `old` and `new` are the parts of it that are not in both, in their order;
    for texts the whole of each.
    """

    field: str
    old: tuple[Any, ...]
    new: tuple[Any, ...]
    language: str = ""


_TEXTS = ("title", "body", "notes", "origin", "translated_from")
_RENAMED = {"sources": "citations", "law": ""}
_LEFT_OUT = {"kind", "source_id", "key", "texts", "facts", "source", "position"}


def differences(old: Entry, new: Entry) -> list[Difference]:
    """What changed between two versions of a record: texts first, then its other fields."""
    return [*_texts(old, new), *_fields(old, new)]


def _texts(old: Entry, new: Entry) -> Iterator[Difference]:
    before = {text.language: text for text in old.texts}
    after = {text.language: text for text in new.texts}
    for language in dict.fromkeys([*after, *before]):
        for name in _TEXTS:
            said = encoded(getattr(before.get(language), name, "")), encoded(getattr(after.get(language), name, ""))
            if said[0] != said[1]:
                yield Difference(name, _one(said[0]), _one(said[1]), language)


def _fields(old: Entry, new: Entry) -> Iterator[Difference]:
    before, after = _flat(old), _flat(new)
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name, ()), after.get(name, ())
        if was != now:
            gone = tuple(each for each in was if each not in now)
            come = tuple(each for each in now if each not in was)
            # Where only the order is another, the whole is told.
            yield Difference(name, gone, come) if gone or come else Difference(name, was, now)


def _one(value: Any) -> tuple[Any, ...]:
    return () if value in ("", None) else (value,)


def _flat(entry: Entry) -> dict[str, tuple[Any, ...]]:
    """The fields of an entry by the names of its model's fields, each as a list of plain values."""
    whole = {name: getattr(entry, name) for name in entry.__dataclass_fields__ if name not in _LEFT_OUT}
    whole |= {name: getattr(entry.facts, name) for name in entry.facts.__dataclass_fields__}
    source = entry.source
    whole |= {"source_name": source.name, "source_url": source.url, "licence": source.licence, "as_of": source.as_of}
    found = {}
    for name, value in whole.items():
        shown = _RENAMED.get(name, name)
        if shown and shown not in _LEFT_OUT:
            found[shown] = tuple(encoded(value)) if isinstance(value, tuple) else _one(encoded(value))
    return found
