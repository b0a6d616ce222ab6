"""A structured text that is not yet set: what the directory's e-book and the guides are before they become a file.

Everything is plain text in plain facts; the renderers (`epub`, `word`, `typeset_book`) have nothing left to decide.
Links are either `#anchor` of a section or a full address; any other is shown as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

# What text may not carry into a file: controls, half characters, what no XML holds, and characters that turn the
# direction of what follows them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"[ \t\n]+")
_ADDRESS = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@]|#[a-z])\S*\Z", re.IGNORECASE)
_RTL = frozenset({"ar", "fa", "he", "ps", "ur", "ug", "yi", "dv", "sd", "ckb"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


@lru_cache(maxsize=50_000)
def clean(text: str) -> str:
    """The text without what no file can hold or what would turn the line around it; spaces run together."""
    return _SPACES.sub(" ", _UNFIT.sub("", unicodedata.normalize("NFC", text))).strip()


def is_rtl(language: str) -> bool:
    """True if the language is written from right to left."""
    return language.lower().split("-", 1)[0] in _RTL


def runs_rtl(text: str) -> bool:
    """True if the first letter with a direction of its own runs from right to left."""
    strong = next((c for c in map(unicodedata.bidirectional, text) if c in {"L", "R", "AL"}), "L")
    return strong != "L"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `language` (BCP 47) where it is not the book's, `link` where it leads, `verbatim` if it is an
    identifier, a number or an address, which always runs from left to right."""

    text: str
    language: str = ""
    link: str = ""
    strong: bool = False
    verbatim: bool = False


Line = tuple[Span, ...]


def span(text: str, *, language: str = "", link: str = "", strong: bool = False, verbatim: bool = False) -> Span:
    """A span made fit for every file; a language or a link that is none is left out."""
    known = language if _LANGUAGE.match(language) else ""
    # An address with a turning or control character in it is shown, but does not lead anywhere.
    leads = link if _ADDRESS.match(link) and link == clean(link) else ""
    return Span(clean(text), known, leads, strong, verbatim)


def line(*parts: str | Span) -> Line:
    """A line of texts and spans."""
    return tuple(part if isinstance(part, Span) else span_of(part) for part in parts)


def span_of(text: str) -> Span:
    """A span whose outer spaces stay: it stands between others."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and len(text) > 1 else ""
    return Span(f"{before}{clean(text)}{after}")


def plain(words: Line) -> str:
    """The line as plain text."""
    return "".join(each.text for each in words)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `small` for what is said aside (sources, freshness)."""

    words: Line
    small: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that must not be overlooked: demonstration data, an entry that is unconfirmed."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is on record under it, one line after another."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under one another; `title` says what they are about (empty: the section they stand in)."""

    rows: tuple[Fact, ...]
    title: str = ""


Block = Paragraph | Notice | Items | Facts


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the book with its heading; `anchor` is unique in the book, `listed` if the contents name it.

    `running` stands at the head of its pages, `warning` too: what holds for everything in it (demonstration data).
    """

    anchor: str
    title: Line
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    listed: bool = True
    running: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book in one language: its cover, and sections of which each begins a page, or a file of its own.

    `identifier` is a URN; `edition` and `number` stand on the cover; `words` are the fixed words of the renderers.
    """

    identifier: str
    language: str
    title: str
    subtitle: str
    cover: tuple[Line, ...]
    sections: tuple[Section, ...]
    words: Words
    made: datetime
    warning: str = ""  # stands on the cover and on every page or section
    description: str = ""
    publisher: str = "Comity"
    footer: str = ""
    rights: str = ""

    @property
    def rtl(self) -> bool:
        """True if the book opens from the right."""
        return is_rtl(self.language)


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words in the book's language; `page` has the places {page} and {pages}."""

    contents: str
    cover: str
    page: str
    start: str
    unprintable: str
    accessibility: str


def walk(sections: Iterable[Section]) -> Iterator[tuple[int, Section]]:
    """Every section with its depth (1 is a top one), in reading order."""
    for each in sections:
        yield 1, each
        for depth, below in walk(each.sections):
            yield depth + 1, below


def words_of(block: Block) -> Iterator[Line]:
    """Every line of a block."""
    match block:
        case Paragraph():
            yield block.words
        case Notice():
            yield (Span(block.text),)
        case Items():
            yield from block.lines
        case Facts():
            for row in block.rows:
                yield from row.lines
