"""Step 6, the extradition route: an existing treaty, the convention as basis, or recognition between the States.

Follows UNTOC article 16 and the like articles of UNCAC (44), the 1988 Convention (6) and the others; what each text
has is read from the instrument's clauses.
"""

from __future__ import annotations

from datetime import date

from ..instruments.types import Instrument
from ..measures import Measure
from ..sentences import InstrumentName, ProvisionName, Sentence, say
from ..standing import Bond
from ..statements import ExtraditionBasis, Statement, TreatyAsBasis
from .case import Case, given, rule
from .route import Route, treaties_to_check
from .types import Answer, Evidence, Outcome, Role, Test

_OUTCOMES = {
    TreatyAsBasis.YES: Outcome.SATISFIED,
    TreatyAsBasis.YES_IF_NO_TREATY: Outcome.SATISFIED,
    TreatyAsBasis.YES_CONDITIONAL: Outcome.UNKNOWN,
    TreatyAsBasis.NO: Outcome.FAILED,
    TreatyAsBasis.NOT_REQUIRED: Outcome.SATISFIED,
    TreatyAsBasis.SILENT: Outcome.UNKNOWN,
}


def extradition_route(case: Case, instrument: Instrument) -> Route:
    """The part the instrument plays for extradition, with the tests and conditions of that route."""
    if instrument.is_treaty_on_cooperation:
        return Route(
            Role.PRIMARY,
            say("A special regime between the two governs the request.")
            if instrument.mutual_recognition
            else say("An extradition treaty in force between the two governs the request."),
            _conditions_tests(case, instrument),
        )
    if case.own_treaties:
        return _deemed_included(case, instrument)
    return _convention(case, instrument)


def _deemed_included(case: Case, instrument: Instrument) -> Route:
    """UNTOC 16(3): the offences are deemed to be included in every existing extradition treaty."""
    # Surrender on mutual recognition is no extradition treaty: nothing is deemed to be included in it.
    treaties = [i for i in case.own_treaties if not i.mutual_recognition]
    clause = instrument.clauses.deemed_included if treaties else None
    treaty = InstrumentName((treaties or case.own_treaties)[0].code)
    return Route(
        Role.SUPPLEMENTARY,
        say("Its offences are deemed to be included in the %(treaty)s.", treaty=treaty)
        if clause
        else say("The %(treaty)s governs the request; this instrument supports it.", treaty=treaty),
        _conditions_tests(case, instrument),
        first=(clause,) if clause else (),
    )


def _convention(case: Case, instrument: Instrument) -> Route:
    clauses = instrument.clauses
    declared = case.said(case.requested, instrument.code, ExtraditionBasis)
    value, statement = declared_value(declared)
    if clauses.extradition_basis is None:
        return _recognising_only(case, instrument)
    if case.known.treaty_required_by_requested is Answer.NO and value is not TreatyAsBasis.YES:
        return _recognised(case, instrument, given("treaty-required"))
    if value is TreatyAsBasis.NOT_REQUIRED and statement is not None:
        return _recognised(case, instrument, case.evidence(statement))
    test = _basis_test(case, instrument, value, statement)
    silent = value is TreatyAsBasis.SILENT
    return Route(
        Role.FALLBACK if silent else Role.PRIMARY,
        _summary(value, case),
        (test, *_conditions_tests(case, instrument)),
        (*_condition(statement), *treaties_to_check(case), *_reciprocity(case, instrument)),
        tuple(p for p in (clauses.extradition_basis, clauses.extradition_notification) if p),
    )


