"""Does the offence pass the instrument's gate? Each kind of instrument asks its own question of the offence."""

from __future__ import annotations

from ..instruments.types import Gate, Instrument
from ..measures import Matter
from ..offences import Offence
from ..sentences import InstrumentName, ProvisionName, Sentence, Series, say
from .case import Case, given, rule
from .types import Answer, Outcome, Test
from .untoc_gate import circumstance, open_offence, serious_crime, untoc_gate


def gate_tests(case: Case, instrument: Instrument) -> tuple[tuple[Test, ...], tuple[Sentence, ...]]:
    """The tests of the instrument's gate, and the conditions that come with passing it."""
    match instrument.gate:
        case Gate.UNTOC:
            return untoc_gate(case)
        case Gate.OFFENCE:
            return (_established(case, instrument),), ()
        case Gate.ELECTRONIC | Gate.ELECTRONIC_SERIOUS:
            return _electronic(case, instrument)
        case Gate.ANY:
            return _threshold(case, instrument), ()
        case Gate.LISTED:
            return (_listed(case, instrument),), ()
        case Gate.NONE:
            return (), ()


# -- conventions on particular offences ------------------------------------------------------------------------------


def _established(case: Case, instrument: Instrument) -> Test:
    offence = case.offence
    if offence is None:
        return open_offence("offence-covered", None)
    provisions = covering(instrument, offence)
    if provisions:
        return Test(
            code="offence-covered",
            outcome=Outcome.SATISFIED,
            reason=say(
                "%(offence)s is an offence under %(provisions)s.",
                offence=Sentence(offence.label),
                provisions=Series(tuple(ProvisionName(p) for p in provisions)),
            ),
            provision=provisions[0],
            evidence=tuple(rule(p) for p in provisions),
        )
    return Test(
        code="offence-covered",
        outcome=Outcome.FAILED,
        reason=say(
            "%(offence)s is not among the offences of the %(instrument)s.",
            offence=Sentence(offence.label),
            instrument=InstrumentName(instrument.code),
        ),
        evidence=(given("offence"), rule(instrument.code)),
    )


def covering(instrument: Instrument, offence: Offence) -> tuple[str, ...]:
    """The instrument's own provisions that establish the offence."""
    return offence.under(instrument.code)


# -- electronic evidence, general treaties, lists --------------------------------------------------------------------


def _electronic(case: Case, instrument: Instrument) -> tuple[tuple[Test, ...], tuple[Sentence, ...]]:
    if case.offence is not None and covering(instrument, case.offence):
        return (_established(case, instrument),), ()
    if case.question.measure.matter is Matter.EXTRADITION:
        return (_established(case, instrument),), ()
    evidence = Answer.YES if case.question.measure.electronic else case.known.electronic_evidence
    tests = [_evidence_in_electronic_form(case, instrument, evidence)]
    conditions: tuple[Sentence, ...] = ()
    if instrument.gate is Gate.ELECTRONIC_SERIOUS:
        serious, conditions = serious_crime(case)
        tests.append(serious)
    return tuple(tests), conditions


def _evidence_in_electronic_form(case: Case, instrument: Instrument, answer: Answer) -> Test:
    provision = instrument.provisions_for(case.question.measure)[0]
    reasons = {
        Answer.YES: say("The evidence sought is in electronic form, whatever the offence."),
        Answer.NO: say(
            "The offence is not one of those of the %(instrument)s, and the evidence is not in electronic form.",
            instrument=InstrumentName(instrument.code),
        ),
        Answer.UNKNOWN: say("Not said: whether the evidence sought is in electronic form."),
    }
    return circumstance("electronic-evidence", provision, answer, reasons[answer], "electronic-evidence")


def _threshold(case: Case, instrument: Instrument) -> tuple[Test, ...]:
    years = instrument.extradition_years
    if case.question.measure.matter is not Matter.EXTRADITION or years is None:
        return ()
    own, other = case.known.penalty_requesting, case.known.penalty_requested
    provision = instrument.clauses.extradition_conditions or instrument.provisions_for(case.question.measure)[0]
    below = [p for p in (own, other) if p is not None and p < years]
    if below:
        outcome, reason = (
            Outcome.FAILED,
            say("The maximum penalty is below the %(years)s year(s) the treaty asks for in both States.", years=years),
        )
    elif own is not None and other is not None:
        outcome, reason = (
            Outcome.SATISFIED,
            say("The maximum penalty reaches the %(years)s year(s) the treaty asks for in both States.", years=years),
        )
    else:
        outcome, reason = (
            Outcome.UNKNOWN,
            say("The treaty asks for a maximum penalty of at least %(years)s year(s) in both States.", years=years),
        )
    return (
        Test(
            code="penalty",
            outcome=outcome,
            reason=reason,
            provision=provision,
            evidence=(given("penalty-requesting"), given("penalty-requested"), rule(provision)),
            who_could_say=case.authority() if outcome is Outcome.UNKNOWN else None,
        ),
    )


def _listed(case: Case, instrument: Instrument) -> Test:
    return Test(
        code="offence-listed",
        outcome=Outcome.UNKNOWN,
        reason=say("Which offences the treaty covers is not on record here; read its text."),
        evidence=(rule(instrument.code),),
        who_could_say=case.authority(),
    )
