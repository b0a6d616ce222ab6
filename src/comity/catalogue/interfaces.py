"""What other rooms may call."""

from .domain.publishing import entry_of
from .domain.recording import Did, Note, Placed, Recorded, record_entries
from .queries import all_keys, batches, entries, extracts_of, keys_named, law_of, record

__all__ = [
    "Did",
    "Note",
    "Placed",
    "Recorded",
    "all_keys",
    "batches",
    "entries",
    "entry_of",
    "extracts_of",
    "keys_named",
    "law_of",
    "record",
    "record_entries",
]
