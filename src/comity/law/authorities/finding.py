"""Which authority of the requested State receives a request: one with the reasons, or several with what decides.

The answer to a question that leaves something open holds every authority that some answer to what is open would
lead to; so asking more precisely only ever narrows it. Domain sections 2.2, 4.5 and 5.4, step 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product

from ..measures import Measure
from ..sentences import Sentence, say
from ..sentences import gettext_noop as _
from .entry import Designation
from .listing import Directory, Listed
from .words import AuthorityRole, Competence, Stage, competences_for

ELSEWHERE = ""  # any part of the State that no designation singles out


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Whom to write to in `state`, for what; None or empty leaves the point open.

    `state` is the gazetteer code of the State, `territory` that of the territory concerned (ELSEWHERE: none that a
    designation singles out). `bases` are codes of the instruments, or provisions, the request may be made under.
    """

    state: str
    wanted: Measure | Competence
    bases: tuple[str, ...] = ()
    stage: Stage | None = None
    territory: str | None = None
    urgent: bool | None = None

    @property
    def competences(self) -> tuple[Competence, ...]:
        """The matters an authority may be designated for to receive it, the closest first."""
        return competences_for(self.wanted) if isinstance(self.wanted, Measure) else (self.wanted,)

    @property
    def instruments(self) -> tuple[str, ...]:
        """The instruments of the bases, each once."""
        return tuple(dict.fromkeys(instrument_of(code) for code in self.bases))

    def answered(self, point: Point, value: str) -> Enquiry:
        """The enquiry with one point settled, `value` as an Option has it; raises ValueError or KeyError."""
        match point:
            case Point.TERRITORY:
                return replace(self, territory=value)
            case Point.STAGE:
                return replace(self, stage=Stage(value))
            case Point.URGENCY:
                return replace(self, urgent={"yes": True, "no": False}[value])
            case Point.INSTRUMENT:
                return replace(self, bases=(value,))


class Point(Enum):
    """What can decide between authorities, in the order in which it is asked."""

    TERRITORY = "territory"
    STAGE = "stage"
    URGENCY = "urgent"
    INSTRUMENT = "instrument"

    @property
    def label(self) -> str:
        """The question, in English, the key of its translations."""
        return {
            Point.TERRITORY: _("Which part of the State is concerned?"),
            Point.STAGE: _("At which stage are the proceedings?"),
            Point.URGENCY: _("Is the request urgent?"),
            Point.INSTRUMENT: _("Under which instrument is the request made?"),
        }[self]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, with the keys of the authorities it leads to (none: nothing is on record for it).

    `value` is a gazetteer code or ELSEWHERE, a stage's word, `yes` or `no`, or an instrument's code.
    """

    value: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decider:
    """The question to answer next, with what each answer leads to."""

    point: Point
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An authority that may receive the request, and the designation that says so (the closest, where several do)."""

    listed: Listed
    designation: Designation

    @property
    def key(self) -> str:
        """The key of the authority."""
        return self.listed.key


class Outcome(Enum):
    """What the directory can say."""

    ONE = "one"
    ALTERNATIVES = "alternatives"
    UNDECIDED = "undecided"  # several, and nothing on record decides between them
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer. `candidates` hold the authorities found; `decider` the question to answer next, if one helps.

    With nothing found, `nearest` are authorities of the State designated for the matter under other instruments,
    or, failing those, for anything that receives requests of other States.
    """

    enquiry: Enquiry
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    decider: Decider | None = None
    nearest: tuple[Candidate, ...] = ()

    @property
    def one(self) -> Candidate | None:
        """The authority, where there is exactly one."""
        return self.candidates[0] if self.outcome is Outcome.ONE else None

    @property
    def conclusion(self) -> Sentence:
        """The answer in one sentence."""
        return _CONCLUSIONS[self.outcome, bool(self.nearest)]


_NOTHING = say("No authority is on record in the directory for this.")
_CONCLUSIONS = {
    (Outcome.ONE, False): say("The directory names one authority for this."),
    (Outcome.ALTERNATIVES, False): say("More than one authority receives such requests; one answer decides."),
    (Outcome.UNDECIDED, False): say(
        "More than one authority is designated for this, and nothing on record decides between them: write to either"
        " and ask."
    ),
    (Outcome.NONE, False): _NOTHING,
    (Outcome.NONE, True): say("No authority is on record in the directory for exactly this. The nearest are listed."),
}


def find(enquiry: Enquiry, directory: Directory) -> Found:
    """The authority, or the authorities, of the directory that receive such a request on its day."""
    matching = tuple(_matching(enquiry, directory))
    by_points = {points: _best(enquiry, matching, points) for points in _completions(enquiry, matching)}
    found = _merged(by_points.values())
    if not found:
        return Found(enquiry, Outcome.NONE, nearest=_nearest(enquiry, directory))
    if len(found) == 1:
        return Found(enquiry, Outcome.ONE, found)
    decider = _next_question(by_points)
    return Found(enquiry, Outcome.ALTERNATIVES if decider else Outcome.UNDECIDED, found, decider)


def instrument_of(code: str) -> str:
    """The instrument of a provision's code."""
    return code.partition(":")[0]


# -- what is open, and each way to settle it ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Points:
    """Every point settled; an empty instrument is any."""

    territory: str
    stage: Stage
    urgent: bool
    instrument: str

    def value(self, point: Point) -> str:
        match point:
            case Point.TERRITORY:
                return self.territory
            case Point.STAGE:
                return self.stage.value
            case Point.URGENCY:
                return "yes" if self.urgent else "no"
            case Point.INSTRUMENT:
                return self.instrument


