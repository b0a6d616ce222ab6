"""UNTOC's gate, article 3: covered or serious, transnational, involving an organized criminal group.

An offence the convention or a Protocol binding both covers, or a serious crime (article 2(b)); transnational in
nature (article 3(2)); involving an organized criminal group (article 2(a)). Mutual legal assistance needs no more
than reasonable grounds to suspect the last two (article 18(1)).
"""

from __future__ import annotations

from decimal import Decimal

from ..instruments.types import Instrument
from ..measures import Matter
from ..offences import Offence
from ..sentences import InstrumentName, Param, ProvisionName, Sentence, Series, say
from ..standing import Bond
from .case import Case, given, rule
from .types import Answer, Evidence, EvidenceKind, Outcome, Test

SERIOUS = Decimal(4)  # years, UNTOC art. 2(b)
_ANSWER = {Answer.YES: Outcome.SATISFIED, Answer.NO: Outcome.FAILED, Answer.UNKNOWN: Outcome.UNKNOWN}


def untoc_gate(case: Case) -> tuple[tuple[Test, ...], tuple[Sentence, ...]]:
    """The tests of article 3 for the case, and the conditions that come with passing them."""
    offence, conditions = _covered_or_serious(case)
    tests = [offence, _group(case)]
    if case.question.measure.matter is Matter.EXTRADITION:
        tests.append(_person_located(case))
    else:
        tests.append(_transnational(case))
    return tuple(tests), conditions


def _covered_or_serious(case: Case) -> tuple[Test, tuple[Sentence, ...]]:
    if case.offence is None:
        return open_offence("offence-covered-or-serious", "untoc:3:1"), ()
    covered = _covered(case, case.offence)
    if covered is not None and covered.outcome is Outcome.SATISFIED:
        return covered, ()
    serious, conditions = serious_crime(case)
    if covered is None or serious.outcome is Outcome.SATISFIED:
        return serious, conditions
    # A Protocol may cover the offence, but whether it binds both is unknown; the penalties do not settle it either.
    return (covered if serious.outcome is Outcome.FAILED else serious), conditions


def _covered(case: Case, offence: Offence) -> Test | None:
    own = offence.under("untoc")
    if own:
        return Test(
            code="offence-covered-or-serious",
            outcome=Outcome.SATISFIED,
            reason=say(
                "%(offence)s is an offence under %(provisions)s.",
                offence=Sentence(offence.label),
                provisions=Series(tuple(ProvisionName(p) for p in own)),
            ),
            provision="untoc:3:1:a",
            evidence=tuple(rule(p) for p in own),
        )
    for protocol in case.book.instruments.values():
        if protocol.supplements == "untoc" and offence.under(protocol.code):
            return _covered_by_protocol(case, offence, protocol)
    return None


def _covered_by_protocol(case: Case, offence: Offence, protocol: Instrument) -> Test | None:
    relation = case.relation(protocol.code)
    if relation.bond is Bond.NOT_BOUND:
        return None
    bound = relation.bond is Bond.BOUND
    provision = offence.under(protocol.code)[0]
    facts: dict[str, Param] = {
        "offence": Sentence(offence.label),
        "provision": ProvisionName(provision),
        "instrument": InstrumentName(protocol.code),
    }
    rows = tuple(
        Evidence(EvidenceKind.ACTION, action.id, action.source, standing.as_of, action.on)
        for standing in (relation.a, relation.b)
        for action in standing.actions
    )
    return Test(
        code="offence-covered-or-serious",
        outcome=Outcome.SATISFIED if bound else Outcome.UNKNOWN,
        reason=say("%(offence)s is an offence under %(provision)s, and both are bound by the %(instrument)s.", **facts)
        if bound
        else say(
            "%(offence)s is an offence under %(provision)s, but whether the %(instrument)s binds both is unknown.",
            **facts,
        ),
        provision="untoc:3:1:a",
        evidence=(rule(provision), *rows),
        who_could_say=None if bound else say("The depositary of the %(instrument)s", instrument=facts["instrument"]),
    )


