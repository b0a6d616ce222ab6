"""A document in one language: every block as texts, each marked as fixed, as the drafter's own words, or as a gap."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from comity.core import wording
from comity.law.book import TreatyBook
from comity.law.interview.document import (
    Block,
    Document,
    Fact,
    Facts,
    Gap,
    Grid,
    Heading,
    Own,
    Paragraph,
    Part,
    Said,
    Signature,
    Words,
)
from comity.law.interview.soundness import PLACES
from comity.law.sentences import Series, Text

RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text: `kind` is fixed, own or gap; `rtl` whether it runs from right to left."""

    text: str
    kind: str = "fixed"
    rtl: bool = False


Runs = tuple[Run, ...]
LONG = 60  # characters from which a text in a cell runs in its own direction
_MARKS = {False: "\u200e", True: "\u200f"}  # left-to-right and right-to-left mark


def marked(run: Run, *, rtl: bool) -> str:
    """The text of a run as it is set inside a text of one direction.

    A run that goes the other way keeps its signs and bare numbers in order by invisible marks at its ends.
    """
    if run.rtl == rtl or not run.text or (run.text[0].isalpha() and run.text[-1].isalpha()):
        return run.text
    mark = _MARKS[run.rtl]
    return f"{mark}{run.text}{mark}"


def own_direction(runs: Runs) -> bool | None:
    """The direction of a cell that holds one long text of the drafter; None where its language decides."""
    alone = len(runs) == 1 and runs[0].kind == "own" and len(runs[0].text) > LONG
    return runs[0].rtl if alone else None


@dataclass(frozen=True, slots=True)
class Flat:
    """One block: `kind` is heading, paragraph, words, facts, grid or signature.

    `label` stands above words and grids; `lines` are paragraphs; `head` and `rows` the cells of a table.
    """

    kind: str
    level: int = 0
    label: Runs = ()
    lines: tuple[Runs, ...] = ()
    head: tuple[Runs, ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A whole document in one language."""

    language: str
    title: str
    blocks: tuple[Flat, ...] = field(default=())

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language in RIGHT_TO_LEFT


def side(document: Document, book: TreatyBook, language: str) -> Side:
    """The document in a language; the drafter's words as they are."""
    with override(language):
        flattening = _Flattening(book, language)
        return Side(language, wording.text(document.title), tuple(map(flattening.block, document.blocks)))


def runs_right(text: str, otherwise: bool) -> bool:
    """Whether a text runs from right to left, by its first letter; numbers do not; `otherwise` where it has neither."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in {"L", "R", "AL"}:
            return strong != "L"
    return otherwise and not any(character in "0123456789" for character in text)


class _Flattening:
    def __init__(self, book: TreatyBook, language: str) -> None:
        self.book = book
        self.language = language
        self.rtl = language in RIGHT_TO_LEFT

    def block(self, block: Block) -> Flat:
        match block:
            case Heading(level, text):
                return Flat("heading", level, lines=(self._fixed(text),))
            case Paragraph():
                return Flat("paragraph", lines=(self._paragraph(block),))
            case Words(label, part):
                return Flat("words", label=self._fixed(label), lines=tuple(self._lines(part)))
            case Facts(rows):
                return Flat("facts", rows=tuple(map(self._fact, rows)))
            case Signature(rows):
                return Flat("signature", rows=tuple(map(self._fact, rows)))
            case Grid(label, head, rows):
                cells = tuple(tuple(self._parts(cell) for cell in row) for row in rows)
                return Flat("grid", label=self._fixed(label), head=tuple(map(self._fixed, head)), rows=cells)

    def _fixed(self, text: Text) -> Runs:
        return (self._run(wording.text(text)),)

    def _run(self, text: str, kind: str = "fixed") -> Run:
        return Run(text, kind, runs_right(text, self.rtl))

    def _paragraph(self, block: Paragraph) -> Runs:
        """The translated text cut at its places; what is put in keeps its kind."""
        values = dict(block.places)
        found: list[Run] = []
        for number, piece in enumerate(PLACES.split(wording.text(block.text))):
            if number % 2:
                found.extend(self._parts(values.get(piece, ())))
            elif piece:
                found.append(Run(piece.replace("%%", "%"), "fixed", self.rtl))
        return tuple(found)

    def _lines(self, part: Own | Gap) -> Iterable[Runs]:
        if isinstance(part, Gap):
            yield self._parts((part,))
            return
        yield from self._own(part.text)
        if said := dict(part.machine).get(self.language):
            yield (self._run(gettext("Machine translation, not verified:")),)
            yield from self._own(said)

    def _own(self, text: str) -> Iterable[Runs]:
        for line in re.split(r"\n+", text):
            if line.strip():
                yield (self._run(line.strip(), "own"),)

    def _fact(self, fact: Fact) -> tuple[Runs, ...]:
        return self._fixed(fact.label), self._parts(fact.parts)

    def _parts(self, parts: Iterable[Part]) -> Runs:
        return tuple(self._part(part) for part in parts)

    def _part(self, part: Part) -> Run:
        match part:
            case Own(text):
                return self._run(text, "own")
            case Gap(label):
                return self._run(f"[{wording.text(label)}]", "gap")
            case Said(Series(items)) if len(items) > 3:
                return self._run(gettext("; ").join(wording.show(item, self.book) for item in items))
            case Said(param):
                return self._run(wording.show(param, self.book))
