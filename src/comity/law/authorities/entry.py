"""What an entry of the directory of competent national authorities says: one authority, on one day, as facts.

An entry is a version: it is never changed, only followed by another. Free texts are in the language they were notified
in, with translations beside them. `None`, an empty text and `UNKNOWN` all mean that nothing is on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from ..basis.types import Answer
from ..statements import TreatyAsBasis
from .words import (
    Acceptance,
    AuthorityRole,
    Channel,
    Competence,
    ContactKind,
    DataKind,
    DocumentKind,
    EvidenceStandard,
    FieldGroup,
    Stage,
    Visibility,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A free text in one language (BCP 47 code); `machine` if a machine translated it."""

    language: str
    text: str
    machine: bool = False


Texts = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A postal or visiting address: its lines as they go on an envelope, in the original script."""

    lines: tuple[str, ...]
    visiting: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """One line to the authority: a number in international form, an e-mail address, a web address, an identifier.

    `label` says whose it is or what for; `scheme` names a secure channel's system (`e-CODEX`, `S/MIME`, `PGP`).
    """

    kind: ContactKind
    value: str
    label: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office is open: ISO weekdays (1 is Monday) and local times."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Whether a channel is accepted, and under which conditions."""

    channel: Channel
    accepted: Acceptance = Acceptance.UNKNOWN
    notes: Texts = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """What the authority is designated for: by instrument and article (a provision code), for a matter, in a role.

    `stages` empty: all stages. `territories` gazetteer codes the designation is limited to; empty: the whole State.
    `valid_from` and `valid_to` bound it (None: not on record, open); it holds before, not on, the day of `valid_to`.
    `note_verbale` and `notified_on` say how the State told; `depositary_ref` where the depositary notified it.
    """

    provision: str
    competence: Competence
    role: AuthorityRole = AuthorityRole.CENTRAL
    stages: tuple[Stage, ...] = ()
    territories: tuple[str, ...] = ()
    scope: Texts = ()
    urgent: bool = False  # the line for urgent requests
    designated_on: date | None = None
    note_verbale: str = ""
    note_verbale_url: str = ""  # where the file is kept
    notified_on: date | None = None
    depositary_ref: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """True unless it is known to begin after the day or to have ended by it."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class AcceptedLanguage:
    """A language requests are accepted in (BCP 47 code); `certified`: whether the translation must be certified."""

    code: str
    certified: Answer = Answer.UNKNOWN
    urgent_only: bool = False


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the authority asks of a request; `competences` limits it to some matters (empty: all of them)."""

    competences: tuple[Competence, ...] = ()
    languages: tuple[AcceptedLanguage, ...] = ()
    original_on_paper: Answer = Answer.UNKNOWN
    electronic_signature: Answer = Answer.UNKNOWN
    legalisation: Answer = Answer.UNKNOWN
    dual_criminality: Answer = Answer.UNKNOWN
    minimum_penalty_years: Decimal | None = None
    evidence_standard: EvidenceStandard = EvidenceStandard.UNKNOWN
    extradites_nationals: Answer = Answer.UNKNOWN
    execution_days: int | None = None  # typical time to execute
    formats: Texts = ()
    information_needed: Texts = ()
    urgent_procedure: Texts = ()
    provisional_arrest: Texts = ()
    limits: Texts = ()  # assurances on the death penalty, life imprisonment …
    costs: Texts = ()
    confidentiality: Texts = ()


@dataclass(frozen=True, slots=True)
class LegalBasisPolicy:
    """Whether the State works without a treaty, and takes conventions as the basis of extradition (UNTOC 16(5))."""

    convention_as_basis: TreatyAsBasis = TreatyAsBasis.SILENT
    treaty_required: Answer = Answer.UNKNOWN
    reciprocity: Answer = Answer.UNKNOWN
    notes: Texts = ()
    treaties_url: str = ""


@dataclass(frozen=True, slots=True)
class DataRule:
    """The order a category of data needs, and the law it rests on (a record's key of the catalogue, or an address)."""

    kind: DataKind
    order: Texts = ()
    law: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """How the State preserves and hands over electronic evidence."""

    preservation_before_request: Answer = Answer.UNKNOWN
    preserved_by: Texts = ()
    preservation_days: int | None = None
    extension_days: int | None = None
    data: tuple[DataRule, ...] = ()
    direct_contact_with_providers: Answer = Answer.UNKNOWN
    real_time_collection: Answer = Answer.UNKNOWN
    emergency_route: Texts = ()
    admissibility: Texts = ()
    form_url: str = ""


@dataclass(frozen=True, slots=True)
class NetworkMember:
    """Membership of a judicial or asset recovery network, by its code (`wacap`, `carin`)."""

    network: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A national guide, a template, a law: where it is, or the catalogue's record (`record` is its key)."""

    kind: DocumentKind
    title: Texts
    url: str = ""
    record: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the entry's facts come from: its source, terms and day, and whether it was invented for demonstration."""

    name: str = ""
    url: str = ""
    licence: str = ""
    as_of: date | None = None
    demonstration: bool = False


