"""The shape of the hub's records in plain Python: what importers bring, pages show, exports write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from comity.law.electronic_powers import Power
from comity.law.providers import Answer, Provider

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
_WRITTEN = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
PROVIDER = "provider"  # the kind of record a service provider is; a guide's is one of its own kinds


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a record comes from: `id` is its identity there, `as_of` the day it was true (None: not stated)."""

    name: str = ""
    id: str = ""
    url: str = ""
    licence: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language. `origin` is official, human or machine."""

    language: str
    title: str = ""
    body: str = ""
    notes: str = ""
    origin: str = "human"
    translated_from: str = ""


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """A service provider as a source describes it. `partial`: what the source leaves out is not taken away."""

    facts: Provider
    source: SourceNote
    texts: tuple[Text, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class GuidelineEntry:
    """A version of a provider's guidelines. `provider` is its code, its name or one of its brands.

    `text` and `checksum` (SHA-256 of its bytes, hexadecimal) are there only where the text itself was loaded.
    """

    provider: str
    source: SourceNote
    title: str = ""
    url: str = ""
    language: str = ""
    version_on: date | None = None
    used_from: date | None = None
    used_until: date | None = None
    checksum: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PowerEntry:
    """A national provision on electronic evidence. `extract_key` is the key of the extract in the catalogue, if any."""

    state: str
    power: Power
    source: SourceNote
    law_name: str = ""
    article: str = ""
    language: str = "en"
    texts: tuple[Text, ...] = ()
    extract_key: str = ""
    authority_key: str = ""
    ordered_by: str = "unknown"
    max_days: int | None = None
    foreign: Answer = Answer.UNKNOWN
    provisions: tuple[str, ...] = ()
    verified_on: date | None = None
    verified_by: str = ""
    provenance: str = "researched"
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class PartText:
    """A part of a guide in one language."""

    language: str
    title: str
    body: str = ""
    note: str = ""
    origin: str = "human"


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A part, chapter, section, provision or item of a guide; `examples` are keys or numbers of extracts."""

    level: str
    anchor: str
    texts: tuple[PartText, ...]
    number: str = ""
    provisions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def text(self, *languages: str) -> PartText:
        """The text in the first of the languages there is, else in English, else any."""
        held = {text.language: text for text in self.texts}
        for language in (*languages, "en"):
            if language in held:
                return held[language]
        return self.texts[0] if self.texts else PartText("en", self.number or self.anchor)


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A guide, model law or other structured text. `published_on` is a year, a month or a day as written."""

    code: str
    kind: str
    texts: tuple[Text, ...]
    source: SourceNote
    parts: tuple[GuidePart, ...] = ()
    publisher: str = ""
    edition: str = ""
    published_on: str = ""
    provisions: tuple[str, ...] = field(default_factory=tuple)
    language: str = "en"

    def text(self, *languages: str) -> Text:
        """The text in the first of the languages there is, else in the original one, else any."""
        return _in_first(self.texts, (*languages, self.language)) or Text(self.language, self.code)


@dataclass(frozen=True, slots=True)
class HubEntry:
    """What a provider, a guide or a part of a guide shares with the records of the catalogue: for lists and files.

    `kind` is `PROVIDER` or a guide's kind. A part has its `anchor`, and `facts` of its own; its number, source and
    language are its guide's.
    """

    key: str
    kind: str
    number: str
    language: str  # of the original
    texts: tuple[Text, ...]
    facts: Provider | GuideEntry | GuidePart
    code: str  # of the provider or guide, in its address
    anchor: str = ""
    day: date | None = None
    published: str = ""  # a year, a month or a day as written
    states: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    crimes: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    source: SourceNote = field(default_factory=SourceNote)
    provenance: str = "third-party"
    demonstration: bool = False
    verified_on: date | None = None
    url: str = ""

    @property
    def page(self) -> str:
        """The name of the page it stands on; `code` is what that page is about."""
        return "provider" if self.kind == PROVIDER else "guide"

    @property
    def section(self) -> str:
        """The number of a part; empty for what is whole."""
        return self.facts.number if isinstance(self.facts, GuidePart) else ""

    def text(self, *languages: str) -> Text:
        """The text in the first of the languages there is, else in the original one, else any."""
        return _in_first(self.texts, (*languages, self.language)) or Text(self.language, self.code)


def _in_first(texts: tuple[Text, ...], languages: tuple[str, ...]) -> Text | None:
    held = {text.language: text for text in texts}
    found = next((held[language] for language in languages if language in held), None)
    return found or next(iter(texts), None)


def part_key(key: str, anchor: str) -> str:
    """The key a part of the guide of this key is found by."""
    return f"{key}.{anchor}"


def whole_key(key: str) -> str:
    """The key of the guide a part belongs to; of what is whole, its own."""
    return key.partition(".")[0]


def first_day(published: str) -> date | None:
    """The first day of a year, a month or a day in ISO 8601; None for what is none."""
    if not _WRITTEN.fullmatch(published):
        return None
    try:
        return date(*map(int, [*published.split("-"), "1", "1"][:3]))
    except ValueError:
        return None
