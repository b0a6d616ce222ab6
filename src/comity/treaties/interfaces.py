"""What other rooms may call: the treaty book, and recording facts."""

from __future__ import annotations

import threading

from comity.core.gazetteer import load_gazetteer
from comity.core.statement_codec import value_from_json
from comity.law.actions import ActionKind, TreatyAction
from comity.law.book import Coverage, TreatyBook
from comity.law.instruments import INSTRUMENTS
from comity.law.sources import Source
from comity.law.statements import Statement, StatementKind

from .domain.recording import Change, Placed, Reach, UnknownSource, record_facts
from .instrument_codec import instrument_from_json
from .models import ActionRecord, BookRevision, CoverageRecord, InstrumentRecord, SourceRecord, StatementRecord

__all__ = ["Change", "Placed", "Reach", "UnknownSource", "book", "record_facts", "revision"]

_lock = threading.Lock()
_held: tuple[int, TreatyBook] | None = None


def revision() -> int:
    """The number of the record's present state; it grows with every change of facts. One query."""
    return BookRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def book() -> TreatyBook:
    """All recorded treaty facts; built once per process and revision, so that a call costs one small query."""
    global _held
    number = revision()
    held = _held
    if held is None or held[0] != number:
        with _lock:
            held = (number, _build())
            _held = held
    return held[1]


def _build() -> TreatyBook:
    sources = {
        row.pk: Source(row.code, row.title, row.url, row.licence, row.as_of) for row in SourceRecord.objects.all()
    }
    loaded = (instrument_from_json(row.definition) for row in InstrumentRecord.objects.order_by("code"))
    return TreatyBook.of(
        gazetteer=load_gazetteer(),
        instruments=(*INSTRUMENTS, *loaded),
        actions=(_action(row, sources) for row in ActionRecord.objects.iterator()),
        statements=(_statement(row, sources) for row in StatementRecord.objects.iterator()),
        coverage={
            row.instrument: Coverage(row.as_of, row.complete, sources[row.source_id].code)
            for row in CoverageRecord.objects.all()
        },
        sources=sources.values(),
    )


def _action(row: ActionRecord, sources: dict[int, Source]) -> TreatyAction:
    return TreatyAction(
        row.fact,
        row.instrument,
        row.state,
        ActionKind(row.kind),
        row.on,
        sources[row.source_id].code,
        row.effective,
        row.territory or None,
    )


def _statement(row: StatementRecord, sources: dict[int, Source]) -> Statement:
    return Statement(
        id=row.fact,
        instrument=row.instrument,
        state=row.state,
        kind=StatementKind(row.kind),
        provision=row.provision,
        value=value_from_json(row.value),
        summary=row.summary,
        source=sources[row.source_id].code,
        text_ref=row.text_ref,
        made_on=row.made_on,
        withdrawn_on=row.withdrawn_on,
        territory=row.territory or None,
    )
