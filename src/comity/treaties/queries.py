"""What pages and downloads show of the record of treaties, read from the treaty book: no query of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from comity.law.actions import ActionKind, TreatyAction
from comity.law.book import TreatyBook
from comity.law.instruments.types import Article, Instrument
from comity.law.measures import Measure
from comity.law.offences import OFFENCES, Offence
from comity.law.provisions import Provision
from comity.law.standing import Bond, Relation, Standing, between, effect_of, in_force
from comity.law.statements import Statement


@dataclass(frozen=True, slots=True)
class Participation:
    """One State's row in the status table of a treaty: its standing, the acts behind it, what it says on the day."""

    state: str
    instrument: str
    standing: Standing
    signature: TreatyAction | None
    consent: TreatyAction | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many participants stand how towards a treaty on a day."""

    bound: int
    signed_only: int
    not_bound: int
    unknown: int


def participation(book: TreatyBook, instrument: str, state: str, on: date) -> Participation:
    """One State's row for one treaty."""
    acts = book.actions.get((instrument, state), ())
    own = [a for a in acts if a.territory is None]
    consents = [a for a in own if a.kind.binds]
    return Participation(
        state=state,
        instrument=instrument,
        standing=in_force(book, instrument, state, on),
        signature=next((a for a in own if a.kind is ActionKind.SIGNATURE), None),
        consent=consents[-1] if consents else None,
        statements=tuple(s for s in book.statements.get((instrument, state), ()) if s.stands(on)),
    )


def standing_of(book: TreatyBook, instrument: str, state: str, on: date) -> Standing:
    """Whether a State is bound by an instrument on a day."""
    return participation(book, instrument, state, on).standing


def treaty_status(book: TreatyBook, instrument: str, on: date) -> tuple[Participation, ...]:
    """A row for every State that did or said something about the treaty, in the order of codes.

    Where the record is complete, every State that could take part has a row: that it did not is known as well.
    """
    states = {s for code, s in (*book.actions, *book.statements) if code == instrument}
    treaty = book.instruments[instrument]
    if treaty.parties is None and (held := book.coverage.get(instrument)) and held.complete:
        states |= {state.code for state in book.gazetteer.party_candidates()}
    states |= {m.state for m in treaty.membership} | (treaty.parties or frozenset())
    return tuple(participation(book, instrument, s, on) for s in sorted(states) if s in book.gazetteer)


def numbers(rows: Iterable[Participation]) -> Numbers:
    """The rows counted by standing."""
    counts: Counter[str] = Counter()
    for row in rows:
        signed = row.standing.bond is not Bond.BOUND and row.standing.signed is not None
        counts["signed" if signed else row.standing.bond.value] += 1
    return Numbers(counts[Bond.BOUND.value], counts["signed"], counts[Bond.NOT_BOUND.value], counts[Bond.UNKNOWN.value])


def timeline(book: TreatyBook, instrument: str) -> tuple[tuple[int, int, int], ...]:
    """(year, acts of consent in it, States bound by its end), from the acts on record, up to the record's day."""
    rows = {s: acts for (code, s), acts in book.actions.items() if code == instrument and s in book.gazetteer}
    own = [act for acts in rows.values() for act in acts if act.on and not act.territory]
    consents = Counter(act.on.year for act in own if act.on and act.kind.binds)
    if not consents:
        return ()
    as_of = book.coverage[instrument].as_of if instrument in book.coverage else None
    years = range(min(consents), (as_of.year if as_of else max(consents)) + 1)
    ends = [min(date(year, 12, 31), as_of or date.max) for year in years]
    bound = [0] * len(ends)
    for state, acts in rows.items():
        for n, is_bound in enumerate(_bound_at(book, instrument, state, acts, ends)):
            bound[n] += is_bound
    return tuple((year, consents[year], number) for year, number in zip(years, bound, strict=True))


