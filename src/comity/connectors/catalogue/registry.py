"""The formats the catalogue can be filled from, by the word after --from."""

from __future__ import annotations

from .items import EntryReader, FormatError
from .sections_jsonl import SectionsJsonl

ENTRY_READERS: dict[str, EntryReader] = {reader.name: reader for reader in (SectionsJsonl(),)}


def entry_reader(name: str) -> EntryReader:
    """The reader of a format; raises FormatError naming those there are."""
    if name not in ENTRY_READERS:
        raise FormatError(f"{name}: no such format; one of {', '.join(ENTRY_READERS)}")
    return ENTRY_READERS[name]
