"""What a service provider is on record to accept from whom, and how far that record can be trusted.

Facts only. A provider decides for itself what it discloses: nothing here is a right to an answer, and what is not on
record is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import Enum

from .sentences import gettext_noop as _

FRESH_FOR = timedelta(days=365)  # a confirmation older than this is stale
DATED_AFTER = timedelta(days=730)  # the source of an unconfirmed record that is older than this is called old


class Answer(Enum):
    """An answer that may be conditional or not on record."""

    YES = "yes"
    CONDITIONS = "conditions"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _ANSWERS[self]


class DataKind(Enum):
    """The kinds of data that laws and providers tell apart."""

    SUBSCRIBER = "subscriber"
    TRAFFIC = "traffic"
    CONTENT = "content"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _KINDS[self]


class Category(Enum):
    """What a provider offers."""

    SOCIAL = "social"
    MESSAGING = "messaging"
    EMAIL_CLOUD = "email-cloud"
    INFRASTRUCTURE = "infrastructure"
    TELECOM = "telecom"
    VPN = "vpn"
    VIRTUAL_ASSETS = "virtual-assets"
    PAYMENTS = "payments"
    COMMERCE = "commerce"
    GAMING = "gaming"
    OTHER = "other"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _CATEGORIES[self]


class Route(Enum):
    """By which way content, or what is not given directly, can be asked for."""

    DOMESTIC = "domestic"
    MLA = "mla"
    EXECUTIVE_AGREEMENT = "executive-agreement"
    PRODUCTION_ORDER = "production-order"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _ROUTES[self]


class Authentication(Enum):
    """With what a provider authenticates the records it discloses."""

    CERTIFICATE = "certificate"
    AFFIDAVIT = "affidavit"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _AUTHENTICATIONS[self]


class Caution(Enum):
    """What a drafter must know before using an address of the record."""

    NO_CHANNEL = "no-channel"
    GENERAL_CONTACT = "general-contact"
    SINGLE_SOURCE = "single-source"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _CAUTIONS[self]


_ANSWERS = {
    Answer.YES: _("yes"),
    Answer.CONDITIONS: _("on conditions"),
    Answer.NO: _("no"),
    Answer.UNKNOWN: _("unknown"),
}
_KINDS = {
    DataKind.SUBSCRIBER: _("Subscriber data"),
    DataKind.TRAFFIC: _("Traffic data"),
    DataKind.CONTENT: _("Content data"),
}
_CATEGORIES = {
    Category.SOCIAL: _("Social media"),
    Category.MESSAGING: _("Messaging and calls"),
    Category.EMAIL_CLOUD: _("E-mail and cloud storage"),
    Category.INFRASTRUCTURE: _("Hosting and infrastructure"),
    Category.TELECOM: _("Telecommunications"),
    Category.VPN: _("Virtual private networks"),
    Category.VIRTUAL_ASSETS: _("Virtual assets"),
    Category.PAYMENTS: _("Payments"),
    Category.COMMERCE: _("Commerce, travel and accommodation"),
    Category.GAMING: _("Games"),
    Category.OTHER: _("Other"),
}
_ROUTES = {
    Route.DOMESTIC: _("Legal process of the provider’s State"),
    Route.MLA: _("Mutual legal assistance"),
    Route.EXECUTIVE_AGREEMENT: _("Executive agreement on access to data"),
    Route.PRODUCTION_ORDER: _("European production order"),
}
_AUTHENTICATIONS = {
    Authentication.CERTIFICATE: _("certificate"),
    Authentication.AFFIDAVIT: _("affidavit"),
    Authentication.NONE: _("none"),
    Authentication.UNKNOWN: _("unknown"),
}
_CAUTIONS = {
    Caution.NO_CHANNEL: _("No channel of this provider could be confirmed: check the address by another way first."),
    Caution.GENERAL_CONTACT: _("Only a general contact is on record, not a channel for requests of authorities."),
    Caution.SINGLE_SOURCE: _("The record rests on one source only."),
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A legal person that answers for users.

    `state` is where it sits, `serves` whose users (State codes, `EUE`; empty: all users not served by another).
    """

    name: str
    state: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreservationTerms:
    """How long a provider keeps data on request. Days; None where not on record."""

    accepted: Answer = Answer.UNKNOWN
    days: int | None = None
    extension_days: int | None = None
    renewals: int | None = None  # how often it can be renewed


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a provider gives directly to authorities of other States. `states` empty: any other State."""

    kind: DataKind
    answer: Answer
    states: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Whether a provider holds data of a kind, and for how many days (None: not on record)."""

    kind: DataKind
    held: Answer = Answer.UNKNOWN
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """A service provider as it is on record. Languages are BCP 47, States ISO 3166-1 alpha-3."""

    code: str
    name: str
    category: Category = Category.OTHER
    brands: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    data_states: tuple[str, ...] = ()
    portal_url: str = ""
    portal_account: Answer = Answer.UNKNOWN
    email: str = ""
    postal: str = ""
    emergency_contact: str = ""
    emergency_url: str = ""
    languages: tuple[str, ...] = ()
    preservation: PreservationTerms = field(default_factory=PreservationTerms)
    acceptances: tuple[Acceptance, ...] = ()
    content_routes: tuple[Route, ...] = ()
    user_notice: Answer = Answer.UNKNOWN
    notice_delay: Answer = Answer.UNKNOWN
    identifiers: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    authentication: Authentication = Authentication.UNKNOWN
    reimbursement: Answer = Answer.UNKNOWN
    response_days: int | None = None
    freeze_days: int | None = None
    transparency_url: str = ""
    guidelines_url: str = ""
    cautions: tuple[Caution, ...] = ()