def _bound_at(
    book: TreatyBook, instrument: str, state: str, acts: Sequence[TreatyAction], ends: Sequence[date]
) -> Iterator[bool]:
    """Whether the State was bound at each of these days; asked anew only after something happened."""
    treaty, entity = book.instruments[instrument], book.gazetteer[state]
    ages = instrument not in book.coverage  # then a record grows too old to be presumed, on a day of its own
    events = {treaty.adopted, treaty.entry.general, treaty.terminated, entity.since, entity.until}
    events |= {effect_of(treaty, act) for act in acts} | {act.on for act in acts}
    days, before, bound = sorted(day for day in events if day), 0, False
    for n, end in enumerate(ends):
        happened = bisect_right(days, end)
        if n == 0 or ages or happened != before:
            bound = in_force(book, instrument, state, end).bond is Bond.BOUND
        before = happened
        yield bound


def state_profile(book: TreatyBook, state: str, on: date) -> tuple[Participation, ...]:
    """A row for every instrument that could bind the State, bound ones first."""
    order = {Bond.BOUND: 0, Bond.UNKNOWN: 1, Bond.NOT_BOUND: 2}
    rows = [participation(book, code, state, on) for code, i in book.instruments.items() if _concerns(i, state)]
    return tuple(sorted(rows, key=lambda r: order[r.standing.bond]))


def _concerns(instrument: Instrument, state: str) -> bool:
    return instrument.parties is None or state in instrument.parties


def compared(book: TreatyBook, a: str, b: str, on: date) -> tuple[tuple[Instrument, Relation], ...]:
    """How two States stand to each other under every instrument that could bind both; shared ones first."""
    order = {Bond.BOUND: 0, Bond.UNKNOWN: 1, Bond.NOT_BOUND: 2}
    states = [book.gazetteer.responsible(code)[0] for code in (a, b)]
    rows = [(i, between(book, i.code, a, b, on)) for i in book.between(states[0], states[1])]
    return tuple(sorted(rows, key=lambda row: order[row[1].bond]))


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """A provision's place in the graph: what it is part of, what rests on it, who said what about it."""

    provision: Provision
    instrument: Instrument
    article: Article | None
    before: Article | None
    after: Article | None
    measures: tuple[Measure, ...]
    offences: tuple[Offence, ...]
    statements: tuple[Statement, ...]


def provision_page(book: TreatyBook, code: str) -> ProvisionPage | None:
    """Everything known here about a provision; None if its instrument is not held. Raises ProvisionError."""
    provision = Provision.parse(code)
    instrument = book.instruments.get(provision.instrument)
    if instrument is None:
        return None
    articles = instrument.articles
    held = [n for n, a in enumerate(articles) if provision.within(Provision.parse(a.code))]
    at = held[-1] if held else None
    return ProvisionPage(
        provision=provision,
        instrument=instrument,
        article=articles[at] if at is not None else None,
        before=articles[at - 1] if at else None,
        after=articles[at + 1] if at is not None and at + 1 < len(articles) else None,
        measures=tuple(m for m in Measure if _touches(instrument.provisions_for(m), provision)),
        offences=tuple(o for o in OFFENCES if _touches(o.established_by, provision)),
        statements=statements_about(book, provision),
    )


def _touches(codes: Iterable[str], provision: Provision) -> bool:
    parsed = [Provision.parse(code) for code in codes]
    return any(p.within(provision) or provision.within(p) for p in parsed if p.path and provision.path)


def statements_about(book: TreatyBook, provision: Provision) -> tuple[Statement, ...]:
    """The statements that touch the provision or a part of it, by State."""
    found = [
        s
        for (code, _), said in book.statements.items()
        if code == provision.instrument
        for s in said
        if Provision.parse(s.provision).within(provision)
    ]
    return tuple(sorted(found, key=lambda s: (s.state, s.id)))


def statements_on(book: TreatyBook, instrument: str) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    """All statements about a treaty, grouped by the provision they touch, in the order of articles."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements_about(book, Provision(instrument)):
        groups.setdefault(statement.provision, []).append(statement)

    def place(code: str) -> tuple[tuple[int, str], ...]:
        return tuple((int(p) if p.isdigit() else 0, p) for p in Provision.parse(code).path)

    return tuple((code, tuple(groups[code])) for code in sorted(groups, key=place))
