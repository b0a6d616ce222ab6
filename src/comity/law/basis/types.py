"""The question a prosecutor asks and the answer the procedure gives: findings, each with tests and evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from ..contents import ContentItem
from ..measures import Measure
from ..refusals import Ground
from ..sentences import Sentence
from ..sentences import gettext_noop as _


class Answer(Enum):
    """What the person asking knows about a circumstance of the case."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Outcome(Enum):
    """The result of one test."""

    SATISFIED = "satisfied"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """English word, the key of its translations."""
        return {
            Outcome.SATISFIED: _("Satisfied"),
            Outcome.FAILED: _("Not satisfied"),
            Outcome.UNKNOWN: _("Unknown"),
        }[self]


class Role(Enum):
    """The part a basis plays, in order of rank."""

    PRIMARY = "primary"
    SUPPLEMENTARY = "supplementary"
    FALLBACK = "fallback"
    INFORMAL = "informal"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            Role.PRIMARY: _("Primary basis"),
            Role.SUPPLEMENTARY: _("Supplementary basis"),
            Role.FALLBACK: _("Fallback"),
            Role.INFORMAL: _("Informal channel"),
        }[self]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the case; every field left at unknown stays unknown in the answer.

    Penalties are the maximum deprivation of liberty, in years, for the offence under each State's law.
    `grounds_only` is the lower threshold of UNTOC 18(1): reasonable grounds to suspect.
    """

    penalty_requesting: Decimal | None = None
    penalty_requested: Decimal | None = None
    organized_group: Answer = Answer.UNKNOWN
    transnational: Answer = Answer.UNKNOWN
    dual_criminality: Answer = Answer.UNKNOWN
    person_in_requested: Answer = Answer.UNKNOWN
    national_of_requested: Answer = Answer.UNKNOWN
    electronic_evidence: Answer = Answer.UNKNOWN
    treaty_required_by_requested: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Question:
    """Requesting State, requested State, what is needed, for which offence, on what day.

    `requesting` and `requested` are gazetteer codes; a territory's code asks about that territory. `offence` is a
    code of `law.offences`, None where it is left open.
    """

    requesting: str
    requested: str
    measure: Measure
    on: date
    offence: str | None = None
    circumstances: Circumstances = Circumstances()


class QuestionError(ValueError):
    """A question that cannot be answered as put; `sentence` says why and what to change, `field` names where."""

    def __init__(self, field_name: str, sentence: Sentence) -> None:
        self.field = field_name
        self.sentence = sentence
        super().__init__(sentence.msgid % {k: getattr(v, "code", v) for k, v in sentence.params})


class EvidenceKind(Enum):
    """What kind of thing decided a test."""

    ACTION = "action"
    STATEMENT = "statement"
    RECORD = "record"  # the reach of a participation table
    RULE = "rule"  # a provision of the instrument itself
    INPUT = "input"  # what the person asking said


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row, provision or input that decided a test.

    `ref` is the action's or statement's id, the provision's code or the name of the input; `source` the code of a
    source and `as_of` its day, where it has them; `on` the day of the act.
    """

    kind: EvidenceKind
    ref: str
    source: str | None = None
    as_of: date | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a basis, how it came out, why, on what evidence, and who could say where it is unknown."""

    code: str
    outcome: Outcome
    reason: Sentence
    provision: str | None = None
    evidence: tuple[Evidence, ...] = ()
    who_could_say: Sentence | None = None

    __test__ = False  # a word of the field, not a test case


@dataclass(frozen=True, slots=True)
class Designation:
    """An authority the requested State notified under the basis, as the depositary records it."""

    statement: str
    provision: str
    name: str
    stage: str
    source: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class LanguageRule:
    """The languages the requested State notified for requests under the basis."""

    statement: str
    provision: str
    codes: tuple[str, ...]
    all_required: bool
    source: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One basis for the request.

    `instrument` is None for domestic law, reciprocity and informal channels, which `title` then names. `articles`
    are the provisions that found the measure, the decisive first. `conditions` are things to clear or to undertake
    before relying on it. `as_of` is the oldest day among the records it rests on (None: rests on no record).
    """

    instrument: str | None
    role: Role
    title: Sentence
    summary: Sentence
    tests: tuple[Test, ...]
    articles: tuple[str, ...] = ()
    conditions: tuple[Sentence, ...] = ()
    contents: tuple[ContentItem, ...] = ()
    grounds: tuple[Ground, ...] = ()
    designations: tuple[Designation, ...] = ()
    languages: tuple[LanguageRule, ...] = ()
    as_of: date | None = None

    @property
    def outcome(self) -> Outcome:
        """Failed if a test failed, else unknown if one is unknown, else satisfied."""
        outcomes = {test.outcome for test in self.tests}
        if Outcome.FAILED in outcomes:
            return Outcome.FAILED
        return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.SATISFIED


@dataclass(frozen=True, slots=True)
class Opinion:
    """The answer: bases in order of rank, what is not available and why, what to do in parallel.

    `findings` hold PRIMARY, SUPPLEMENTARY and FALLBACK bases whose tests are satisfied or unknown; `unavailable`
    the instruments that do not serve, nearest options first (one State signed but did not ratify; the offence
    gate failed), with the failed tests; `undetermined` the instruments whose participation is not on record here;
    `parallel` the informal layer; `as_of` the oldest day among the records used.
    """

    question: Question
    findings: tuple[Finding, ...]
    unavailable: tuple[Finding, ...] = ()
    undetermined: tuple[Finding, ...] = ()
    parallel: tuple[Finding, ...] = ()
    as_of: date | None = None
    notes: tuple[Sentence, ...] = field(default=())

    @property
    def has_treaty_basis(self) -> Outcome:
        """Satisfied if an instrument serves as primary basis on every test, unknown if one may, else failed."""
        outcomes = {f.outcome for f in self.findings if f.role is Role.PRIMARY and f.instrument}
        if Outcome.SATISFIED in outcomes:
            return Outcome.SATISFIED
        if Outcome.UNKNOWN in outcomes or self.undetermined:
            return Outcome.UNKNOWN
        return Outcome.FAILED
