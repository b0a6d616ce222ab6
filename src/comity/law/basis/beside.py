"""Steps 8 and 9: what remains without a treaty (domestic law, reciprocity, comity), and what to do in parallel."""

from __future__ import annotations

from ..contents import contents_for
from ..measures import Matter
from ..networks import NETWORKS
from ..sentences import Sentence, say
from .case import Case, given, rule
from .types import Answer, Evidence, EvidenceKind, Finding, Outcome, Role, Test

# The Commonwealth's schemes, by the matter they recommend rules for; neither treaties nor model laws.
_SCHEMES = {
    Matter.EXTRADITION: say("London Scheme for Extradition within the Commonwealth"),
    Matter.MLA: say("Harare Scheme on mutual assistance in criminal matters within the Commonwealth"),
    Matter.CONFISCATION: say("Harare Scheme on mutual assistance in criminal matters within the Commonwealth"),
    Matter.SENTENCED_PERSONS: say("Scheme for the transfer of convicted offenders within the Commonwealth"),
}


def fallbacks(case: Case) -> tuple[Finding, ...]:
    """Non-binding schemes both States share, then domestic law with reciprocity or comity."""
    return (*_scheme(case), _domestic_law(case))


def _scheme(case: Case) -> tuple[Finding, ...]:
    title = _SCHEMES.get(case.question.measure.matter)
    members = all(
        case.book.gazetteer[code].member_of("COMMONWEALTH", case.on) is not False
        for code in (case.requesting, case.requested)
    )
    if title is None or not members:
        return ()
    return (
        Finding(
            instrument=None,
            role=Role.FALLBACK,
            title=title,
            summary=say(
                "A scheme of recommendations between Commonwealth States:"
                " it binds only as far as domestic law adopts it."
            ),
            tests=(
                Test(
                    code="scheme-adopted",
                    outcome=Outcome.UNKNOWN,
                    reason=say(
                        "Whether the law of %(state)s carries out the scheme is not on record here.", state=case.b
                    ),
                    evidence=(Evidence(EvidenceKind.RECORD, "COMMONWEALTH", "memberships"),),
                    who_could_say=case.authority(),
                ),
            ),
        ),
    )


def _domestic_law(case: Case) -> Finding:
    answer = case.known.treaty_required_by_requested
    matter = case.question.measure.matter
    if matter is Matter.EXTRADITION and answer is not Answer.UNKNOWN:
        outcome = Outcome.SATISFIED if answer is Answer.NO else Outcome.FAILED
        reason = (
            say("%(state)s can extradite without a treaty, by the account given.", state=case.b)
            if answer is Answer.NO
            else say("%(state)s cannot extradite without a treaty, by the account given.", state=case.b)
        )
        evidence = given("treaty-required")
    else:
        outcome = Outcome.UNKNOWN
        reason = say("Whether the law of %(state)s allows it without a treaty is not on record here.", state=case.b)
        evidence = rule("domestic-law")
    return Finding(
        instrument=None,
        role=Role.FALLBACK,
        title=say("Domestic law of %(state)s, reciprocity or comity", state=case.b),
        summary=say("A request can be made without a treaty if the law of %(state)s allows it.", state=case.b),
        tests=(
            Test(
                code="domestic-law",
                outcome=outcome,
                reason=reason,
                evidence=(evidence,),
                who_could_say=case.authority() if outcome is Outcome.UNKNOWN else None,
            ),
        ),
        conditions=(
            say("An undertaking of reciprocity by %(state)s may be asked for.", state=case.a),
            say(
                "The request goes through diplomatic channels unless the law of %(state)s names another.", state=case.b
            ),
        ),
        contents=contents_for(None, case.question.measure),
    )


def informal(case: Case) -> tuple[Finding, ...]:
    """What to do in parallel with, and before, the formal request."""
    found = [*_networks(case), _draft_first(case), _police(case)]
    matter = case.question.measure.matter
    if matter is Matter.CONFISCATION or (case.offence and case.offence.code == "money-laundering"):
        found.append(_financial_intelligence())
    if case.question.measure.electronic or case.known.electronic_evidence is Answer.YES:
        found.append(_providers())
    return tuple(found)


def _channel(title: Sentence, summary: Sentence, tests: tuple[Test, ...] = ()) -> Finding:
    return Finding(instrument=None, role=Role.INFORMAL, title=title, summary=summary, tests=tests)


def _networks(case: Case) -> list[Finding]:
    linking = [
        n
        for n in NETWORKS
        if case.question.measure.matter in n.matters and n.links(case.requesting, case.requested, case.on)
    ]
    source = case.book.sources.get("networks")
    return [
        _channel(
            Sentence(network.name),
            say("Its contact points in both States can identify the authority, check a draft and follow up."),
            (
                Test(
                    code="network",
                    outcome=Outcome.SATISFIED,
                    reason=say("%(a)s and %(b)s are both recorded as members.", a=case.a, b=case.b),
                    evidence=(
                        Evidence(EvidenceKind.RECORD, network.code, "networks", source.as_of if source else None),
                    ),
                ),
            ),
        )
        for network in linking
    ]


def _draft_first(case: Case) -> Finding:
    return _channel(
        say("Consultation between the central authorities"),
        say(
            "Send a draft to the central authority of %(state)s before signing: most refusals are avoidable.",
            state=case.b,
        ),
    )


def _police(case: Case) -> Finding:
    both = all("INTERPOL" in case.book.gazetteer[code].organizations for code in (case.requesting, case.requested))
    test = Test(
        code="interpol",
        outcome=Outcome.SATISFIED if both else Outcome.UNKNOWN,
        reason=say("%(a)s and %(b)s are both recorded as members.", a=case.a, b=case.b)
        if both
        else say("Whether both are members is not on record here."),
        evidence=(Evidence(EvidenceKind.RECORD, "INTERPOL", "memberships"),),
    )
    return _channel(
        say("Police channels (INTERPOL)"),
        say(
            "To locate persons, verify identities and share intelligence; in urgent cases a channel for the request"
            " itself, where agreed."
        ),
        (test,),
    )


def _financial_intelligence() -> Finding:
    return _channel(
        say("Financial intelligence units"),
        say("They can trace accounts, and in some States postpone transactions, before a formal request arrives."),
    )


def _providers() -> Finding:
    return _channel(
        say("Preservation by the service provider"),
        say("Ask for preservation at once: stored data may be gone before a formal request is read."),
    )