def _completions(enquiry: Enquiry, matching: tuple[Candidate, ...]) -> Iterator[_Points]:
    named = {code for each in matching for code in _territories(each)}
    territories = [*sorted(named), ELSEWHERE] if enquiry.territory is None else [enquiry.territory]
    stages = tuple(Stage) if enquiry.stage is None else (enquiry.stage,)
    urgencies = (False, True) if enquiry.urgent is None else (enquiry.urgent,)
    held = {instrument_of(each.designation.provision) for each in matching}
    instruments = [code for code in enquiry.instruments if code in held] if enquiry.bases else sorted(held)
    return (_Points(*settled) for settled in product(territories, stages, urgencies, instruments))


def _next_question(by_points: Mapping[_Points, tuple[Candidate, ...]]) -> Decider | None:
    """The first question whose answers lead apart; None if whatever is answered, the same authorities remain."""
    questions = [_question(point, by_points) for point in Point]
    if len(_different(best for best in by_points.values())) < 2:
        return None
    apart = (q for q in questions if len({frozenset(o.keys) for o in q.options if o.keys}) > 1)
    together = (q for q in questions if len(q.options) > 1)  # two answers decide only between them
    return next(apart, None) or next(together, None)


def _question(point: Point, by_points: Mapping[_Points, tuple[Candidate, ...]]) -> Decider:
    reached: dict[str, list[tuple[Candidate, ...]]] = {}
    for points, best in by_points.items():
        reached.setdefault(points.value(point), []).append(best)
    return Decider(point, tuple(Option(v, tuple(c.key for c in _merged(found))) for v, found in reached.items()))


def _different(groups: Iterable[tuple[Candidate, ...]]) -> set[frozenset[str]]:
    return {frozenset(c.key for c in group) for group in groups if group}


# -- who is designated ----------------------------------------------------------------------------------------------


def _matching(enquiry: Enquiry, directory: Directory) -> Iterator[Candidate]:
    """Designations that hold on the day and receive requests on the matter, whatever else they are limited to."""
    wanted = enquiry.competences
    for each in _of_state(enquiry, directory):
        for designation in each.entry.designations:
            receives = designation.role is not AuthorityRole.PREVENTION
            if receives and designation.competence in wanted and designation.holds(directory.on):
                yield Candidate(each, designation)


def _of_state(enquiry: Enquiry, directory: Directory) -> Iterator[Listed]:
    for code in dict.fromkeys(filter(None, (enquiry.state, enquiry.territory))):
        for each in directory.by_state.get(code, ()):
            ended = each.entry.until is not None and each.entry.until <= directory.on
            begun = each.entry.since is None or each.entry.since <= directory.on
            if begun and not ended:
                yield each


def _territories(candidate: Candidate) -> tuple[str, ...]:
    """What the designation is limited to; empty for the whole State."""
    return candidate.designation.territories or candidate.listed.entry.territories


def _best(enquiry: Enquiry, matching: tuple[Candidate, ...], points: _Points) -> tuple[Candidate, ...]:
    """With every point settled, the candidates that nothing on record ranks below another."""
    serving = [c for c in matching if _serves(c, points)]
    if not serving:
        return ()
    ranks = [_rank(enquiry, c, points) for c in serving]
    return _merged([tuple(c for c, rank in zip(serving, ranks, strict=True) if rank == min(ranks))])


def _serves(candidate: Candidate, points: _Points) -> bool:
    designation, territories = candidate.designation, _territories(candidate)
    # An entry listed under the territory itself works for the territory, even if it does not say so again.
    here = candidate.listed.entry.state == points.territory
    return (
        instrument_of(designation.provision) == points.instrument
        and (not designation.stages or points.stage in designation.stages)
        and (not territories or points.territory in territories or here)
        and (points.urgent or not designation.urgent)
    )


def _rank(enquiry: Enquiry, candidate: Candidate, points: _Points) -> tuple[object, ...]:
    """The closest matter first; then what is singled out before what is general, and the central authority."""
    designation = candidate.designation
    own = points.territory in _territories(candidate) or candidate.listed.entry.state == points.territory
    roles = _FOR_DATA if designation.competence is Competence.ELECTRONIC_EVIDENCE else _USUAL
    return (
        enquiry.competences.index(designation.competence),
        0 if own else 1,
        0 if designation.urgent else 1,
        0 if designation.stages else 1,
        roles.index(designation.role),
    )


_USUAL = tuple(AuthorityRole)
# Data can be lost within hours: the contact that answers day and night comes first.
_FOR_DATA = (AuthorityRole.CONTACT_24_7, *(role for role in AuthorityRole if role is not AuthorityRole.CONTACT_24_7))


def _merged(groups: Iterable[tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    """Each authority once, in the order it comes, with the designation it came with first."""
    found: dict[str, Candidate] = {}
    for group in groups:
        for candidate in group:
            found.setdefault(candidate.key, candidate)
    return tuple(found.values())


def _nearest(enquiry: Enquiry, directory: Directory) -> tuple[Candidate, ...]:
    """Designated for the matter under any instrument and limit; else for any matter that receives requests."""
    anyhow = replace(enquiry, bases=(), stage=None, territory=None, urgent=None)
    of_matter = _merged([tuple(_matching(anyhow, directory))])
    if of_matter:
        return of_matter
    others = (
        Candidate(each, designation)
        for each in _of_state(enquiry, directory)
        for designation in each.entry.designations
        if designation.competence.is_cooperation and designation.holds(directory.on)
    )
    return _merged([tuple(others)])
