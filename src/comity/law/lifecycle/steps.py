"""The stages a request passes, the steps that lead from one to the next, and what each step needs.

No treaty lays down one order; this is the practice of central authorities, with the duties of UNTOC article 18: reasons
for refusing (23), consulting before refusing or postponing (26), the limits on use (19).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..authorities.words import Channel
from ..basis.types import Answer
from ..grounds import GroundKind
from ..sentences import gettext_noop as _


class Direction(Enum):
    """Which side one's own authority is on."""

    OUTGOING = "outgoing"  # it asks
    INCOMING = "incoming"  # it is asked

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {Direction.OUTGOING: _("Outgoing request"), Direction.INCOMING: _("Incoming request")}[self]


class Stage(Enum):
    """Where a request stands."""

    DRAFT = "draft"
    REVIEW = "review"
    CONSULTATION = "consultation"
    SIGNED = "signed"
    TRANSLATED = "translated"
    TRANSMITTED = "transmitted"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    INFORMATION = "information"
    EXECUTION = "execution"
    PARTLY = "partly-executed"
    EXECUTED = "executed"
    POSTPONED = "postponed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RESULTS = "results"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _STAGES[self]


_STAGES = {
    Stage.DRAFT: _("Being drafted"),
    Stage.REVIEW: _("In internal review"),
    Stage.CONSULTATION: _("In informal consultation"),
    Stage.SIGNED: _("Signed"),
    Stage.TRANSLATED: _("Translated"),
    Stage.TRANSMITTED: _("Transmitted"),
    Stage.RECEIVED: _("Received"),
    Stage.ACKNOWLEDGED: _("Receipt acknowledged"),
    Stage.ASSIGNED: _("Assigned to the executing authority"),
    Stage.INFORMATION: _("Waiting for additional information"),
    Stage.EXECUTION: _("In execution"),
    Stage.PARTLY: _("Executed in part"),
    Stage.EXECUTED: _("Executed"),
    Stage.POSTPONED: _("Postponed"),
    Stage.REFUSED: _("Refused"),
    Stage.WITHDRAWN: _("Withdrawn"),
    Stage.RESULTS: _("Results handed over"),
    Stage.CLOSED: _("Closed"),
}


class StepKind(Enum):
    """What was done."""

    OPENED = "opened"
    REVIEW_ASKED = "review-asked"
    RETURNED = "returned"
    CONSULTATION_BEGUN = "consultation-begun"
    SIGNED = "signed"
    TRANSLATED = "translated"
    TRANSMITTED = "transmitted"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    INFORMATION_ASKED = "information-asked"
    INFORMATION_GIVEN = "information-given"
    EXECUTION_BEGUN = "execution-begun"
    PARTLY_EXECUTED = "partly-executed"
    EXECUTED = "executed"
    CONSULTED = "consulted"
    POSTPONED = "postponed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RESULTS = "results"
    USE_LIMITED = "use-limited"
    USE_PERMITTED = "use-permitted"
    CLOSED = "closed"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _STEPS[self]


_STEPS = {
    StepKind.OPENED: _("Request opened"),
    StepKind.REVIEW_ASKED: _("Internal review asked for"),
    StepKind.RETURNED: _("Returned to drafting"),
    StepKind.CONSULTATION_BEGUN: _("Informal consultation begun"),
    StepKind.SIGNED: _("Approved and signed"),
    StepKind.TRANSLATED: _("Translation received"),
    StepKind.TRANSMITTED: _("Request transmitted"),
    StepKind.ACKNOWLEDGED: _("Acknowledgement of receipt"),
    StepKind.ASSIGNED: _("Sent to the executing authority"),
    StepKind.INFORMATION_ASKED: _("Additional information asked for"),
    StepKind.INFORMATION_GIVEN: _("Additional information given"),
    StepKind.EXECUTION_BEGUN: _("Execution begun"),
    StepKind.PARTLY_EXECUTED: _("Part of the request executed"),
    StepKind.EXECUTED: _("Request executed"),
    StepKind.CONSULTED: _("Consultation on conditions before refusing or postponing"),
    StepKind.POSTPONED: _("Assistance postponed"),
    StepKind.REFUSED: _("Assistance refused"),
    StepKind.WITHDRAWN: _("Request withdrawn"),
    StepKind.RESULTS: _("Results handed over to the requesting State"),
    StepKind.USE_LIMITED: _("Limit on the use of what was handed over"),
    StepKind.USE_PERMITTED: _("Consent to a further use"),
    StepKind.CLOSED: _("Request closed"),
    StepKind.CORRECTED: _("Correction of an entry"),
}