# Who sees what unless an entry says otherwise. Existence, names and matters are open to all, always.
USUAL_VISIBILITY = {
    FieldGroup.IDENTITY: Visibility.PUBLIC,
    FieldGroup.CONTACT: Visibility.REGISTERED,
    FieldGroup.DUTY: Visibility.LISTED,
    FieldGroup.CHANNELS: Visibility.REGISTERED,
    FieldGroup.REQUIREMENTS: Visibility.REGISTERED,
    FieldGroup.POLICY: Visibility.REGISTERED,
    FieldGroup.EVIDENCE: Visibility.REGISTERED,
    FieldGroup.NETWORKS: Visibility.REGISTERED,
    FieldGroup.DOCUMENTS: Visibility.PUBLIC,
}


@dataclass(frozen=True, slots=True)
class GroupVisibility:
    """Who may see a group of fields of this entry."""

    group: FieldGroup
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One competent national authority as listed.

    `state` a gazetteer code; `territories` those it works for (empty: the whole State); `names` at least one, the
    first in the original language and script; `time_zone` an IANA name; `holidays` a note on days the office is
    closed; `since` and `until` bound the authority's existence, `followed_by` the key of the one that took over.
    """

    state: str
    names: Texts
    territories: tuple[str, ...] = ()
    parent: Texts = ()
    unit: Texts = ()
    function: Texts = ()
    addresses: tuple[Address, ...] = ()
    contacts: tuple[Contact, ...] = ()
    time_zone: str = ""
    hours: tuple[Hours, ...] = ()
    holidays: Texts = ()
    channels: tuple[ChannelRule, ...] = ()
    designations: tuple[Designation, ...] = ()
    requirements: tuple[Requirements, ...] = ()
    policy: LegalBasisPolicy = LegalBasisPolicy()
    evidence: EvidenceRules | None = None
    networks: tuple[NetworkMember, ...] = ()
    documents: tuple[Document, ...] = ()
    visibility: tuple[GroupVisibility, ...] = ()
    since: date | None = None
    until: date | None = None
    followed_by: str = ""
    origin: Origin = Origin()

    def name(self, language: str) -> str:
        """Its name in the language, else in English, else as first given."""
        return said(self.names, language)

    def visible_to(self, group: FieldGroup) -> Visibility:
        """Who may see the group of fields."""
        if group is FieldGroup.IDENTITY:
            return Visibility.PUBLIC
        set_here = {each.group: each.visibility for each in self.visibility}
        return set_here.get(group, USUAL_VISIBILITY[group])


def said(texts: Texts, language: str) -> str:
    """The text in the language, else in English, else the first; empty if there is none."""
    chosen = said_in(texts, language)
    return chosen.text if chosen else ""


def said_in(texts: Texts, language: str) -> Said | None:
    """The text that is shown to a reader of the language, with the language it is really in."""
    by_language = {each.language: each for each in texts}
    return by_language.get(language) or by_language.get("en") or (texts[0] if texts else None)


def without(entry: AuthorityEntry, hidden: frozenset[FieldGroup]) -> AuthorityEntry:
    """The entry without the groups of fields the reader may not see, as if they were not on record."""
    duty = {ContactKind.DUTY}
    changes: dict[str, object] = {}
    contacts = entry.contacts
    if FieldGroup.CONTACT in hidden:
        contacts = tuple(c for c in contacts if c.kind in duty)
        changes |= {"addresses": (), "time_zone": "", "hours": (), "holidays": (), "unit": (), "function": ()}
    if FieldGroup.DUTY in hidden:
        contacts = tuple(c for c in contacts if c.kind not in duty)
    changes["contacts"] = contacts
    empty: dict[FieldGroup, tuple[str, object]] = {
        FieldGroup.CHANNELS: ("channels", ()),
        FieldGroup.REQUIREMENTS: ("requirements", ()),
        FieldGroup.POLICY: ("policy", LegalBasisPolicy()),
        FieldGroup.EVIDENCE: ("evidence", None),
        FieldGroup.NETWORKS: ("networks", ()),
        FieldGroup.DOCUMENTS: ("documents", ()),
    }
    changes |= dict(empty[group] for group in hidden if group in empty)
    return replace(entry, **changes)  # type: ignore[arg-type]


def texts_of(entry: AuthorityEntry) -> Iterator[tuple[str, Texts]]:
    """Every free text of the entry with the field it stands in."""
    yield from (("names", entry.names), ("parent", entry.parent), ("unit", entry.unit), ("function", entry.function))
    yield ("holidays", entry.holidays)
    yield from (("channels", rule.notes) for rule in entry.channels)
    yield from (("designations", each.scope) for each in entry.designations)
    for each in entry.requirements:
        yield from (("requirements", t) for t in (each.formats, each.information_needed, each.urgent_procedure))
        yield from (
            ("requirements", t) for t in (each.provisional_arrest, each.limits, each.costs, each.confidentiality)
        )
    yield ("policy", entry.policy.notes)
    if entry.evidence is not None:
        evidence = entry.evidence
        yield from (("evidence", t) for t in (evidence.preserved_by, evidence.emergency_route, evidence.admissibility))
        yield from (("evidence", rule.order) for rule in evidence.data)
    yield from (("documents", document.title) for document in entry.documents)
