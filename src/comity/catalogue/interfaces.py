"""What other rooms may call."""

from .domain.history import Difference, Version, differences, versions
from .domain.publishing import entry_of
from .domain.recording import Did, Note, Placed, Recorded, record_entries
from .queries import (
    batches,
    entries,
    extracts_of,
    indexed_shape,
    keys_named,
    keys_of_source,
    keys_published,
    keys_to_index,
    law_of,
    published,
    record,
    shapes,
)

__all__ = [
    "Did",
    "Difference",
    "Note",
    "Placed",
    "Recorded",
    "Version",
    "batches",
    "differences",
    "entries",
    "entry_of",
    "extracts_of",
    "indexed_shape",
    "keys_named",
    "keys_of_source",
    "keys_published",
    "keys_to_index",
    "law_of",
    "published",
    "record",
    "record_entries",
    "shapes",
    "versions",
]
