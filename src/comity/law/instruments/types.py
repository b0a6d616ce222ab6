"""What an instrument is: when it binds, how it is left, what it covers, and the articles that matter here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _


class Scope(Enum):
    """How far an instrument reaches."""

    UNIVERSAL = "universal"
    REGIONAL = "regional"
    BILATERAL = "bilateral"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {Scope.UNIVERSAL: _("Universal"), Scope.REGIONAL: _("Regional"), Scope.BILATERAL: _("Bilateral")}[self]


class Gate(Enum):
    """What an offence must pass for an instrument's cooperation articles to apply to it."""

    UNTOC = "untoc"  # covered or serious, organized criminal group, transnational
    OFFENCE = "offence"  # established in accordance with the instrument itself
    ANY = "any"  # any criminal offence, subject to a penalty threshold for extradition
    ELECTRONIC = "electronic"  # its own offences, and any offence with evidence in electronic form
    ELECTRONIC_SERIOUS = "electronic-serious"  # its own offences, and serious crime with evidence in electronic form
    LISTED = "listed"  # a list or penalty test inside the treaty that is not on record here
    NONE = "none"  # not about offences


@dataclass(frozen=True, slots=True)
class Delay:
    """Time between a deposit and its effect.

    `days` counts days after the deposit; or `months` calendar months, and with `first_of_month` the effect falls on
    the first day of the month following their expiry (Council of Europe style). All zero: on the day itself.
    """

    days: int = 0
    months: int = 0
    first_of_month: bool = False

    def after(self, day: date) -> date:
        """The day of effect of a deposit made on `day`."""
        if self.months == 0:
            return day + timedelta(days=self.days)
        month_index = day.year * 12 + day.month - 1 + self.months
        if self.first_of_month:
            # "the first day of the month following the expiration of a period of n months"
            return date((month_index + 1) // 12, (month_index + 1) % 12 + 1, 1)
        year, month = month_index // 12, month_index % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(day.day, last))


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """When the instrument entered into force, and from when a later deposit binds.

    `general` is the day of general entry into force (None: not yet, as far as recorded); `ratifications` the number
    of instruments it took, `first` the delay after the last of them; `later` the delay after a deposit made later;
    `provision` the article that says so.
    """

    provision: str
    general: date | None
    ratifications: int | None
    first: Delay
    later: Delay

    def effect_of(self, deposited: date) -> date | None:
        """The day a deposit takes effect; None while the instrument as a whole is not in force."""
        if self.general is None:
            return None
        return max(self.general, self.later.after(deposited))


@dataclass(frozen=True, slots=True)
class Denunciation:
    """How a party leaves: by which provision (None: the text has no clause) and after which time."""

    provision: str | None
    after: Delay = Delay()
    # 1961 Single Convention art. 46(2): received by 1 July, effect on 1 January of the next year, else a year later.
    by_first_of_july: bool = False

    def effect_of(self, received: date) -> date:
        """The day a denunciation received on `received` takes effect."""
        if self.by_first_of_july:
            on_time = (received.month, received.day) <= (7, 1)
            return date(received.year + (1 if on_time else 2), 1, 1)
        return self.after.after(received)


@dataclass(frozen=True, slots=True)
class Article:
    """An article or paragraph that matters for cooperation, with a heading in our own words (key of translations)."""

    code: str
    heading: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """The provisions of an instrument that play a known part in the procedure; None where it has none."""

    extradition_basis: str | None = None  # UNTOC 16(4)
    extradition_notification: str | None = None  # UNTOC 16(5)(a)
    deemed_included: str | None = None  # UNTOC 16(3)
    no_treaty_needed: str | None = None  # UNTOC 16(6)
    extradition_conditions: str | None = None  # UNTOC 16(7)
    provisional_arrest: str | None = None  # UNTOC 16(9)
    prosecute_nationals: str | None = None  # UNTOC 16(10)
    mla_other_treaties: str | None = None  # UNTOC 18(6)
    mla_in_full: str | None = None  # UNTOC 18(7)
    dual_criminality: str | None = None  # UNTOC 18(9)
    extradition_dual_criminality: str | None = None  # UNTOC 16(1)
    central_authority: str | None = None  # UNTOC 18(13)
    languages: str | None = None  # UNTOC 18(14)
    contents: str | None = None  # UNTOC 18(15)
    confiscation_basis: str | None = None  # UNTOC 13(6)
    disputes: str | None = None  # UNTOC 35(2)


@dataclass(frozen=True, slots=True)
class Member:
    """A State's time in a closed regime that binds by membership, not by deposit: from `since` until before `until`."""

    state: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty as the procedure sees it.

    `title` and `short_title` are English and keys of translations for the bundled instruments (for bilateral
    treaties the title is kept as the source gives it); `reference` is the depositary's number (`XVIII-12`,
    `ETS 24`); `matters` maps each branch of cooperation to the provisions that found it; `measures` adds
    provisions for single measures; `supplements` is the parent of a protocol, whose articles apply to it as well
    (UNTOC art. 37; Protocol art. 1); `parties` names the two or more States of a closed treaty, None where any
    State may join; `members_only` the organization whose members alone may join without being invited;
    `extradition_years` the least maximum penalty for extradition where the treaty itself has one; `membership` who
    takes part when, for regimes that bind by membership; `sides` the two sides of an agreement that binds only
    across (the European Union's States and the United Kingdom, not two of those States between themselves).
    """

    code: str
    title: str
    short_title: str
    scope: Scope
    depositary: str
    reference: str
    adopted: date | None
    place: str
    gate: Gate
    entry: EntryIntoForce
    denunciation: Denunciation
    crime_types: frozenset[CrimeType]
    matters: Mapping[Matter, tuple[str, ...]]
    source: str
    articles: tuple[Article, ...] = ()
    clauses: Clauses = Clauses()
    measures: Mapping[Measure, tuple[str, ...]] = field(default_factory=dict)
    supplements: str | None = None
    parties: frozenset[str] | None = None
    members_only: str | None = None
    extradition_years: int | None = None
    replaced_by: tuple[str, ...] = ()
    terminated: date | None = None
    mutual_recognition: bool = False
    membership: tuple[Member, ...] = ()
    sides: tuple[frozenset[str], frozenset[str]] | None = None

    def joins(self, a: str, b: str) -> bool:
        """True unless the two States stand on the same side of a two-sided agreement."""
        return self.sides is None or (a in self.sides[0]) != (b in self.sides[0])

    def covers(self, measure: Measure) -> bool:
        """True if the instrument has provisions on the measure or on its matter."""
        return measure in self.measures or measure.matter in self.matters

    def provisions_for(self, measure: Measure) -> tuple[str, ...]:
        """The provisions that found the measure: those of its matter, then those of the measure itself."""
        own = self.measures.get(measure, ())
        return tuple(dict.fromkeys((*self.matters.get(measure.matter, ()), *own)))

    @property
    def is_treaty_on_cooperation(self) -> bool:
        """True for special regimes, bilateral treaties and regional treaties whose subject is cooperation itself.

        Where one of these is in force on the matter, the conventions on crimes only supplement it (UNTOC 16(3), 18(6)).
        """
        if self.mutual_recognition or self.scope is Scope.BILATERAL:
            return True
        return self.scope is Scope.REGIONAL and self.gate in {Gate.ANY, Gate.LISTED}