def serious_crime(case: Case) -> tuple[Test, tuple[Sentence, ...]]:
    own, other = case.known.penalty_requesting, case.known.penalty_requested
    conditions: tuple[Sentence, ...] = ()
    if own is not None and own >= SERIOUS:
        outcome = Outcome.SATISFIED
        if other is not None and other >= SERIOUS:
            reason = say("The offence is a serious crime in both States: at least four years of imprisonment.")
        else:
            reason = say(
                "The offence is a serious crime in %(state)s: at least four years of imprisonment.", state=case.a
            )
            conditions = (
                say(
                    "%(provision)s does not say under whose law a crime must be serious;"
                    " %(state)s may look at its own.",
                    provision=ProvisionName("untoc:2:b"),
                    state=case.b,
                ),
            )
    elif own is not None and other is not None and other < SERIOUS:
        outcome = Outcome.FAILED
        reason = say("The offence is a serious crime in neither State: less than four years of imprisonment.")
    elif own is not None and other is not None:
        outcome = Outcome.UNKNOWN
        reason = say(
            "The offence is a serious crime in %(b)s but not in %(a)s; which law counts is not settled.",
            a=case.a,
            b=case.b,
        )
    else:
        outcome = Outcome.UNKNOWN
        reason = say(
            "Whether the offence is a serious crime depends on the maximum penalty, which was not given for %(state)s.",
            state=case.a if own is None else case.b,
        )
    return (
        Test(
            code="offence-covered-or-serious",
            outcome=outcome,
            reason=reason,
            provision="untoc:2:b",
            evidence=(given("penalty-requesting"), given("penalty-requested"), rule("untoc:2:b")),
            who_could_say=say("The authority investigating or prosecuting the offence")
            if outcome is Outcome.UNKNOWN
            else None,
        ),
        conditions,
    )


def _group(case: Case) -> Test:
    answer = case.known.organized_group
    implied = case.offence is not None and "untoc:5" in case.offence.established_by
    if implied:
        answer = Answer.YES
    reasons = {
        Answer.YES: say("An organized criminal group is involved.")
        if not implied
        else say("The offence itself consists of taking part in an organized criminal group."),
        Answer.NO: say("No organized criminal group is involved, by the account given."),
        Answer.UNKNOWN: say(
            "Not said: whether a structured group of three or more persons, acting in concert for material benefit,"
            " is involved. For mutual legal assistance, reasonable grounds to suspect it are enough."
        ),
    }
    return circumstance("organized-group", "untoc:2:a", answer, reasons[answer], "organized-group")


def _transnational(case: Case) -> Test:
    answer = case.known.transnational
    reasons = {
        Answer.YES: say(
            "The offence is transnational: it, its effects, its group, or its victims, witnesses, proceeds or evidence"
            " lie in more than one State."
        ),
        Answer.NO: say("The offence is not transnational, by the account given."),
        Answer.UNKNOWN: say(
            "Not said: whether the offence is transnational. For mutual legal assistance it is enough that victims,"
            " witnesses, proceeds, instrumentalities or evidence are in %(state)s.",
            state=case.b,
        ),
    }
    provision = "untoc:18:1" if case.question.measure.matter is Matter.MLA else "untoc:3:2"
    return circumstance("transnational", provision, answer, reasons[answer], "transnational")


def _person_located(case: Case) -> Test:
    answer = case.known.person_in_requested
    reasons = {
        Answer.YES: say("The person sought is in %(state)s.", state=case.b),
        Answer.NO: say("The person sought is not in %(state)s, by the account given.", state=case.b),
        Answer.UNKNOWN: say("Not said: whether the person sought is in %(state)s.", state=case.b),
    }
    return circumstance("person-located", "untoc:16:1", answer, reasons[answer], "person-in-requested")


def circumstance(code: str, provision: str, answer: Answer, reason: Sentence, field: str) -> Test:
    return Test(
        code=code,
        outcome=_ANSWER[answer],
        reason=reason,
        provision=provision,
        evidence=(given(field), rule(provision)),
        who_could_say=say("The authority investigating or prosecuting the offence")
        if answer is Answer.UNKNOWN
        else None,
    )


def open_offence(code: str, provision: str | None) -> Test:
    return Test(
        code=code,
        outcome=Outcome.UNKNOWN,
        reason=say("The offence was left open; the answer depends on it."),
        provision=provision,
        evidence=(given("offence"),),
        who_could_say=say("The authority investigating or prosecuting the offence"),
    )
