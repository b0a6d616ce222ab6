"""A guide in one language, ready to be shown or set: sections in order, with citations and examples in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from comity.evidence.entries import GuideEntry, GuidePart

_DEPTHS = {"part": 1, "chapter": 2, "section": 3, "provision": 3, "item": 4}
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur"})


@dataclass(frozen=True, slots=True)
class Example:
    """An example in national law: what it is called, and the address of its record."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Names:
    """How what a guide refers to is called: a provision by its code, an extract by its key (None: not published)."""

    provision: Callable[[str], str]
    extract: Callable[[str], Example | None]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a guide in one language. `depth` is 1 for the outermost; paragraphs are plain text."""

    level: str
    depth: int
    anchor: str
    number: str
    title: str
    language: str
    body: tuple[str, ...]
    note: tuple[str, ...]
    machine: bool
    citations: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A guide in one language. `language` is that of its title and description; a section may have another."""

    code: str
    kind: str
    title: str
    language: str
    description: tuple[str, ...]
    publisher: str
    edition: str
    published_on: str
    source: str
    licence: str
    as_of: date | None
    sections: tuple[Section, ...]
    address: str = ""

    @property
    def right_to_left(self) -> bool:
        """Whether its language runs from right to left."""
        return self.language in RIGHT_TO_LEFT


def book_of(entry: GuideEntry, language: str, *, names: Names, kind: str, address: str = "") -> Book:
    """The guide in a language, in the original one where there is no text in it; `kind` says what it is in words."""
    text = entry.text(language)
    return Book(
        code=entry.code,
        kind=kind,
        title=text.title or entry.code,
        language=text.language,
        description=paragraphs(text.body) + paragraphs(text.notes),
        publisher=entry.publisher,
        edition=entry.edition,
        published_on=entry.published_on,
        source=entry.source.name,
        licence=entry.source.licence,
        as_of=entry.source.as_of,
        sections=tuple(_section(part, depth, language, names) for part, depth in _nested(entry.parts)),
        address=address,
    )


def _nested(parts: tuple[GuidePart, ...]) -> list[tuple[GuidePart, int]]:
    """The parts with their depths: none lies more than one below the one before it, so that no heading is skipped."""
    found: list[tuple[GuidePart, int]] = []
    open_ranks: list[int] = []
    for part in parts:
        rank = _DEPTHS.get(part.level, 1)
        while open_ranks and open_ranks[-1] >= rank:
            open_ranks.pop()
        open_ranks.append(rank)
        found.append((part, len(open_ranks)))
    return found


def _section(part: GuidePart, depth: int, language: str, names: Names) -> Section:
    text = part.text(language)
    examples = (names.extract(key) for key in part.examples)
    return Section(
        level=part.level,
        depth=depth,
        anchor=part.anchor,
        number=part.number,
        title=text.title,
        language=text.language,
        body=paragraphs(text.body),
        note=paragraphs(text.note),
        machine=text.origin == "machine",
        citations=tuple((code, names.provision(code)) for code in part.provisions),
        examples=tuple(example for example in examples if example is not None),
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(part.strip() for part in text.split("\n") if part.strip())
