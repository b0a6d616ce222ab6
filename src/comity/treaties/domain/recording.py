"""Recording facts: each fact is new, changed or unchanged; recording the same fact twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from comity.core.gazetteer import load_gazetteer
from comity.law.actions import TreatyAction
from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Instrument
from comity.law.sources import Source
from comity.law.statements import Statement

from ..models import InstrumentRecord, LoadRun, SourceRecord
from .facts import Change, Fact, NotRecorded, Placed, Reach, Recorded, Remark
from .precedence import Precedence
from .revising import count_up
from .rows import Row, row_of
from .writing import Writer

_ORDER = (Source, Instrument, Reach, TreatyAction, Statement)  # what others refer to comes first


def record_fact(*, fact: Fact, place: str) -> Change:
    """Records one fact; raises NotRecorded saying why it cannot be."""
    recorded = record_facts(facts=[Placed(place, fact)])
    if recorded.refused:
        raise NotRecorded(recorded.refused[0].reason)
    return next(change for change, number in recorded.changes.items() if number)


def record_facts(*, facts: Iterable[Placed], run: LoadRun | None = None) -> Recorded:
    """Records a batch in one transaction, with a number of queries that does not grow with it.

    A fact that cannot be recorded is refused and the others are taken. A fact held from a newer source is kept.
    `run` is the load the facts come from; a fact that stands twice in it, and differently, is refused.
    """
    batch = list(facts)
    recorded = Recorded()
    with transaction.atomic():
        for kind in _ORDER:
            if placed := [p for p in batch if isinstance(p.fact, kind)]:
                _take(placed, recorded, run)
        if recorded.any_change:
            count_up()
    return recorded


def _take(placed: list[Placed], recorded: Recorded, run: LoadRun | None) -> None:
    """Records facts of one kind."""
    sources = list(SourceRecord.objects.values_list("code", "pk", "as_of"))
    writer = Writer(Precedence({pk: as_of for _, pk, as_of in sources}, run), recorded, run)
    ids, loaded = {code: pk for code, pk, _ in sources}, _loaded_instruments(placed)
    rows: dict[str, Row] = {}
    for item in placed:
        try:
            if _is_bundled(item, recorded):
                continue
            _check_references(item.fact, loaded)
            _gather(rows, row_of(item.fact, item.place, ids), recorded)
        except NotRecorded as error:
            recorded.refused.append(Remark(item.place, f"{error}; it was skipped"))
    if rows:
        writer.write(rows)


def _is_bundled(item: Placed, recorded: Recorded) -> bool:
    """True for an instrument that is bundled: it is known by heart, and a file cannot redefine it."""
    fact = item.fact
    if not isinstance(fact, Instrument) or fact.code not in BY_CODE:
        return False
    if fact == BY_CODE[fact.code]:
        recorded.changes[Change.UNCHANGED] += 1
    else:
        recorded.keep(item.place, f"{fact.code} comes with Comity, whose own account of it was kept")
    return True


def _gather(rows: dict[str, Row], row: Row, recorded: Recorded) -> None:
    """Adds a row to those to write; of two with the same key the first counts."""
    first = rows.setdefault(row.id, row)
    if first is row:
        return
    if first.content != row.content:
        raise NotRecorded(f"{row.id} stands already in {first.place}, differently")
    recorded.changes[Change.UNCHANGED] += 1


def _loaded_instruments(placed: list[Placed]) -> set[str]:
    """Which of the instruments the facts refer to were loaded before."""
    named = {code for p in placed if (code := _instrument_of(p.fact)) and code not in BY_CODE}
    return set(InstrumentRecord.objects.filter(code__in=named).values_list("code", flat=True)) if named else set()


def _instrument_of(fact: Fact) -> str | None:
    return fact.instrument if isinstance(fact, Reach | TreatyAction | Statement) else None


def _check_references(fact: Fact, loaded: set[str]) -> None:
    """Raises NotRecorded if the fact names an instrument or a State that is not known."""
    code = _instrument_of(fact)
    if code is not None and code not in BY_CODE and code not in loaded:
        raise NotRecorded(f"the instrument {code!r} is not held; load it first")
    gazetteer = load_gazetteer()
    if unknown := [s for s in _states(fact) if s not in gazetteer]:
        raise NotRecorded(f"{unknown[0]!r} is not the code of a State or territory")


def _states(fact: Fact) -> Iterator[str]:
    if isinstance(fact, TreatyAction | Statement):
        yield fact.state
        if fact.territory:
            yield fact.territory
    if isinstance(fact, Instrument):
        yield from sorted(fact.parties or ())
        yield from (member.state for member in fact.membership)
