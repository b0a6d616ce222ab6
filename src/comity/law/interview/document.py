"""The document an interview leads to, before any language: what is fixed text, and what are the drafter's own words."""

from __future__ import annotations

from dataclasses import dataclass

from ..sentences import Param, Text
from .definition import Addressee


@dataclass(frozen=True, slots=True)
class Own:
    """The drafter's own words, to be shown exactly as written.

    `machine` holds what a machine makes of them, by language; it is shown below them and marked.
    """

    text: str
    machine: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that is written in the language of the document: a State, a day, a choice."""

    param: Param


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for an answer that is still missing, named by its question."""

    label: Text


Part = Own | Said | Gap


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 for the parts of the document."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Fixed text with places `%(name)s` for the parts of answers."""

    text: Text
    places: tuple[tuple[str, tuple[Part, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A longer text of the drafter, under its label; a gap where it is missing."""

    label: Text
    part: Own | Gap


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a table of facts."""

    label: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers as a table of two columns."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a group as a table."""

    label: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[tuple[Part, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Where the document is signed: place, day, name, function; each with a gap where it is missing."""

    rows: tuple[Fact, ...]


Block = Heading | Paragraph | Words | Facts | Grid | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """The whole; `definition` and `version` say what it was drafted with."""

    title: Text
    addressee: Addressee
    definition: str
    version: str
    blocks: tuple[Block, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether a place is left for something missing."""
        return any(_has_gap(block) for block in self.blocks)


def _has_gap(block: Block) -> bool:
    match block:
        case Paragraph(places=places):
            return any(isinstance(part, Gap) for _name, parts in places for part in parts)
        case Words(part=part):
            return isinstance(part, Gap)
        case Facts(rows=rows) | Signature(rows=rows):
            return any(isinstance(part, Gap) for row in rows for part in row.parts)
        case Grid(rows=cells):
            return any(isinstance(part, Gap) for row in cells for cell in row for part in cell)
    return False