@dataclass(frozen=True, slots=True)
class Needs:
    """What a step cannot be without; `document` whether one is usual (a step without it is doubtful, not refused)."""

    explanation: bool = False
    ground: GroundKind | None = None
    channel: bool = False
    document: bool = False
    about: bool = False  # the number of an earlier step


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one request: its day, its reason, its document.

    `ground` is a code of law/refusals.py or `other`; `document` the key of a file; `about` the number, from 1, of the
    step that is corrected or of the limit that is lifted; `consulted` whether the other side consulted before refusing.
    """

    kind: StepKind
    on: date
    explanation: str = ""
    ground: str = ""
    channel: Channel | None = None
    document: str = ""
    about: int | None = None
    consulted: Answer = Answer.UNKNOWN


OTHER_GROUND = "other"

_BEFORE = frozenset({Stage.DRAFT, Stage.REVIEW, Stage.CONSULTATION})
_READY = frozenset({Stage.SIGNED, Stage.TRANSLATED})
_WORK = frozenset(
    {
        *(Stage.TRANSMITTED, Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.ASSIGNED, Stage.INFORMATION, Stage.EXECUTION),
        *(Stage.PARTLY, Stage.POSTPONED),
    }
)
_OVER = frozenset({Stage.EXECUTED, Stage.REFUSED, Stage.WITHDRAWN, Stage.RESULTS})
_OPEN = frozenset(Stage) - {Stage.CLOSED}
_OUT, _IN = Direction.OUTGOING, Direction.INCOMING
_BOTH = frozenset(Direction)


@dataclass(frozen=True, slots=True)
class Rule:
    """From which stages a step may be taken, where it leads (None: the stage stays), on which side, what it needs."""

    start: frozenset[Stage]
    end: Stage | None
    needs: Needs = Needs()
    sides: frozenset[Direction] = _BOTH


_PLAIN, _WITH_DOCUMENT, _WITH_WORDS = Needs(), Needs(document=True), Needs(explanation=True)
_OUTGOING, _INCOMING = frozenset({_OUT}), frozenset({_IN})

RULES: dict[StepKind, Rule] = {
    StepKind.OPENED: Rule(frozenset(), None),
    StepKind.REVIEW_ASKED: Rule(frozenset({Stage.DRAFT, Stage.CONSULTATION}), Stage.REVIEW, _PLAIN, _OUTGOING),
    StepKind.CONSULTATION_BEGUN: Rule(
        frozenset({Stage.DRAFT, Stage.REVIEW}), Stage.CONSULTATION, _WITH_WORDS, _OUTGOING
    ),
    StepKind.SIGNED: Rule(_BEFORE, Stage.SIGNED, _WITH_DOCUMENT, _OUTGOING),
    StepKind.TRANSLATED: Rule(frozenset({Stage.SIGNED}), Stage.TRANSLATED, _WITH_DOCUMENT, _OUTGOING),
    StepKind.TRANSMITTED: Rule(_READY, Stage.TRANSMITTED, Needs(channel=True, document=True), _OUTGOING),
    StepKind.RETURNED: Rule(
        frozenset({Stage.REVIEW, Stage.CONSULTATION}) | _READY, Stage.DRAFT, _WITH_WORDS, _OUTGOING
    ),
    StepKind.ACKNOWLEDGED: Rule(frozenset({Stage.TRANSMITTED, Stage.RECEIVED}), Stage.ACKNOWLEDGED),
    StepKind.ASSIGNED: Rule(
        frozenset({Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.ASSIGNED, Stage.EXECUTION, Stage.POSTPONED}),
        Stage.ASSIGNED,
        _WITH_WORDS,
        _INCOMING,
    ),
    StepKind.INFORMATION_ASKED: Rule(_WORK - {Stage.INFORMATION}, Stage.INFORMATION, _WITH_WORDS),
    StepKind.INFORMATION_GIVEN: Rule(frozenset({Stage.INFORMATION}), None, _PLAIN),
    StepKind.EXECUTION_BEGUN: Rule((_WORK - {Stage.EXECUTION}) | {Stage.RESULTS}, Stage.EXECUTION),
    StepKind.PARTLY_EXECUTED: Rule(_WORK, Stage.PARTLY, _WITH_WORDS),
    StepKind.EXECUTED: Rule(_WORK, Stage.EXECUTED),
    StepKind.RESULTS: Rule(frozenset({Stage.EXECUTED, Stage.PARTLY}), Stage.RESULTS, _WITH_DOCUMENT),
    StepKind.CONSULTED: Rule(_WORK, None, _WITH_WORDS),
    StepKind.POSTPONED: Rule(
        _WORK - {Stage.POSTPONED}, Stage.POSTPONED, Needs(explanation=True, ground=GroundKind.POSTPONEMENT)
    ),
    StepKind.REFUSED: Rule(_WORK, Stage.REFUSED, Needs(explanation=True, ground=GroundKind.REFUSAL)),
    StepKind.WITHDRAWN: Rule(_BEFORE | _READY | _WORK, Stage.WITHDRAWN, _WITH_WORDS),
    StepKind.USE_LIMITED: Rule(frozenset({Stage.PARTLY, Stage.EXECUTED, Stage.RESULTS}), None, _WITH_WORDS),
    StepKind.USE_PERMITTED: Rule(_OPEN - _BEFORE, None, Needs(explanation=True, about=True)),
    StepKind.CLOSED: Rule(_OVER, Stage.CLOSED),
    StepKind.CORRECTED: Rule(frozenset(Stage), None, Needs(explanation=True, about=True)),
}
