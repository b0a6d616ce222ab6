"""Recording facts: each fact is new, changed or unchanged; recording the same fact twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db import models, transaction
from django.db.models import F

from comity.core.statement_codec import value_to_json
from comity.law.actions import TreatyAction
from comity.law.book import Coverage
from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement

from ..instrument_codec import instrument_to_json
from ..models import (
    ActionRecord,
    BookRevision,
    CoverageRecord,
    InstrumentRecord,
    SourceRecord,
    StatementRecord,
)


class Change(Enum):
    """What recording a fact did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the record of one instrument's participants reaches."""

    instrument: str
    coverage: Coverage


Fact = Source | Instrument | Reach | TreatyAction | Statement


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact to record, and where it stands in the file it comes from."""

    place: str
    fact: Fact


class UnknownSource(LookupError):
    """A fact names a source that is not recorded; nothing of its batch was recorded."""


def record_facts(*, facts: Iterable[Placed]) -> Counter[Change]:
    """Records a batch in one transaction; raises UnknownSource. Readers of the book notice any change."""
    batch = list(facts)
    counts: Counter[Change] = Counter()
    with transaction.atomic():
        counts += _write(SourceRecord, "code", [_source(p.fact) for p in batch if isinstance(p.fact, Source)])
        ids = dict(SourceRecord.objects.values_list("code", "pk"))
        counts += _write(
            InstrumentRecord,
            "code",
            # What is bundled is known by heart; a file cannot redefine it.
            [_instrument(p.fact, ids) for p in batch if isinstance(p.fact, Instrument) and p.fact.code not in BY_CODE],
        )
        counts += _write(
            CoverageRecord, "instrument", _newer([_reach(p.fact, ids) for p in batch if isinstance(p.fact, Reach)])
        )
        counts += _write(
            ActionRecord, "fact", [_action(p, p.fact, ids) for p in batch if isinstance(p.fact, TreatyAction)]
        )
        counts += _write(
            StatementRecord, "fact", [_statement(p, p.fact, ids) for p in batch if isinstance(p.fact, Statement)]
        )
        if counts[Change.NEW] or counts[Change.CHANGED]:
            _count_up()
    return counts


def _write(model: type[models.Model], key: str, rows: list[dict[str, Any]]) -> Counter[Change]:
    """Inserts the rows that are new and updates those that differ, with three queries whatever their number."""
    wanted = {row[key]: row for row in rows}
    if not wanted:
        return Counter()
    manager = model._default_manager
    held = {getattr(r, key): r for r in manager.filter(**{f"{key}__in": list(wanted)})}
    fresh, differing, columns = [], [], set()
    for value, row in wanted.items():
        record = held.get(value)
        if record is None:
            fresh.append(model(**row))
            continue
        changed = {name for name, new in row.items() if getattr(record, name) != new}
        if changed:
            for name in changed:
                setattr(record, name, row[name])
            differing.append(record)
            columns |= changed
    manager.bulk_create(fresh, batch_size=500)
    if differing:
        manager.bulk_update(differing, sorted(columns), batch_size=200)
    same = len(wanted) - len(fresh) - len(differing)
    return Counter({Change.NEW: len(fresh), Change.CHANGED: len(differing), Change.UNCHANGED: same})


def _newer(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A record that reaches less far than the one held does not replace it."""
    held = dict(CoverageRecord.objects.values_list("instrument", "as_of"))

    def reaches_further(row: dict[str, Any]) -> bool:
        known = held.get(row["instrument"])
        return known is None or (row["as_of"] or date.min) >= known

    return [row for row in rows if reaches_further(row)]


def _count_up() -> None:
    if not BookRevision.objects.filter(pk=1).update(number=F("number") + 1):
        BookRevision.objects.create(pk=1, number=1)


def _source_id(code: str, ids: Mapping[str, int]) -> int:
    try:
        return ids[code]
    except KeyError:
        raise UnknownSource(f"the source {code!r} is not recorded; record the source before its facts") from None


def _source(source: Source) -> dict[str, Any]:
    return {
        "code": source.code,
        "title": source.title,
        "url": source.url,
        "licence": source.licence,
        "as_of": source.as_of,
    }


def _instrument(instrument: Instrument, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "code": instrument.code,
        "title": instrument.title,
        "scope": instrument.scope.value,
        "reference": instrument.reference[:120],
        "source_id": _source_id(instrument.source, ids),
        "definition": instrument_to_json(instrument),
    }


def _reach(reach: Reach, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "instrument": reach.instrument,
        "as_of": reach.coverage.as_of,
        "complete": reach.coverage.complete,
        "source_id": _source_id(reach.coverage.source, ids),
    }


def _action(placed: Placed, action: TreatyAction, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "fact": action.id,
        "instrument": action.instrument,
        "state": action.state,
        "kind": action.kind.value,
        "on": action.on,
        "effective": action.effective,
        "territory": action.territory or "",
        "source_id": _source_id(action.source, ids),
        "place": placed.place[:300],
    }


def _statement(placed: Placed, statement: Statement, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "fact": statement.id,
        "instrument": statement.instrument,
        "state": statement.state,
        "kind": statement.kind.value,
        "provision": statement.provision,
        "value": value_to_json(statement.value),
        "summary": statement.summary,
        "text_ref": statement.text_ref,
        "made_on": statement.made_on,
        "withdrawn_on": statement.withdrawn_on,
        "territory": statement.territory or "",
        "source_id": _source_id(statement.source, ids),
        "place": placed.place[:300],
    }
