"""What up to four States ask of a request, side by side for one measure: a line for each point, unknown said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ..basis.types import Answer
from ..measures import Matter, Measure
from ..sentences import LanguageName, Param, ProvisionName, Sentence, Series, say
from ..sentences import gettext_noop as _
from ..statements import TreatyAsBasis
from .advice import freshness, languages_for, requirements_for
from .entry import AuthorityEntry, EvidenceRules, Requirements, Texts
from .finding import Candidate, Enquiry, find
from .listing import Directory, Listed
from .words import Acceptance, Competence, EvidenceStandard, FieldGroup


class Knowledge(Enum):
    """What a cell can say besides a value."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"  # on record, or not, for those admitted to see it


Hidden = Callable[[Listed], frozenset[FieldGroup]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One point for one authority: sentences and free texts, or none of them."""

    knowledge: Knowledge
    sentences: tuple[Sentence, ...] = ()
    texts: Texts = ()


UNKNOWN = Cell(Knowledge.UNKNOWN)
WITHHELD = Cell(Knowledge.WITHHELD)


@dataclass(frozen=True, slots=True)
class Column:
    """One State and one of its authorities that receive such requests; None where none is on record."""

    state: str
    candidate: Candidate | None


@dataclass(frozen=True, slots=True)
class Line:
    """One point, by the columns."""

    code: str
    label: str  # English, the key of its translations
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """True if two of the columns are known to say different things."""
        known = {(c.sentences, c.texts) for c in self.cells if c.knowledge is Knowledge.KNOWN}
        return len(known) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns and lines; `wanted` is what they are compared for."""

    wanted: Measure | Competence
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def compared(
    wanted: Measure | Competence,
    states: Iterable[str],
    directory: Directory,
    *,
    hidden: Hidden = lambda _listed: frozenset(),
) -> Comparison:
    """The States' requirements for `wanted`; a State may have two columns.

    `hidden` gives the groups of fields of an authority that are kept from the reader.
    """
    columns: list[Column] = []
    for state in states:
        found = find(Enquiry(state, wanted), directory).candidates
        columns.extend([Column(state, each) for each in found] or [Column(state, None)])
    points = [p for p in _POINTS if p.concerns(wanted)]
    lines = (Line(p.code, p.label, tuple(_cell(p, c, wanted, hidden) for c in columns)) for p in points)
    return Comparison(wanted, tuple(columns), tuple(lines))


# -- the points -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Subject:
    candidate: Candidate
    competences: tuple[Competence, ...]

    @property
    def entry(self) -> AuthorityEntry:
        return self.candidate.listed.entry

    def first(self, unset: object, get: Callable[[Requirements], object]) -> object:
        """The first value on record among the rules that apply, the most specific first."""
        values = (get(r) for r in requirements_for(self.entry, self.competences))
        return next((value for value in values if value != unset), unset)


_Read = Callable[[_Subject], Cell]


@dataclass(frozen=True, slots=True)
class _Point:
    code: str
    label: str
    group: FieldGroup
    read: _Read
    matters: frozenset[Competence] | None = None  # None: all
    electronic: bool = False

    def concerns(self, wanted: Measure | Competence) -> bool:
        if self.electronic:
            return wanted is Competence.ELECTRONIC_EVIDENCE or (isinstance(wanted, Measure) and wanted.electronic)
        extradition = wanted is Competence.EXTRADITION or (
            isinstance(wanted, Measure) and wanted.matter is Matter.EXTRADITION
        )
        return self.matters is None or extradition


def _cell(point: _Point, column: Column, wanted: Measure | Competence, hidden: Hidden) -> Cell:
    if column.candidate is None:
        return UNKNOWN
    if point.group in hidden(column.candidate.listed):
        return WITHHELD
    return point.read(_Subject(column.candidate, Enquiry(column.state, wanted).competences))


def _says(*sentences: Sentence) -> Cell:
    return Cell(Knowledge.KNOWN, sentences) if sentences else UNKNOWN


def _yes_no(answer: object) -> Cell:
    if answer is Answer.UNKNOWN:
        return UNKNOWN
    return _says(say("Yes") if answer is Answer.YES else say("No"))


def _written(texts: Texts) -> Cell:
    return Cell(Knowledge.KNOWN, texts=texts) if texts else UNKNOWN


def _answer(get: Callable[[Requirements], Answer]) -> _Read:
    return lambda subject: _yes_no(subject.first(Answer.UNKNOWN, get))


def _text(get: Callable[[Requirements], Texts]) -> _Read:
    return lambda subject: _written(subject.first((), get))  # type: ignore[arg-type]


def _rule(read: Callable[[EvidenceRules], Cell]) -> _Read:
    return lambda subject: read(subject.entry.evidence) if subject.entry.evidence else UNKNOWN


def _designated(subject: _Subject) -> Cell:
    designation = subject.candidate.designation
    return _says(
        Sentence(designation.role.label),
        say("%(what)s", what=ProvisionName(designation.provision)),
    )


def _languages(subject: _Subject) -> Cell:
    held = languages_for(subject.entry, subject.competences)
    always = tuple(LanguageName(each.code) for each in held if not each.urgent_only)
    urgent = tuple(LanguageName(each.code) for each in held if each.urgent_only)
    found = [say("%(what)s", what=Series(always))] if always else []
    if urgent:
        found.append(say("In urgent cases only: %(languages)s.", languages=Series(urgent)))
    return _says(*found)


def _certified(subject: _Subject) -> Cell:
    held = languages_for(subject.entry, subject.competences)
    answers = {each.certified for each in held} - {Answer.UNKNOWN}
    if len(answers) > 1:
        named = Series(tuple(LanguageName(each.code) for each in held if each.certified is Answer.YES))
        return _says(say("The translation must be certified: %(languages)s.", languages=named))
    return _yes_no(answers.pop()) if answers else UNKNOWN


def _channels(acceptance: Acceptance) -> _Read:
    def read(subject: _Subject) -> Cell:
        named: tuple[Param, ...] = tuple(
            Sentence(rule.channel.label) for rule in subject.entry.channels if rule.accepted is acceptance
        )
        return _says(say("%(what)s", what=Series(named))) if named else UNKNOWN

    return read


def _electronic(subject: _Subject) -> Cell:
    answer = accepts_electronic(subject.entry)
    return _yes_no(answer)


def accepts_electronic(entry: AuthorityEntry) -> Answer:
    """Whether requests may come with nothing on paper: yes if such a channel is accepted, no if each is refused."""
    rules = [rule.accepted for rule in entry.channels if rule.channel.is_electronic]
    if Acceptance.YES in rules:
        return Answer.YES
    return Answer.NO if rules and all(each is Acceptance.NO for each in rules) else Answer.UNKNOWN


def _penalty(subject: _Subject) -> Cell:
    years = subject.first(None, lambda r: r.minimum_penalty_years)
    return _says(say("%(years)s years", years=years)) if years is not None else UNKNOWN  # type: ignore[arg-type]


def _standard(subject: _Subject) -> Cell:
    standard = subject.first(EvidenceStandard.UNKNOWN, lambda r: r.evidence_standard)
    assert isinstance(standard, EvidenceStandard)  # noqa: S101 - of the field's type
    return UNKNOWN if standard is EvidenceStandard.UNKNOWN else _says(Sentence(standard.label))


def _time(subject: _Subject) -> Cell:
    days = subject.first(None, lambda r: r.execution_days)
    return _says(say("about %(days)s days", days=days)) if days is not None else UNKNOWN  # type: ignore[arg-type]


def _as_basis(subject: _Subject) -> Cell:
    value = subject.entry.policy.convention_as_basis
    return UNKNOWN if value is TreatyAsBasis.SILENT else _says(Sentence(value.label))


def _days(count: int | None) -> Cell:
    return _says(say("%(days)s days", days=count)) if count is not None else UNKNOWN


def _orders(rules: EvidenceRules) -> Cell:
    found: Iterator[Texts] = (rule.order for rule in rules.data if rule.order)
    return _written(tuple(text for texts in found for text in texts))


def _fresh(subject: _Subject) -> Cell:
    listed = subject.candidate.listed
    return _says(freshness(listed.confirmed_on, listed.unconfirmed_since).sentence)


_ID, _REQ, _CH = FieldGroup.IDENTITY, FieldGroup.REQUIREMENTS, FieldGroup.CHANNELS
_EV, _POL = FieldGroup.EVIDENCE, FieldGroup.POLICY
_X = frozenset({Competence.EXTRADITION})

_POINTS = (
    _Point("designated", _("Designated as"), _ID, _designated),
    _Point("languages", _("Languages of requests"), _REQ, _languages),
    _Point("certified", _("Certified translation"), _REQ, _certified),
    _Point("channels", _("Channels accepted"), _CH, _channels(Acceptance.YES)),
    _Point("urgent-channels", _("In urgent cases only"), _CH, _channels(Acceptance.URGENT_ONLY)),
    _Point("electronic", _("Electronic transmission"), _CH, _electronic),
    _Point("paper", _("Original on paper"), _REQ, _answer(lambda r: r.original_on_paper)),
    _Point("signature", _("Electronic signature"), _REQ, _answer(lambda r: r.electronic_signature)),
    _Point("legalisation", _("Legalisation"), _REQ, _answer(lambda r: r.legalisation)),
    _Point("formats", _("Formats"), _REQ, _text(lambda r: r.formats)),
    _Point("information", _("Information needed"), _REQ, _text(lambda r: r.information_needed)),
    _Point("urgent", _("Urgent procedure"), _REQ, _text(lambda r: r.urgent_procedure)),
    _Point("dual-criminality", _("Dual criminality"), _REQ, _answer(lambda r: r.dual_criminality)),
    _Point("penalty", _("Minimum penalty"), _REQ, _penalty, _X),
    _Point("standard", _("Standard of evidence"), _REQ, _standard, _X),
    _Point("nationals", _("Extradites its nationals"), _REQ, _answer(lambda r: r.extradites_nationals), _X),
    _Point("arrest", _("Provisional arrest"), _REQ, _text(lambda r: r.provisional_arrest), _X),
    _Point("limits", _("Limits and assurances"), _REQ, _text(lambda r: r.limits)),
    _Point("basis", _("Convention as legal basis"), _POL, _as_basis, _X),
    _Point("treaty", _("Treaty required"), _POL, lambda s: _yes_no(s.entry.policy.treaty_required)),
    _Point("reciprocity", _("Works on reciprocity"), _POL, lambda s: _yes_no(s.entry.policy.reciprocity)),
    _Point("costs", _("Costs"), _REQ, _text(lambda r: r.costs)),
    _Point("confidentiality", _("Confidentiality"), _REQ, _text(lambda r: r.confidentiality)),
    _Point("time", _("Typical time to execute"), _REQ, _time),
    _Point(
        "preservation",
        _("Preservation before the request"),
        _EV,
        _rule(lambda e: _yes_no(e.preservation_before_request)),
        electronic=True,
    ),
    _Point("preserved-by", _("Preserved by"), _EV, _rule(lambda e: _written(e.preserved_by)), electronic=True),
    _Point("kept", _("Data are kept for"), _EV, _rule(lambda e: _days(e.preservation_days)), electronic=True),
    _Point("extended", _("May be extended by"), _EV, _rule(lambda e: _days(e.extension_days)), electronic=True),
    _Point("orders", _("Orders needed"), _EV, _rule(_orders), electronic=True),
    _Point(
        "providers",
        _("Direct contact with providers"),
        _EV,
        _rule(lambda e: _yes_no(e.direct_contact_with_providers)),
        electronic=True,
    ),
    _Point("real-time", _("Real-time collection"), _EV, _rule(lambda e: _yes_no(e.real_time_collection)), None, True),
    _Point("emergency", _("Emergency route"), _EV, _rule(lambda e: _written(e.emergency_route)), None, True),
    _Point("admissibility", _("Admissibility"), _EV, _rule(lambda e: _written(e.admissibility)), None, True),
    _Point("fresh", _("How fresh"), _ID, _fresh),
)
