"""The world at a glance gives the same answers as the procedure, pair by pair."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.law.basis.procedure import opinion
from comity.law.basis.types import Question, Role
from comity.law.book import TreatyBook
from comity.law.instruments.types import Gate, Scope
from comity.law.measures import Measure
from comity.law.offences import OFFENCES
from comity.law.statements import ExtraditionBasis, RelationsExcluded, TreatyAsBasis
from comity.law.world import Share, Shared, askable, world

from .builders import act, instrument, statement
from .builders import book as small_book

DAY = date(2012, 1, 1)
JOINED = date(2005, 1, 1)
BILATERAL = instrument("bilateral", scope=Scope.BILATERAL, gate=Gate.ANY, parties=frozenset({"AAA", "BBB"}))


def by_procedure(treaties: TreatyBook, question: Question) -> dict[str, set[str]]:
    """The instruments of an opinion by the part they play."""
    found = opinion(treaties, question)

    def codes(role: Role) -> set[str]:
        return {f.instrument for f in found.findings if f.instrument and f.role is role}

    return {
        "primary": codes(Role.PRIMARY),
        "supplementary": codes(Role.SUPPLEMENTARY),
        "possible": codes(Role.FALLBACK),
        "unknown": {f.instrument for f in found.undetermined if f.instrument},
    }


def as_sets(shared: Shared) -> dict[str, set[str]]:
    return {name: set(getattr(shared, name)) for name in ("primary", "supplementary", "possible", "unknown")}


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_agrees_with_the_procedure_on_random_pairs(book: TreatyBook, measure: Measure) -> None:
    chance = random.Random(measure.value)
    offences = [None, *(o.code for o in OFFENCES)]
    for on in (date(1995, 6, 1), date(2012, 1, 1), date(2022, 7, 18)):
        offence = chance.choice(offences)
        glance = world(book, measure, on, offence)
        for _ in range(15):
            a, b = chance.sample(glance.states, 2)
            expected = by_procedure(book, Question(a, b, measure, on, offence))
            assert as_sets(glance.bases(a, b)) == expected, (a, b, measure, on, offence)


bonds = st.dictionaries(st.sampled_from(["AAA", "BBB", "CCC"]), st.booleans())
values = st.dictionaries(st.sampled_from(["AAA", "BBB", "CCC"]), st.sampled_from(TreatyAsBasis))


@settings(max_examples=60, deadline=None)
@given(
    conv=bonds,
    protocol=bonds,
    later=bonds,
    treaty=st.booleans(),
    declared=values,
    excluded=st.booleans(),
    complete=st.booleans(),
    measure=st.sampled_from([Measure.EXTRADITION, Measure.MLA]),
)
def test_any_small_book_agrees_with_the_procedure(
    conv: dict[str, bool],
    protocol: dict[str, bool],
    later: dict[str, bool],
    treaty: bool,
    declared: dict[str, TreatyAsBasis],
    excluded: bool,
    complete: bool,
    measure: Measure,
) -> None:
    acts = [
        act(state, JOINED, code=code)
        for code, states in (("conv", conv), ("protocol", protocol), ("later", later))
        for state, joined in states.items()
        if joined
    ]
    if treaty:
        acts += [act("AAA", JOINED, code="bilateral"), act("BBB", JOINED, code="bilateral")]
    said = [statement(state, ExtraditionBasis(value)) for state, value in declared.items()]
    if excluded:
        said.append(statement("AAA", RelationsExcluded("CCC")))
    treaties = small_book(
        *acts,
        instruments=(
            instrument(replaced_by=("later",)),
            instrument("protocol", supplements="conv"),
            instrument("later"),
            BILATERAL,
        ),
        statements=tuple(said),
        complete=complete,
    )
    glance = world(treaties, measure, DAY)
    for a, b, shared in glance.pairs():
        assert as_sets(shared) == by_procedure(treaties, Question(a, b, measure, DAY)), (a, b)


def test_a_refusal_to_extradite_on_the_convention_counts_only_against_the_state_that_declared_it() -> None:
    treaties = small_book(
        act("AAA", JOINED),
        act("BBB", JOINED),
        statements=(
            statement("AAA", ExtraditionBasis(TreatyAsBasis.YES)),
            statement("BBB", ExtraditionBasis(TreatyAsBasis.NO)),
        ),
    )
    glance = world(treaties, Measure.EXTRADITION, DAY)
    assert glance.bases("AAA", "BBB") == Shared()
    assert glance.bases("BBB", "AAA") == Shared(primary=("conv",))
    assert glance.bases("AAA", "BBB").share is Share.NONE


def test_a_requested_state_that_has_said_nothing_may_consider_the_convention() -> None:
    glance = world(small_book(act("AAA", JOINED), act("BBB", JOINED)), Measure.EXTRADITION, DAY)
    assert glance.bases("AAA", "BBB") == Shared(possible=("conv",))
    assert glance.bases("AAA", "BBB").share is Share.POSSIBLE


def test_what_is_not_on_record_is_unknown_and_never_none() -> None:
    glance = world(small_book(act("AAA", JOINED), complete=False), Measure.MLA, DAY)
    assert glance.bases("AAA", "BBB").share is Share.UNKNOWN
    complete = world(small_book(act("AAA", JOINED), complete=True), Measure.MLA, DAY)
    assert complete.bases("AAA", "BBB").share is Share.NONE


def test_a_bilateral_treaty_serves_only_its_two_states() -> None:
    treaties = small_book(
        act("AAA", JOINED, code="bilateral"), act("BBB", JOINED, code="bilateral"), instruments=(BILATERAL,)
    )
    glance = world(treaties, Measure.EXTRADITION, DAY)
    assert glance.bases("BBB", "AAA").primary == ("bilateral",)
    assert glance.bases("AAA", "CCC") == Shared()


def test_a_convention_on_one_offence_does_not_serve_for_another(book: TreatyBook) -> None:
    drugs = world(book, Measure.MLA, DAY, "drug-trafficking").bases("NER", "ITA")
    hostages = world(book, Measure.MLA, DAY, "hostage-taking").bases("NER", "ITA")
    assert "drugs1988" in drugs.primary
    assert "drugs1988" not in hostages.primary
    assert "hostages1979" in hostages.primary


def test_every_pair_is_counted_once_and_no_state_is_paired_with_itself(book: TreatyBook) -> None:
    glance = world(book, Measure.MLA, DAY)
    states = len(askable(book))
    assert sum(glance.counts().values()) == states * (states - 1) == len(list(glance.pairs()))
    with pytest.raises(KeyError):
        glance.bases("ITA", "ITA")