def _recognising_only(case: Case, instrument: Instrument) -> Route:
    """Texts (1961 as adopted, 1971) that make offences extraditable only where neither State needs a treaty."""
    clause = instrument.clauses.no_treaty_needed
    answer = case.known.treaty_required_by_requested
    outcome = {Answer.NO: Outcome.SATISFIED, Answer.YES: Outcome.FAILED, Answer.UNKNOWN: Outcome.UNKNOWN}[answer]
    test = Test(
        code="treaty-as-basis",
        outcome=outcome,
        reason=say(
            "The %(instrument)s is no treaty basis by itself:"
            " it lets States that need no treaty recognise the offences.",
            instrument=InstrumentName(instrument.code),
        ),
        provision=clause,
        evidence=(given("treaty-required"), rule(clause or instrument.code)),
        who_could_say=case.authority() if outcome is Outcome.UNKNOWN else None,
    )
    return Route(
        Role.FALLBACK,
        say("It supports a request between States that need no treaty to extradite."),
        (test, *_conditions_tests(case, instrument)),
        treaties_to_check(case),
        (clause,) if clause else (),
    )


def declared_value(declared: tuple[Statement, ...]) -> tuple[TreatyAsBasis, Statement | None]:
    """The value that counts: the latest notification, none on record being silence."""
    if not declared:
        return TreatyAsBasis.SILENT, None
    latest = max(declared, key=lambda s: (s.made_on or date.min, s.id))
    assert isinstance(latest.value, ExtraditionBasis)  # noqa: S101 - Case.said filters by this type
    return latest.value.value, latest


def _basis_test(case: Case, instrument: Instrument, value: TreatyAsBasis, statement: Statement | None) -> Test:
    clause = instrument.clauses.extradition_notification or instrument.clauses.extradition_basis
    name = InstrumentName(instrument.code)
    if statement is None:
        reason = say(
            "No notification of %(state)s under %(provision)s is on record here:"
            " it may, if it wishes, consider the %(instrument)s as the legal basis. Ask its central authority.",
            state=case.b,
            provision=ProvisionName(clause or instrument.code),
            instrument=name,
        )
    else:
        reason = say(
            "%(state)s %(declared)s (%(provision)s).",
            state=case.b,
            declared=Sentence(value.label),
            provision=ProvisionName(statement.provision),
        )
    outcome = _OUTCOMES[value]
    return Test(
        code="treaty-as-basis",
        outcome=outcome,
        reason=reason,
        provision=clause,
        evidence=(case.evidence(statement),) if statement else (rule(clause or instrument.code),),
        who_could_say=case.authority() if outcome is Outcome.UNKNOWN else None,
    )


def _summary(value: TreatyAsBasis, case: Case) -> Sentence:
    if value is TreatyAsBasis.SILENT:
        return say("%(state)s may consider the convention as the legal basis if it wishes.", state=case.b)
    if value is TreatyAsBasis.NO:
        return say("%(state)s does not extradite on the basis of the convention.", state=case.b)
    return say("No other extradition treaty in force is on record: the convention itself is the legal basis.")


def _recognised(case: Case, instrument: Instrument, evidence: Evidence) -> Route:
    """UNTOC 16(6): States that need no treaty recognise the offences as extraditable between themselves."""
    clause = instrument.clauses.no_treaty_needed
    test = Test(
        code="treaty-as-basis",
        outcome=Outcome.SATISFIED,
        reason=say("%(state)s does not make extradition conditional on the existence of a treaty.", state=case.b),
        provision=clause,
        evidence=(evidence,),
    )
    return Route(
        Role.PRIMARY,
        say(
            "The offences are recognised as extraditable between the two;"
            " the domestic law of %(state)s governs the rest.",
            state=case.b,
        ),
        (test, *_conditions_tests(case, instrument)),
        treaties_to_check(case),
        (clause,) if clause else (),
    )


def _condition(statement: Statement | None) -> tuple[Sentence, ...]:
    if statement is None or not isinstance(statement.value, ExtraditionBasis):
        return ()
    if statement.value.value is not TreatyAsBasis.YES_CONDITIONAL:
        return ()
    return (Sentence(statement.summary),)


