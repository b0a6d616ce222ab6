"""Does the basis named carry the request: what the navigator found on it, and whether the matter is serious enough."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...basis.types import Finding, Outcome, Test
from ...basis.untoc_gate import SERIOUS
from ...offences import BY_CODE
from ...sentences import InstrumentName, Sentence, say
from ..definition import Role
from ..given import Given
from ..points import Point, Reference, State

_PROTOCOLS = ("untoc-tip", "untoc-som", "untoc-fa")
_STATE = {Outcome.SATISFIED: State.FINE, Outcome.UNKNOWN: State.DOUBTFUL, Outcome.FAILED: State.DOUBTFUL}


def basis(given: Given) -> Iterator[Point]:
    """What the navigator found on the treaty named, each test with its evidence; and a treaty that would serve."""
    asked = given.role(Role.INSTRUMENT)
    if asked is None or given.context.opinion is None:
        return
    question, value = asked
    served = given.context.served
    if value is None:
        if served and served[0].instrument:
            reason = say(
                "The navigator found that the %(treaty)s may serve.", treaty=InstrumentName(served[0].instrument)
            )
            yield Point(State.DOUBTFUL, "basis", reason, _of_finding(served[0]), question=question.id)
        return
    finding = given.context.finding(str(value))
    if finding is None:
        reason = say("The navigator knows nothing of the %(treaty)s for this.", treaty=InstrumentName(str(value)))
        way_out = say("Check with the depositary that both States are bound and that it covers the measure.")
        yield Point(State.DOUBTFUL, "basis", reason, Reference(str(value)), way_out, question=question.id)
        return
    for test in finding.tests:
        yield Point(
            _STATE[test.outcome], "basis", test.reason, _of_test(test), _way_out(test, served), question=question.id
        )
    for condition in finding.conditions:
        yield Point(State.DOUBTFUL, "basis-condition", condition, _of_finding(finding), question=question.id)


def _way_out(test: Test, served: tuple[Finding, ...]) -> Sentence | None:
    if test.outcome is Outcome.SATISFIED:
        return None
    if test.outcome is Outcome.UNKNOWN:
        return say("Who could say: %(who)s.", who=test.who_could_say) if test.who_could_say else None
    if served and served[0].instrument:
        return say("Rest the request on the %(treaty)s.", treaty=InstrumentName(served[0].instrument))
    return say("Rest the request on domestic law or reciprocity, after asking the requested State.")


def _of_test(test: Test) -> Reference:
    record = next((e.source for e in test.evidence if e.source), None)
    return Reference(test.provision or "", record=record or "")


def _of_finding(finding: Finding) -> Reference:
    return Reference(finding.articles[0] if finding.articles else finding.instrument or "")


def seriousness(given: Given) -> Iterator[Point]:
    """Under the Organized Crime Convention: an offence it establishes, or at least four years on both sides."""
    if given.code(Role.INSTRUMENT) != "untoc":
        return
    offence = BY_CODE.get(given.code(Role.OFFENCE))
    if offence is not None:
        established = next((p for code in ("untoc", *_PROTOCOLS) for p in offence.under(code)), None)
        if established:
            reason = say("%(offence)s needs no minimum penalty: the convention or its Protocol establishes it.",
                         offence=Sentence(offence.label))  # fmt: skip
            yield _point(given, State.FINE, reason, Role.OFFENCE, established)
            return
    for role, low, none in (
        (
            Role.PENALTY_REQUESTING,
            say("Under the law of the requesting State the offence is below four years and no serious crime."),
            say("Without the maximum penalty in the requesting State nobody can see that the crime is serious."),
        ),
        (
            Role.PENALTY_REQUESTED,
            say(
                "Under the law of the requested State the offence is below four years; it may not see a serious crime."
            ),
            say("The maximum penalty in the requested State is not given; it may look at its own law."),
        ),
    ):
        if given.role(role) is None:
            continue
        years = given.said(role)
        if isinstance(years, Decimal):
            fine = say("The maximum penalty is at least four years: a serious crime.")
            yield _point(
                given, State.FINE if years >= SERIOUS else State.DOUBTFUL, fine if years >= SERIOUS else low, role
            )
        else:
            yield _point(given, State.DOUBTFUL, none, role)


def _point(given: Given, state: State, reason: Sentence, role: Role, provision: str = "untoc:2:b") -> Point:
    asked = given.role(role)
    way_out = say("Name an offence the convention establishes, or another treaty.") if state is not State.FINE else None
    return Point(state, "serious", reason, Reference(provision), way_out, question=asked[0].id if asked else "")
