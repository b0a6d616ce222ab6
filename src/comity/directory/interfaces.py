"""What other rooms may call: the published directory on a day, one authority, its versions, and who may see what."""

from __future__ import annotations

from .book import directory, listing, revision
from .checking import problems
from .domain.loading import Taken, hand_in_entry, load_entry
from .domain.reading import note_reading
from .queries import Published, keys_of_state, published_between, versions
from .rules import is_registered, may_see, visible

entry = listing

__all__ = [
    "Published",
    "Taken",
    "directory",
    "entry",
    "hand_in_entry",
    "is_registered",
    "keys_of_state",
    "load_entry",
    "may_see",
    "note_reading",
    "problems",
    "published_between",
    "revision",
    "versions",
    "visible",
]