def _reciprocity(case: Case, instrument: Instrument) -> tuple[Sentence, ...]:
    value, _ = declared_value(case.said(case.requesting, instrument.code, ExtraditionBasis))
    if value is not TreatyAsBasis.NO:
        return ()
    return (
        say(
            "%(a)s has itself notified that it does not extradite on this basis;"
            " %(b)s may ask whether it can reciprocate.",
            a=case.a,
            b=case.b,
        ),
    )


def _conditions_tests(case: Case, instrument: Instrument) -> tuple[Test, ...]:
    """UNTOC 16(1), 16(7), 16(10): dual criminality and nationality under the requested State's law."""
    # Under mutual recognition the absence of dual criminality bars only off the list of exempt offences.
    tests = [dual_criminality(case, instrument, required=not instrument.mutual_recognition)]
    if case.question.measure is Measure.PROVISIONAL_ARREST or not instrument.mutual_recognition:
        tests.extend(_nationality(case, instrument))
    return tuple(tests)


def dual_criminality(case: Case, instrument: Instrument, *, required: bool) -> Test:
    """Whether the conduct is an offence in both States; `required` if its absence bars, else it is a discretion."""
    clauses = instrument.clauses
    clause = (
        (clauses.extradition_dual_criminality or clauses.extradition_conditions)
        if required
        else clauses.dual_criminality
    )
    answer = case.known.dual_criminality
    if answer is Answer.UNKNOWN and _both_must_criminalize(case, instrument):
        return Test(
            code="dual-criminality",
            outcome=Outcome.UNKNOWN,
            reason=say(
                "Both States are obliged to make this conduct an offence; whether their laws do is to be confirmed."
            ),
            provision=clause,
            evidence=(rule(clause or instrument.code),),
            who_could_say=case.authority(),
        )
    if answer is Answer.YES:
        outcome, reason = Outcome.SATISFIED, say("The conduct is an offence under the law of both States.")
    elif answer is Answer.NO and required:
        outcome, reason = Outcome.FAILED, say("The conduct is not an offence under the law of %(state)s.", state=case.b)
    elif answer is Answer.NO:
        outcome, reason = (
            Outcome.UNKNOWN,
            say(
                "The conduct is not an offence under the law of %(state)s, which may decline, but need not.",
                state=case.b,
            ),
        )
    else:
        outcome, reason = (
            Outcome.UNKNOWN,
            say("Not said: whether the conduct is an offence under the law of both States."),
        )
    return Test(
        code="dual-criminality",
        outcome=outcome,
        reason=reason,
        provision=clause,
        evidence=(given("dual-criminality"), rule(clause or instrument.code)),
        who_could_say=case.authority() if outcome is Outcome.UNKNOWN else None,
    )


def _both_must_criminalize(case: Case, instrument: Instrument) -> bool:
    if case.offence is None:
        return False
    for code in {p.split(":", 1)[0] for p in case.offence.established_by}:
        if code in case.book.instruments and case.relation(code).bond is Bond.BOUND:
            return True
    return bool(case.offence.under(instrument.code))


def _nationality(case: Case, instrument: Instrument) -> tuple[Test, ...]:
    clause = instrument.clauses.prosecute_nationals
    answer = case.known.national_of_requested
    if answer is Answer.NO:
        return ()
    reason = (
        say(
            "The person is a national of %(state)s, which may refuse but must then prosecute without delay.",
            state=case.b,
        )
        if answer is Answer.YES and clause
        else say("The person is a national of %(state)s, which may refuse for that reason.", state=case.b)
        if answer is Answer.YES
        else say("Not said: whether the person is a national of %(state)s.", state=case.b)
    )
    return (
        Test(
            code="nationality",
            outcome=Outcome.UNKNOWN,
            reason=reason,
            provision=clause or instrument.clauses.extradition_conditions,
            evidence=(given("national-of-requested"), *((rule(clause),) if clause else ())),
            who_could_say=case.authority(),
        ),
    )
