"""The declarations of one treaty as text blocks: a line `#Participant`, then what it declared, run together.

Nothing separates one statement from the next but a full stop without a space after it; a paragraph here is what
stands between two such places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .items import FormatError
from .untc_files import Line, lines

_BREAK = re.compile(
    r"(?<=[.;”\"»])(?=[“\"«]?(?:[A-ZÏ…]|\(?\d{1,2}[.)]\s?[A-Z(]|\([a-z]{1,3}\)))|(?<=:)(?=\([a-z]{1,3}\))"
)
_LONGEST_BLOCK = 1_000_000  # characters


@dataclass(frozen=True, slots=True)
class Block:
    """What one participant declared: its position in the file from 1, its name, its first line, its paragraphs."""

    number: int
    participant: str
    line: int
    paragraphs: tuple[str, ...]


def blocks(file: Path) -> Iterator[Block]:
    """The blocks of a file, one at a time; FormatError if it does not begin with one."""
    found = False
    for block in parse(lines(file), file.name):
        found = True
        yield block
    if not found:
        raise FormatError(f"{file.name}: there is no block of declarations; each begins with a line like #Algeria.")


def parse(rows: Iterable[Line], name: str) -> Iterator[Block]:
    """The blocks of these lines; `name` is the file's, for messages."""
    head: Line | None = None
    body: list[str] = []
    number = 0
    for row in rows:
        if row.text.startswith("#"):
            if head:
                yield _block(number, head, body)
            head, body, number = row, [], number + 1
        elif row.text.strip():
            if head is None:
                raise FormatError(
                    f"{name}, line {row.number}: there is text before the first block; "
                    "each block begins with a line like #Algeria."
                )
            body.append(row.text)
            if sum(map(len, body)) > _LONGEST_BLOCK:
                raise FormatError(f"{name}, line {row.number}: the block is too long for a declaration.")
    if head:
        yield _block(number, head, body)


def _block(number: int, head: Line, body: list[str]) -> Block:
    return Block(number, head.text[1:].strip(), head.number, tuple(p for text in body for p in paragraphs(text)))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs run together in a text, none of them blank."""
    return tuple(part.strip() for part in _BREAK.split(text) if part.strip(' “”"«»….'))
