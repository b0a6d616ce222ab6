"""Facts as rows of the database: the columns of each kind of fact, and what no row can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from comity.core.statement_codec import value_to_json
from comity.law.actions import TreatyAction
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement

from ..instrument_codec import instrument_to_json
from ..models import ActionRecord, CoverageRecord, InstrumentRecord, SourceRecord, StatementRecord
from .facts import Fact, NotRecorded, Reach


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as columns: `content` is what it says; `place` where it stands, no part of what it says."""

    model: type[models.Model]
    key: str
    content: Mapping[str, Any]
    place: str

    @property
    def id(self) -> str:
        """The value of the key column."""
        return str(self.content[self.key])


def row_of(fact: Fact, place: str, source_ids: Mapping[str, int]) -> Row:
    """The row of a fact; raises NotRecorded if its source is not recorded or no column can hold a value."""
    model, key, content = _columns(fact, source_ids)
    _check(model, content)
    return Row(model, key, content, place[:300])


def _columns(fact: Fact, ids: Mapping[str, int]) -> tuple[type[models.Model], str, dict[str, Any]]:
    if isinstance(fact, Source):
        return SourceRecord, "code", _source(fact)
    if isinstance(fact, Instrument):
        return InstrumentRecord, "code", _instrument(fact, ids)
    if isinstance(fact, Reach):
        return CoverageRecord, "instrument", _reach(fact, ids)
    if isinstance(fact, TreatyAction):
        return ActionRecord, "fact", _action(fact, ids)
    return StatementRecord, "fact", _statement(fact, ids)


def _check(model: type[models.Model], content: Mapping[str, Any]) -> None:
    """SQLite would take these, PostgreSQL not; so neither gets them."""
    for name, value in content.items():
        if not isinstance(value, str):
            continue
        longest = getattr(model._meta.get_field(name), "max_length", None)
        if longest and len(value) > longest:
            raise NotRecorded(f"the {name} is longer than {longest} characters: {value[:60]!r}")
        if "\0" in value:
            raise NotRecorded(f"the {name} holds a NUL character: {value[:60]!r}")


def _source_id(code: str, ids: Mapping[str, int]) -> int:
    try:
        return ids[code]
    except KeyError:
        raise NotRecorded(f"its source {code!r} is not recorded; a file names sources before facts") from None


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
        "reference": instrument.reference[:120],  # whole in the definition
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


def _action(action: TreatyAction, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "fact": action.id,
        "instrument": action.instrument,
        "state": action.state,
        "kind": action.kind.value,
        "on": action.on,
        "effective": action.effective,
        "territory": action.territory or "",
        "source_id": _source_id(action.source, ids),
    }


def _statement(statement: Statement, ids: Mapping[str, int]) -> dict[str, Any]:
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
    }
