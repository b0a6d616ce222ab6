"""The legal-basis procedure on small books in which every fact is visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.actions import ActionKind, TreatyAction
from comity.law.basis.procedure import opinion
from comity.law.basis.types import (
    Answer,
    Circumstances,
    EvidenceKind,
    Finding,
    Opinion,
    Outcome,
    Question,
    QuestionError,
    Role,
)
from comity.law.book import TreatyBook
from comity.law.instruments.types import Gate, Scope
from comity.law.measures import Matter, Measure
from comity.law.statements import (
    Authority,
    DisputesExcluded,
    ExtraditionBasis,
    Languages,
    RelationsExcluded,
    TreatyAsBasis,
)

from ..builders import AS_OF, COE, act, book, instrument, statement

ON = date(2010, 1, 1)
BOTH = (act("AAA", date(2004, 1, 1)), act("BBB", date(2004, 1, 1)))


def ask(facts: TreatyBook, measure: Measure = Measure.MLA, **changes: object) -> Opinion:
    """What AAA can ask of BBB."""
    question = Question("AAA", "BBB", measure, ON)
    return opinion(facts, replace(question, **changes))  # type: ignore[arg-type]


def of(found: tuple[Finding, ...], code: str = "conv") -> Finding:
    """The finding on one instrument."""
    return next(f for f in found if f.instrument == code)


def outcomes(finding: Finding) -> dict[str, Outcome]:
    """How each test of a finding came out."""
    return {t.code: t.outcome for t in finding.tests}


def treaty(**changes: object) -> TreatyBook:
    """A bilateral treaty between AAA and BBB beside the convention."""
    own = instrument("own", scope=Scope.BILATERAL, gate=Gate.ANY, parties=frozenset({"AAA", "BBB"}), **changes)
    acts = (act("AAA", date(2004, 1, 1), code="own"), act("BBB", date(2004, 1, 1), code="own"))
    return book(*BOTH, *acts, instruments=(instrument(), own))


# -- mutual legal assistance -----------------------------------------------------------------------------------------


def test_without_a_treaty_the_convention_applies_in_full() -> None:
    finding = of(ask(book(*BOTH)).findings)
    assert finding.role is Role.PRIMARY
    assert finding.articles[0] == "conv:18:7"


def test_a_treaty_on_assistance_governs_and_the_convention_supplements_it() -> None:
    answer = ask(treaty())
    assert of(answer.findings, "own").role is Role.PRIMARY
    assert of(answer.findings).role is Role.SUPPLEMENTARY
    assert answer.findings[0].instrument == "own"


def test_where_one_state_only_signed_the_convention_is_a_near_miss_not_a_basis() -> None:
    facts = book(act("AAA", date(2004, 1, 1)), act("BBB", date(2001, 1, 1), ActionKind.SIGNATURE))
    answer = ask(facts)
    assert not [f for f in answer.findings if f.instrument]
    near = of(answer.unavailable)
    assert outcomes(near)["party-requested"] is Outcome.FAILED
    assert "signed" in near.summary.msgid
    assert answer.has_treaty_basis is Outcome.FAILED


def test_beyond_the_record_a_non_party_is_undetermined() -> None:
    facts = book(act("AAA", date(2004, 1, 1)))
    answer = ask(facts, on=date(2022, 1, 1))
    assert outcomes(of(answer.undetermined))["party-requested"] is Outcome.UNKNOWN
    assert answer.has_treaty_basis is Outcome.UNKNOWN


def test_the_answer_follows_the_date() -> None:
    facts = book(*BOTH)
    assert ask(facts, on=date(2004, 1, 30)).has_treaty_basis is Outcome.FAILED
    assert ask(facts, on=date(2004, 1, 31)).has_treaty_basis is Outcome.SATISFIED


def test_absence_of_dual_criminality_is_a_discretion_for_assistance_and_a_bar_for_extradition() -> None:
    no = Circumstances(dual_criminality=Answer.NO)
    search = of(ask(book(*BOTH), Measure.SEARCH, circumstances=no).findings)
    assert outcomes(search)["dual-criminality"] is Outcome.UNKNOWN
    surrender = of(ask(book(*BOTH), Measure.EXTRADITION, circumstances=no).unavailable)
    assert outcomes(surrender)["dual-criminality"] is Outcome.FAILED


def test_the_requested_states_authority_and_languages_are_named() -> None:
    facts = book(
        *BOTH,
        statements=(
            statement("BBB", Authority("Ministry of Justice", "court"), provision="conv:18:13"),
            statement("BBB", Languages(("fr", "en")), provision="conv:18:14"),
            statement("AAA", Authority("Ministry of A"), provision="conv:18:13"),
        ),
    )
    finding = of(ask(facts).findings)
    assert [d.name for d in finding.designations] == ["Ministry of Justice"]
    assert [r.codes for r in finding.languages] == [("fr", "en")]


def test_a_reservation_on_disputes_touches_no_conclusion() -> None:
    plain = ask(book(*BOTH))
    reserved = ask(book(*BOTH, statements=(statement("BBB", DisputesExcluded(), provision="conv:35:2"),)))
    assert [f.tests for f in plain.findings] == [f.tests for f in reserved.findings]


# -- extradition -----------------------------------------------------------------------------------------------------

VALUES = {
    TreatyAsBasis.YES: (Role.PRIMARY, Outcome.SATISFIED),
    TreatyAsBasis.YES_IF_NO_TREATY: (Role.PRIMARY, Outcome.SATISFIED),
    TreatyAsBasis.YES_CONDITIONAL: (Role.PRIMARY, Outcome.UNKNOWN),
    TreatyAsBasis.NOT_REQUIRED: (Role.PRIMARY, Outcome.SATISFIED),
    TreatyAsBasis.SILENT: (Role.FALLBACK, Outcome.UNKNOWN),
}


@pytest.mark.parametrize("value", VALUES, ids=lambda v: v.value)
def test_the_requested_states_notification_decides_the_route(value: TreatyAsBasis) -> None:
    facts = book(*BOTH, statements=(statement("BBB", ExtraditionBasis(value)),))
    finding = of(ask(facts, Measure.EXTRADITION).findings)
    assert (finding.role, outcomes(finding)["treaty-as-basis"]) == VALUES[value]


def test_a_state_that_refuses_the_convention_as_basis_makes_it_unavailable() -> None:
    facts = book(*BOTH, statements=(statement("BBB", ExtraditionBasis(TreatyAsBasis.NO)),))
    assert of(ask(facts, Measure.EXTRADITION).unavailable).outcome is Outcome.FAILED


def test_the_requesting_states_own_refusal_is_only_a_condition() -> None:
    facts = book(
        *BOTH,
        statements=(
            statement("AAA", ExtraditionBasis(TreatyAsBasis.NO)),
            statement("BBB", ExtraditionBasis(TreatyAsBasis.YES)),
        ),
    )
    there = of(ask(facts, Measure.EXTRADITION).findings)
    assert there.role is Role.PRIMARY
    assert any("reciprocate" in c.msgid for c in there.conditions)
    back = opinion(facts, Question("BBB", "AAA", Measure.EXTRADITION, ON))
    assert of(back.unavailable).outcome is Outcome.FAILED


def test_no_notification_on_record_is_never_a_yes_nor_a_no() -> None:
    finding = of(ask(book(*BOTH), Measure.EXTRADITION).findings)
    assert finding.role is Role.FALLBACK
    assert outcomes(finding)["treaty-as-basis"] is Outcome.UNKNOWN


def test_an_extradition_treaty_takes_precedence_and_includes_the_offences() -> None:
    finding = of(ask(treaty(), Measure.EXTRADITION).findings)
    assert finding.role is Role.SUPPLEMENTARY
    assert finding.articles[0] == "conv:16:3"


def test_nothing_is_deemed_included_in_surrender_on_mutual_recognition() -> None:
    finding = of(ask(treaty(mutual_recognition=True), Measure.EXTRADITION).findings)
    assert finding.role is Role.SUPPLEMENTARY
    assert "conv:16:3" not in finding.articles


def test_declaration_withdrawn_before_the_request_no_longer_counts() -> None:
    declared = statement("BBB", ExtraditionBasis(TreatyAsBasis.NO), withdrawn_on=date(2009, 1, 1))
    assert of(ask(book(*BOTH, statements=(declared,)), Measure.EXTRADITION).findings).role is Role.FALLBACK


def test_a_state_said_to_need_no_treaty_recognises_the_offences() -> None:
    known = Circumstances(treaty_required_by_requested=Answer.NO)
    finding = of(ask(book(*BOTH), Measure.EXTRADITION, circumstances=known).findings)
    assert finding.role is Role.PRIMARY
    assert finding.articles[0] == "conv:16:6"


# -- the gate of the convention against transnational organized crime -----------------------------------------------


def untoc_facts() -> TreatyBook:
    """Both are bound by a convention with UNTOC's gate."""
    gated = instrument("untoc", gate=Gate.UNTOC)
    acts = (act("AAA", date(2004, 1, 1), code="untoc"), act("BBB", date(2004, 1, 1), code="untoc"))
    return book(*acts, instruments=(gated,))


