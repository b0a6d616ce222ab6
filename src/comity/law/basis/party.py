"""Step 1, party status: is each State bound on the day, and does anything exclude relations between the two?"""

from __future__ import annotations

from ..instruments.types import Instrument
from ..sentences import InstrumentName, StateName, say
from ..standing import Bond, Relation, Standing
from .case import Case, rule
from .types import Evidence, EvidenceKind, Outcome, Test

_OUTCOME = {Bond.BOUND: Outcome.SATISFIED, Bond.NOT_BOUND: Outcome.FAILED, Bond.UNKNOWN: Outcome.UNKNOWN}


def party_tests(case: Case, instrument: Instrument, relation: Relation) -> tuple[Test, ...]:
    """The standing of each State as a test, and a failed one for each statement that excludes relations."""
    tests = [_standing_test(case, instrument, "requesting", relation.a)]
    tests.append(_standing_test(case, instrument, "requested", relation.b))
    for statement in relation.excluded_by:
        tests.append(
            Test(
                code="relations",
                outcome=Outcome.FAILED,
                reason=say(
                    "A statement of %(state)s excludes relations under the %(instrument)s between the two.",
                    state=StateName(statement.state),
                    instrument=InstrumentName(instrument.code),
                ),
                provision=statement.provision,
                evidence=(case.evidence(statement),),
            )
        )
    return tuple(tests)


def _standing_test(case: Case, instrument: Instrument, side: str, standing: Standing) -> Test:
    unknown = standing.bond is Bond.UNKNOWN
    return Test(
        code=f"party-{side}",
        outcome=_OUTCOME[standing.bond],
        reason=standing.reason,
        provision=instrument.entry.provision or None,
        evidence=_evidence(case, instrument, standing),
        who_could_say=say("The depositary of the %(instrument)s", instrument=InstrumentName(instrument.code))
        if unknown
        else None,
    )


def _evidence(case: Case, instrument: Instrument, standing: Standing) -> tuple[Evidence, ...]:
    rows = []
    for action in standing.actions:
        source = case.book.sources.get(action.source)
        as_of = source.as_of if source else standing.as_of
        rows.append(Evidence(EvidenceKind.ACTION, action.id, action.source, as_of or standing.as_of, action.on))
    rows.extend(case.evidence(statement) for statement in standing.statements)
    coverage = case.book.coverage.get(instrument.code)
    if not rows and coverage:
        rows.append(Evidence(EvidenceKind.RECORD, instrument.code, coverage.source, coverage.as_of))
    if instrument.membership:
        rows.append(Evidence(EvidenceKind.RECORD, instrument.code, instrument.source, standing.as_of))
    return tuple(rows) or (rule(instrument.entry.provision or instrument.code),)
