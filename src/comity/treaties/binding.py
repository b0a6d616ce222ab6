"""Binds the rows of the database into the treaty book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comity.core.gazetteer import load_gazetteer
from comity.core.statement_codec import value_from_json
from comity.law.actions import ActionKind, TreatyAction
from comity.law.book import Coverage, TreatyBook
from comity.law.instruments import BY_CODE, INSTRUMENTS
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement, StatementKind

from .instrument_codec import instrument_from_json
from .models import ActionRecord, CoverageRecord, InstrumentRecord, SourceRecord, StatementRecord

Codes = Mapping[int, str]  # of sources, by primary key


def bound_book() -> TreatyBook:
    """A book of all rows; five queries. Raises ValueError, KeyError or TypeError for a row that is damaged."""
    sources = {
        row.pk: Source(row.code, row.title, row.url, row.licence, row.as_of) for row in SourceRecord.objects.all()
    }
    codes = {pk: source.code for pk, source in sources.items()}
    return TreatyBook.of(
        gazetteer=load_gazetteer(),
        instruments=(*INSTRUMENTS, *_loaded()),
        actions=_actions(codes),
        statements=_statements(codes),
        coverage=_coverage(codes),
        sources=sources.values(),
    )


def _loaded() -> Iterator[Instrument]:
    for definition in InstrumentRecord.objects.order_by("code").values_list("definition", flat=True):
        instrument = instrument_from_json(definition)
        if instrument.code not in BY_CODE:  # bundled since it was loaded
            yield instrument


def _coverage(codes: Codes) -> dict[str, Coverage]:
    rows = CoverageRecord.objects.values_list("instrument", "as_of", "complete", "source")
    return {instrument: Coverage(as_of, complete, codes[source]) for instrument, as_of, complete, source in rows}


def _actions(codes: Codes) -> Iterator[TreatyAction]:
    rows = ActionRecord.objects.values_list(
        "fact", "instrument", "state", "kind", "on", "source", "effective", "territory"
    )
    for fact, instrument, state, kind, on, source, effective, territory in rows:
        yield TreatyAction(fact, instrument, state, ActionKind(kind), on, codes[source], effective, territory or None)


def _statements(codes: Codes) -> Iterator[Statement]:
    for row in StatementRecord.objects.all():
        yield Statement(
            id=row.fact,
            instrument=row.instrument,
            state=row.state,
            kind=StatementKind(row.kind),
            provision=row.provision,
            value=value_from_json(row.value),
            summary=row.summary,
            source=codes[row.source_id],
            text_ref=row.text_ref,
            made_on=row.made_on,
            withdrawn_on=row.withdrawn_on,
            territory=row.territory or None,
        )