SERIOUS = [
    ("4", "4", Outcome.SATISFIED),
    ("4", None, Outcome.SATISFIED),
    ("5", "3", Outcome.SATISFIED),
    ("3.99", "3", Outcome.FAILED),
    ("3", "4", Outcome.UNKNOWN),
    (None, "4", Outcome.UNKNOWN),
    ("3", None, Outcome.UNKNOWN),
    (None, None, Outcome.UNKNOWN),
]


@pytest.mark.parametrize(("own", "other", "expected"), SERIOUS)
def test_four_years_make_a_crime_serious(own: str | None, other: str | None, expected: Outcome) -> None:
    known = Circumstances(
        penalty_requesting=Decimal(own) if own else None, penalty_requested=Decimal(other) if other else None
    )
    answer = ask(untoc_facts(), offence="other-serious-crime", circumstances=known)
    finding = of((*answer.findings, *answer.unavailable), "untoc")
    assert outcomes(finding)["offence-covered-or-serious"] is expected


def test_serious_in_the_requesting_state_only_carries_a_warning() -> None:
    known = Circumstances(penalty_requesting=Decimal(5), penalty_requested=Decimal(2))
    finding = of(ask(untoc_facts(), offence="other-serious-crime", circumstances=known).findings, "untoc")
    assert any("under whose law" in c.msgid for c in finding.conditions)


