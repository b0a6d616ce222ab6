"""Reads declarations of the United Nations Treaty Collection: text blocks, one file for each treaty.

A statement is yielded only where a rule recognises its typed value; every other paragraph is reported as passed, and
nothing is claimed about it. The depositary's text itself is never kept, only where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from comity.core.statement_codec import kind_of
from comity.core.statement_wording import summary_of
from comity.law.provisions import Provision
from comity.law.sources import Source
from comity.law.statements import Statement, Value
from comity.law.states import Gazetteer, State, UnknownState

from .items import Item, Passed, Refused, Taken
from .untc_blocks import Block, blocks
from .untc_files import AS_OF, INSTRUMENTS, NOT_HELD, source_as_of, treaty_files, treaty_of
from .untc_rules import Recognised, recognise

UNRECOGNISED = "no rule recognises this text"
_SUFFIX = ".txt"


class UntcDeclarations:
    """The reader of these blocks; `as_of` is the day on which the statements are known to stand."""

    name = "untc-declarations"
    title = "United Nations Treaty Collection: declarations and reservations (text blocks)"

    def __init__(self, as_of: date = AS_OF) -> None:
        self.as_of = as_of

    def files(self, path: Path) -> list[Path]:
        """The files of blocks under `path`, in the order of chapter and number; FormatError if there is none."""
        return treaty_files(path, _SUFFIX)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """The source, then for each paragraph the statements recognised in it, or that it was passed."""
        instrument = INSTRUMENTS.get(treaty_of(file, _SUFFIX))
        if instrument is None:
            next(blocks(file))
            yield Passed(file.name, NOT_HELD)
            return
        source = source_as_of(self.as_of)
        yield Taken(file.name, source)
        for block in blocks(file):
            yield from block_items(file, block, instrument, source, gazetteer)


def block_items(file: Path, block: Block, instrument: str, source: Source, gazetteer: Gazetteer) -> Iterator[Item]:
    """The statements recognised in one block of `file`, and for each other paragraph that it was passed."""
    place = f"{file.name}, block {block.number} ({block.participant[:80]})"
    try:
        state = gazetteer.find(block.participant)
    except UnknownState as unknown:
        yield Refused(f"{place}, line {block.line}", f"{unknown}; the block was skipped", "", block.participant[:200])
        return
    if not block.paragraphs:
        yield Passed(place, "the block holds no text")
    said = _Said(instrument, state, source)
    for number, paragraph in enumerate(block.paragraphs, start=1):
        where = f"{place}, paragraph {number}"
        recognised = list(recognise(paragraph, instrument=instrument, gazetteer=gazetteer))
        if not recognised:
            yield Passed(where, UNRECOGNISED)
        for found in recognised:
            if statement := said.statement(found, where):
                yield Taken(where, statement)


class _Said:
    """The statements of one State on one instrument; the same value said twice counts once."""

    def __init__(self, instrument: str, state: State, source: Source) -> None:
        self.instrument, self.state, self.source = instrument, state.code, source.code
        self.values: set[tuple[Provision, Value]] = set()
        self.numbers: Counter[str] = Counter()

    def statement(self, found: Recognised, where: str) -> Statement | None:
        """The statement, or None if the State has said the same before."""
        if (found.provision, found.value) in self.values:
            return None
        self.values.add((found.provision, found.value))
        stem = statement_stem(found.provision, found.value, self.state)
        self.numbers[stem] += 1
        return Statement(
            id=f"{stem}/{self.numbers[stem]}",
            instrument=self.instrument,
            state=self.state,
            kind=found.kind,
            provision=found.provision.code,
            value=found.value,
            summary=summary_of(found.value),
            source=self.source,
            text_ref=where,
        )


def statement_stem(provision: Provision, value: Value, state: str) -> str:
    """The id of a statement without its number: `untoc/NLD/16-5`, `uncac/AZE/relations-excluded` for a whole treaty."""
    return f"{provision.instrument}/{state}/{'-'.join(provision.path) or kind_of(value)}"
