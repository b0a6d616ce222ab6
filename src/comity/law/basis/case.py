"""One question with everything the steps of the procedure read from the treaty book for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..book import TreatyBook
from ..instruments.types import Instrument
from ..offences import BY_CODE, Offence
from ..sentences import Sentence, StateName, say
from ..standing import Bond, Relation, between
from ..statements import Statement, Value
from .types import Circumstances, Evidence, EvidenceKind, Question


@dataclass(frozen=True)
class Case:
    """The question, the book, and the relation of the two States under every instrument that could serve."""

    book: TreatyBook
    question: Question

    @property
    def on(self) -> date:
        """The day of the request."""
        return self.question.on

    @property
    def known(self) -> Circumstances:
        """What the person asking knows of the case."""
        return self.question.circumstances

    @cached_property
    def offence(self) -> Offence | None:
        """The offence, None where it was left open."""
        return BY_CODE[self.question.offence] if self.question.offence else None

    @cached_property
    def requesting(self) -> str:
        """The State that asks (responsible for the territory, if a territory asks)."""
        return self.book.gazetteer.responsible(self.question.requesting)[0]

    @cached_property
    def requested(self) -> str:
        """The State that is asked."""
        return self.book.gazetteer.responsible(self.question.requested)[0]

    @property
    def a(self) -> StateName:
        """The requesting State or territory, to be named."""
        return StateName(self.question.requesting)

    @property
    def b(self) -> StateName:
        """The requested State or territory, to be named."""
        return StateName(self.question.requested)

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """The relation under each instrument between the two that covers the measure."""
        a, b = self.question.requesting, self.question.requested
        covering = (i for i in self.book.between(self.requesting, self.requested) if i.covers(self.question.measure))
        return {i.code: between(self.book, i.code, a, b, self.on) for i in covering}

    def relation(self, instrument: str) -> Relation:
        """The relation under any instrument, covering the measure or not."""
        found = self.relations.get(instrument)
        return found or between(self.book, instrument, self.question.requesting, self.question.requested, self.on)

    def serving(self, bond: Bond) -> tuple[Instrument, ...]:
        """The instruments covering the measure whose relation between the two is `bond`."""
        return tuple(self.book.instruments[code] for code, r in self.relations.items() if r.bond is bond)

    @cached_property
    def own_treaties(self) -> tuple[Instrument, ...]:
        """Special regimes, bilateral and regional treaties on the matter in force between the two."""
        return tuple(i for i in self.serving(Bond.BOUND) if i.is_treaty_on_cooperation)

    @cached_property
    def possible_treaties(self) -> tuple[Instrument, ...]:
        """The same kinds of treaty whose force between the two is not known but plausible."""
        return tuple(i for i in self.serving(Bond.UNKNOWN) if i.is_treaty_on_cooperation and self.plausible(i))

    def plausible(self, instrument: Instrument) -> bool:
        """True if both may well be parties: something is recorded of both, or membership opens the treaty to them."""
        relation = self.relation(instrument.code)
        return all(
            standing.recorded or self._member(standing.state, instrument.members_only)
            for standing in (relation.a, relation.b)
        )

    def _member(self, state: str, organization: str | None) -> bool:
        # None: it was or is a member, but since when is not on record; that leaves it plausible.
        return organization is not None and self.book.gazetteer[state].member_of(organization, self.on) is not False

    def said(self, state: str, instrument: str, kind: type[Value]) -> tuple[Statement, ...]:
        """What `state` said about `instrument` that stands on the day, of one kind of value."""
        statements = self.book.statements.get((instrument, state), ())
        return tuple(s for s in statements if isinstance(s.value, kind) and s.stands(self.on))

    def evidence(self, statement: Statement) -> Evidence:
        """A statement as evidence."""
        source = self.book.sources.get(statement.source)
        return Evidence(
            EvidenceKind.STATEMENT,
            statement.id,
            statement.source,
            source.as_of if source else None,
            statement.made_on,
        )

    def authority(self) -> Sentence:
        """Who can say what is unknown about the requested State."""
        return say("The central authority of %(state)s", state=self.b)


def rule(provision: str) -> Evidence:
    """A provision of the instrument as evidence."""
    return Evidence(EvidenceKind.RULE, provision)


def given(name: str) -> Evidence:
    """What the person asking said as evidence."""
    return Evidence(EvidenceKind.INPUT, name)


def oldest(days: Iterable[date | None]) -> date | None:
    """The oldest of the days that are known."""
    return min((day for day in days if day is not None), default=None)