def test_an_offence_of_the_convention_needs_no_penalty() -> None:
    finding = of(ask(untoc_facts(), offence="money-laundering").findings, "untoc")
    assert outcomes(finding)["offence-covered-or-serious"] is Outcome.SATISFIED


def test_no_organized_criminal_group_closes_the_gate() -> None:
    known = Circumstances(organized_group=Answer.NO)
    answer = ask(untoc_facts(), offence="money-laundering", circumstances=known)
    assert outcomes(of(answer.unavailable, "untoc"))["organized-group"] is Outcome.FAILED


def test_what_was_not_said_stays_unknown() -> None:
    found = outcomes(of(ask(untoc_facts()).findings, "untoc"))
    assert {found[c] for c in ("offence-covered-or-serious", "organized-group", "transnational")} == {Outcome.UNKNOWN}


# -- invariants ------------------------------------------------------------------------------------------------------

ACTS = st.lists(
    st.builds(
        act,
        st.sampled_from(["AAA", "BBB", "CCC"]),
        st.dates(date(2000, 11, 15), date(2014, 7, 1)),
        st.sampled_from([ActionKind.SIGNATURE, ActionKind.RATIFICATION, ActionKind.ACCESSION, ActionKind.WITHDRAWAL]),
    ),
    max_size=8,
)
QUESTIONS = st.builds(
    Question,
    requesting=st.just("AAA"),
    requested=st.sampled_from(["BBB", "CCC"]),
    measure=st.sampled_from(list(Measure)),
    on=st.dates(date(1999, 1, 1), date(2035, 1, 1)),
    offence=st.sampled_from([None, "money-laundering", "other-serious-crime", "trafficking-in-persons"]),
)
CLOSED = instrument("own", scope=Scope.BILATERAL, gate=Gate.LISTED, parties=frozenset({"AAA", "BBB"}))


def varied(acts: list[TreatyAction]) -> TreatyBook:
    return book(*acts, instruments=(instrument(gate=Gate.UNTOC), CLOSED))


@given(ACTS, QUESTIONS)
def test_every_test_rests_on_evidence_and_every_unknown_names_who_could_say(
    acts: list[TreatyAction], question: Question
) -> None:
    answer = opinion(varied(acts), question)
    for finding in (*answer.findings, *answer.unavailable, *answer.undetermined):
        for test in finding.tests:
            assert test.evidence, test
            if test.outcome is Outcome.UNKNOWN:
                assert test.who_could_say is not None, test


