"""What the drafter sees beside each step: points that are missing, doubtful or fine, with reason and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..providers import Trusted
from ..sentences import Sentence
from ..sentences import gettext_noop as _
from ..sources import Source


class State(Enum):
    """How a point stands, the worst first."""

    MISSING = "missing"
    DOUBTFUL = "doubtful"
    FINE = "fine"

    @property
    def label(self) -> str:
        """English word, the key of its translations."""
        return {State.MISSING: _("Missing"), State.DOUBTFUL: _("Doubtful"), State.FINE: _("In order")}[self]


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a claim comes from: a provision, a record or a paper; none of them: advice from practice.

    `trusted` how far a source can be relied on that somebody confirms from time to time.
    """

    provision: str = ""
    source: Source | None = None
    record: str = ""  # code of a source in the treaty book
    trusted: Trusted | None = None


PRACTICE = Reference()


@dataclass(frozen=True, slots=True)
class Point:
    """One point. `check` is the code of the check that made it; `question`, `row` and `field` say what it is about."""

    state: State
    check: str
    reason: Sentence
    reference: Reference = PRACTICE
    way_out: Sentence | None = None
    section: str = ""
    question: str = ""
    row: int | None = None
    field: str = ""
