"""Step 7, everything but extradition: how an instrument founds assistance, confiscation and the other matters."""

from __future__ import annotations

from ..instruments.types import Instrument
from ..measures import Matter
from ..sentences import InstrumentName, ProvisionName, Sentence, say
from ..statements import ConfiscationBasis
from .case import Case, rule
from .extradition import dual_criminality
from .route import Route, treaties_to_check
from .types import Outcome, Role, Test


def assistance_route(case: Case, instrument: Instrument) -> Route:
    """The part the instrument plays for the measure asked for, with the tests and conditions of that route."""
    if instrument.is_treaty_on_cooperation:
        return _own_treaty(case, instrument)
    match case.question.measure.matter:
        case Matter.MLA:
            return _mutual_assistance(case, instrument)
        case Matter.CONFISCATION:
            return _confiscation(case, instrument)
        case Matter.SENTENCED_PERSONS:
            return _invitation(
                case, say("The convention invites agreements; by itself it does not oblige to transfer.")
            )
        case Matter.PROCEEDINGS:
            return _invitation(case, say("The convention obliges to consider a transfer; domestic law must allow it."))
        case Matter.JOINT_INVESTIGATION | Matter.SPECIAL_TECHNIQUES:
            return _by_agreement(case)
        case _:
            return _direct(case)


def _own_treaty(case: Case, instrument: Instrument) -> Route:
    summary = (
        say("A special regime between the two governs the request.")
        if instrument.mutual_recognition
        else say("A treaty on the matter in force between the two governs the request.")
    )
    consent: tuple[Sentence, ...] = ()
    if case.question.measure.matter is Matter.SENTENCED_PERSONS:
        consent = (say("Both States and, as a rule, the sentenced person must agree to the transfer."),)
    return Route(Role.PRIMARY, summary, _discretion(case, instrument), consent)


def _mutual_assistance(case: Case, instrument: Instrument) -> Route:
    clauses = instrument.clauses
    tests = _discretion(case, instrument)
    if case.own_treaties:
        first = tuple(p for p in (clauses.mla_other_treaties, clauses.mla_in_full) if p)
        treaty = InstrumentName(case.own_treaties[0].code)
        summary = (
            say(
                "The %(treaty)s governs the request; the two may agree to apply the convention's own paragraphs"
                " in its stead, and are encouraged to where these ease cooperation.",
                treaty=treaty,
            )
            if clauses.mla_in_full
            else say("The %(treaty)s governs the request; this instrument supports it.", treaty=treaty)
        )
        return Route(Role.SUPPLEMENTARY, summary, tests, first=first)
    summary = (
        say(
            "No treaty on mutual legal assistance in force is on record: the convention's own paragraphs apply in full."
        )
        if clauses.mla_in_full
        else say("The convention itself obliges the parties to assist each other.")
    )
    first = (clauses.mla_in_full,) if clauses.mla_in_full else ()
    return Route(Role.PRIMARY, summary, tests, treaties_to_check(case), first)


def _confiscation(case: Case, instrument: Instrument) -> Route:
    test, conditions = _treaty_for_confiscation(case, instrument)
    role = Role.SUPPLEMENTARY if case.own_treaties else Role.PRIMARY
    clause = instrument.clauses.confiscation_basis
    return Route(
        role,
        say("The convention obliges to trace, freeze and confiscate as far as domestic law allows."),
        (*((test,) if test else ()), *_discretion(case, instrument)),
        (*conditions, *treaties_to_check(case)),
        (clause,) if clause else (),
    )


def _treaty_for_confiscation(case: Case, instrument: Instrument) -> tuple[Test | None, tuple[Sentence, ...]]:
    clause = instrument.clauses.confiscation_basis
    said = case.said(case.requested, instrument.code, ConfiscationBasis)
    if clause is None:
        return None, ()
    test = Test(
        code="confiscation-basis",
        outcome=Outcome.SATISFIED,
        reason=say(
            "If %(state)s makes these measures conditional on a treaty, %(provision)s makes the convention"
            " the necessary and sufficient one.",
            state=case.b,
            provision=ProvisionName(clause),
        ),
        provision=clause,
        evidence=(rule(clause), *(case.evidence(s) for s in said)),
    )
    return test, tuple(Sentence(s.summary) for s in said)


def _invitation(case: Case, summary: Sentence) -> Route:
    role = Role.SUPPLEMENTARY if case.own_treaties else Role.FALLBACK
    return Route(
        role, summary, conditions=(say("An agreement for the case at hand is needed."), *treaties_to_check(case))
    )


def _by_agreement(case: Case) -> Route:
    role = Role.SUPPLEMENTARY if case.own_treaties else Role.PRIMARY
    return Route(
        role,
        say("The convention provides for it by standing agreement or, where there is none, case by case."),
        conditions=(
            say("The two States must agree, for this case if they have no standing agreement."),
            *treaties_to_check(case),
        ),
    )


def _direct(case: Case) -> Route:
    role = Role.SUPPLEMENTARY if case.own_treaties else Role.PRIMARY
    return Route(
        role, say("The convention itself is a basis for this cooperation."), conditions=treaties_to_check(case)
    )


def _discretion(case: Case, instrument: Instrument) -> tuple[Test, ...]:
    """UNTOC 18(9): for coercive measures the requested State may ask for dual criminality."""
    if not case.question.measure.coercive or instrument.clauses.dual_criminality is None:
        return ()
    return (dual_criminality(case, instrument, required=False),)