@given(ACTS, QUESTIONS)
def test_party_tests_of_a_to_b_mirror_those_of_b_to_a(acts: list[TreatyAction], question: Question) -> None:
    facts = varied(acts)
    back = replace(question, requesting=question.requested, requested=question.requesting)

    def parties(answer: Opinion) -> set[tuple[str | None, Outcome, Outcome]]:
        found = (*answer.findings, *answer.unavailable, *answer.undetermined)
        return {
            (f.instrument, outcomes(f)["party-requesting"], outcomes(f)["party-requested"])
            for f in found
            if f.instrument
        }

    assert parties(opinion(facts, question)) == {(i, b, a) for i, a, b in parties(opinion(facts, back))}


@given(ACTS, QUESTIONS)
def test_no_instrument_is_lost_and_none_serves_that_failed_a_test(acts: list[TreatyAction], question: Question) -> None:
    facts = varied(acts)
    answer = opinion(facts, question)
    named = [f.instrument for f in (*answer.findings, *answer.unavailable, *answer.undetermined) if f.instrument]
    covering = [i.code for i in facts.between("AAA", question.requested) if i.covers(question.measure)]
    assert sorted(named) == sorted(covering)
    assert all(f.outcome is not Outcome.FAILED for f in answer.findings)
    roles = [list(Role).index(f.role) for f in answer.findings]
    assert roles == sorted(roles)


@given(QUESTIONS)
def test_without_any_fact_there_is_no_treaty_basis_but_always_a_way_to_ask(question: Question) -> None:
    answer = opinion(book(), question)
    assert not [f for f in answer.findings if f.instrument]
    assert answer.findings[-1].role is Role.FALLBACK
    assert answer.parallel


def test_relations_excluded_by_an_objection_fail_with_the_statement_as_evidence() -> None:
    facts = book(*BOTH, statements=(statement("BBB", RelationsExcluded("AAA")),))
    tests = of(ask(facts).unavailable).tests
    assert any(e.kind is EvidenceKind.STATEMENT for t in tests if t.outcome is Outcome.FAILED for e in t.evidence)


def test_the_oldest_record_used_is_the_answers_date() -> None:
    assert ask(book(*BOTH)).as_of == AS_OF


# -- questions that cannot be answered as put ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("requesting", "requested", "field"),
    [
        ("AAA", "AAA", "requested"),
        ("XXX", "BBB", "requesting"),
        ("AAA", "XXX", "requested"),
        ("OLD", "BBB", "requesting"),
        ("AAA", "UUU", "requested"),
        ("BBB", "TTT", "requested"),
    ],
)
def test_a_question_that_makes_no_sense_names_the_field(requesting: str, requested: str, field: str) -> None:
    with pytest.raises(QuestionError) as caught:
        opinion(book(), Question(requesting, requested, Measure.MLA, ON))
    assert caught.value.field == field
    assert str(caught.value)


def test_matters_apart_from_the_measure_found_no_basis() -> None:
    only_mla = instrument(matters={Matter.MLA: ("conv:18",)})
    answer = ask(book(*BOTH, instruments=(only_mla,)), Measure.EXTRADITION)
    assert not [f for f in (*answer.findings, *answer.unavailable) if f.instrument]


def test_membership_counts_on_the_day_asked_about() -> None:
    closed = instrument("coe", gate=Gate.ANY, scope=Scope.REGIONAL, members_only="COE", adopted=date(1980, 1, 1))
    closed = replace(closed, entry=replace(closed.entry, general=date(1980, 1, 1)))
    facts = book(*BOTH, instruments=(instrument(), closed), complete=False)

    def checks_first(on: date) -> bool:
        finding = of(ask(facts, on=on).findings)
        return any("take precedence" in condition.msgid for condition in finding.conditions)

    assert checks_first(date(2010, 1, 1))
    later = replace(facts.gazetteer["AAA"], memberships=(replace(COE[0], until=date(2009, 1, 1)),))
    gazetteer = replace(facts.gazetteer, states={**facts.gazetteer.states, "AAA": later})
    facts = replace(facts, gazetteer=gazetteer)
    assert not checks_first(date(2010, 1, 1))