class Trust(Enum):
    """How far a record can be relied on."""

    VERIFIED = "verified"
    STALE = "stale"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _TRUST[self]


_TRUST = {
    Trust.VERIFIED: _("verified"),
    Trust.STALE: _("stale"),
    Trust.UNVERIFIED: _("unverified"),
}


@dataclass(frozen=True, slots=True)
class Trusted:
    """How far a record can be relied on, and the day that rests on: of its confirmation, else of its source."""

    trust: Trust
    day: date | None
    dated: bool = False  # never confirmed, and its source is old as well


def trusted(*, verified_on: date | None, as_of: date | None, today: date) -> Trusted:
    """Verified for a year after a confirmation, then stale; unverified until there is one.

    A confirmation dated after `today` counts for nothing: nobody can have confirmed it yet.
    """
    if verified_on is not None and verified_on <= today:
        fresh = today - verified_on <= FRESH_FOR
        return Trusted(Trust.VERIFIED if fresh else Trust.STALE, verified_on)
    return Trusted(Trust.UNVERIFIED, as_of, dated=as_of is not None and today - as_of > DATED_AFTER)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a State's authorities can expect when they ask directly: `named` if the record names that State."""

    kind: DataKind
    answer: Answer
    condition: str = ""
    named: bool = False


def accepts(provider: Provider, state: str, kind: DataKind) -> Accepted:
    """Whether the provider gives data of a kind to a State's authorities directly.

    What is said of the State itself goes before what is said of all other States. A provider seated in the State
    (by any of its entities) follows that State's law: what is said of other States does not apply, so it is unknown
    here unless the State is named. Contradicting rows make it unknown.
    """
    rows = [row for row in provider.acceptances if row.kind is kind]
    own = [row for row in rows if state in row.states]
    if own:
        return _joined(kind, own, named=True)
    if state in {entity.state for entity in provider.entities}:
        return Accepted(kind, Answer.UNKNOWN)
    return _joined(kind, [row for row in rows if not row.states], named=False)


def _joined(kind: DataKind, rows: list[Acceptance], *, named: bool) -> Accepted:
    answers = {row.answer for row in rows} - {Answer.UNKNOWN}
    if not answers:
        return Accepted(kind, Answer.UNKNOWN, named=named)
    condition = "; ".join(dict.fromkeys(row.condition for row in rows if row.condition))
    if len(answers) == 1:
        return Accepted(kind, answers.pop(), condition, named)
    met = Answer.CONDITIONS if Answer.NO not in answers else Answer.UNKNOWN
    return Accepted(kind, met, condition, named)


def entity_for(provider: Provider, state: str, *, organizations: Iterable[str] = ()) -> Entity | None:
    """The entity that answers for users in a State; `organizations` holds codes like `EU` the State belongs to.

    None where none is on record, or where more than one could be meant.
    """
    wanted = {state} | ({"EUE"} if "EU" in organizations else set())
    serving = [entity for entity in provider.entities if wanted & set(entity.serves)]
    found = serving or [entity for entity in provider.entities if not entity.serves]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of the record that is not what it was."""

    field: str
    before: object
    after: object


def differences(before: Provider, after: Provider) -> tuple[Difference, ...]:
    """What changed between two states of a provider's record, in the order of its fields."""
    names = [each.name for each in fields(Provider)]
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(Difference(name, old, new) for name, old, new in pairs if old != new)
