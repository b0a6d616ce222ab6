"""The shape of a published record, in plain Python: what importers bring, pages show, the index holds, exports write.

A record of one of the four databases is an `Entry`: what all records share, and the facts of its own kind. Codes in
`states` are ISO 3166-1 alpha-3, those in `provisions` are `instrument:article:paragraph`; all other codes are terms of
the controlled vocabularies (comity.vocabulary).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


class Kind(StrEnum):
    """What a record is. Laws and their extracts together are the legislation database."""

    LAW = "law"
    EXTRACT = "extract"
    CASE = "case"
    STRATEGY = "strategy"
    PUBLICATION = "publication"

    @property
    def database(self) -> Database:
        """The database records of this kind belong to."""
        return _DATABASES[self]


class Database(StrEnum):
    """The four databases."""

    LEGISLATION = "legislation"
    CASE_LAW = "case-law"
    STRATEGIES = "strategies"
    BIBLIOGRAPHY = "bibliography"


_DATABASES = {
    Kind.LAW: Database.LEGISLATION,
    Kind.EXTRACT: Database.LEGISLATION,
    Kind.CASE: Database.CASE_LAW,
    Kind.STRATEGY: Database.STRATEGIES,
    Kind.PUBLICATION: Database.BIBLIOGRAPHY,
}


class Origin(StrEnum):
    """Where a text comes from."""

    OFFICIAL = "official"
    HUMAN = "human"  # written or translated by a person, not official
    MACHINE = "machine"


class Provenance(StrEnum):
    """Who stands behind a record."""

    OFFICIAL = "official"  # supplied by a State or a court
    RESEARCHED = "researched"  # compiled and checked by the editors
    THIRD_PARTY = "third-party"  # taken over; not independently verified


@dataclass(frozen=True, slots=True)
class Text:
    """A record's text in one language.

    `title`: a law's title, an extract's heading, a case's or a publication's title. `body`: the text of an extract, the
    facts of a case, the summary of a strategy, the synopsis of a publication; paragraphs are parted by an empty line.
    `notes`: an extract's or law's description, a case's commentary and significant features.
    """

    language: str
    title: str = ""
    body: str = ""
    notes: str = ""
    origin: Origin = Origin.OFFICIAL
    translated_from: str = ""  # the language this was translated from; empty for an original
    outdated: bool = False  # True if what it was translated from has changed since


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a record comes from, under what licence, and as of which day."""

    name: str = ""
    url: str = ""
    licence: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a law: since when, why, and where it can be read."""

    on: date
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LawFacts:
    """Facts of a law. `status` and `law_kind` are vocabulary codes; a status not known is `unknown`."""

    law_kind: str = "other"
    official_number: str = ""
    adopted_on: date | None = None
    in_force_on: date | None = None
    amended_on: date | None = None
    repealed_on: date | None = None
    status: str = "unknown"
    versions: tuple[Version, ...] = ()
    full_text_url: str = ""


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """Facts of an extract: one article or section of a law.

    `law` is the `source_id` of the law it belongs to, from the same source; `path` the titles of the parts, chapters
    and so on above it, outermost first; `position` its place within the law, from 1.
    """

    law: str
    section: str
    path: tuple[str, ...] = ()
    position: int = 0
    in_force_on: date | None = None
    amended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One stage of a case. `stage` is a court level."""

    stage: str = ""
    reference: str = ""
    decided_on: date | None = None
    court: str = ""
    place: str = ""
    description: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge against a defendant, and what became of it. `verdict` is a vocabulary code."""

    offence: str = ""
    statute: str = ""
    details: str = ""
    verdict: str = ""
    imprisonment: str = ""
    fine: str = ""
    compensation: str = ""
    appeal: str = ""
    reasoning: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A defendant, victim or witness. `name` is always what may be shown: initials or a label unless named publicly.

    `kind` is natural, company, group or authority; `gender` female, male, other or empty (not stated); `child` tells
    whether the person was under 18 at the time, None if not stated. `nationality` is a State's code or empty.
    """

    name: str
    kind: str = "natural"
    gender: str = ""
    child: bool | None = None
    age: str = ""
    born: str = ""
    nationality: str = ""
    details: str = ""
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True)
class Cooperation:
    """International cooperation used in a case. `measure` and `outcome` are vocabulary codes."""

    measure: str
    requesting: str = ""
    requested: str = ""
    provisions: tuple[str, ...] = ()
    outcome: str = "unknown"
    details: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A source or attachment: what it is and where."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file kept with a record: its number among the files kept here, what it is, and its language (a code).

    `what` is full-text, judgment, translation or other.
    """

    file: int
    what: str = "other"
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Facts of a case: a judgment, a law-enforcement operation or a decision of an international body."""

    case_type: str = "judgment"
    legal_system: str = ""
    proceeding_type: str = ""
    latest_ruling: str = ""  # a court level
    tried: str = ""  # jointly, separately or empty (not stated)
    decided_on: date | None = None
    sentenced_on: date | None = None
    jurisdiction: str = ""
    proceedings: tuple[Proceeding, ...] = ()
    defendants: tuple[Person, ...] = ()
    victims: tuple[Person, ...] = ()
    victims_heading: str = ""  # e.g. Migrants; empty for Victims
    witnesses: str = ""
    cooperation: tuple[Cooperation, ...] = ()
    keywords: tuple[tuple[str, str], ...] = ()  # (vocabulary scheme, code): acts, means, purposes, forms, sectors
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StrategyFacts:
    """Facts of a strategy, action plan or policy. `predecessor` is the source_id of the one it follows."""

    strategy_kind: str = "national-strategy"
    issued_by: str = ""
    adopted_on: date | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    status: str = "unknown"
    pillars: tuple[str, ...] = ()
    predecessor: str = ""


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """Facts of an entry of the annotated bibliography."""

    authors: tuple[str, ...] = ()
    year: int | None = None
    publisher: str = ""
    journal: str = ""
    isbn: str = ""
    doi: str = ""
    methods: tuple[str, ...] = ()
    data_sources: str = ""
    keywords: tuple[str, ...] = ()


Facts = LawFacts | ExtractFacts | CaseFacts | StrategyFacts | PublicationFacts


@dataclass(frozen=True, slots=True)
class Entry:
    """A record. `source_id` is its identity within its source (`source.name`); `key` its own, given when recorded."""

    kind: Kind
    source_id: str
    language: str  # of the original
    texts: tuple[Text, ...]
    facts: Facts
    states: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    crimes: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    source: SourceNote = field(default_factory=SourceNote)
    provenance: Provenance = Provenance.THIRD_PARTY
    demonstration: bool = False  # invented or written to show the system: said wherever the record is shown
    verified_on: date | None = None
    url: str = ""  # where the original can be read
    attachments: tuple[Link, ...] = ()
    files: tuple[FileNote, ...] = ()
    number: str = ""  # the human number; given when recorded if empty
    key: str = ""

    def text(self, *languages: str) -> Text:
        """The text in the first of `languages` there is, else the original's, else any; empty if there is none."""
        held = {text.language: text for text in self.texts}
        for language in (*languages, self.language):
            if language in held:
                return held[language]
        return self.texts[0] if self.texts else Text(self.language)
