"""A request with a machine translation of the drafter's longer texts beside them, for whoever reads it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from comity.law.interview.document import Document, Own, Words


def words_of(document: Document) -> tuple[str, ...]:
    """The drafter's longer texts; names, numbers and other short answers are not for a machine."""
    parts = (block.part for block in document.blocks if isinstance(block, Words))
    return tuple(dict.fromkeys(part.text for part in parts if isinstance(part, Own)))


def with_translations(document: Document, language: str, said: Mapping[str, str]) -> Document:
    """The document with the machine's translation of its longer texts (`said`, by text) into one more language."""

    def block_with(block: Words) -> Words:
        if not isinstance(block.part, Own) or block.part.text not in said:
            return block
        found = (*block.part.machine, (language, said[block.part.text]))
        return replace(block, part=replace(block.part, machine=found))

    blocks = tuple(block_with(b) if isinstance(b, Words) else b for b in document.blocks)
    return replace(document, blocks=blocks)
