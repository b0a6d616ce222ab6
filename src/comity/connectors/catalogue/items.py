"""What every reader of the catalogue yields: entries with their place in the file, and what could not be taken."""

from __future__ import annotations

from comity.catalogue.entries import Entry

from .. import items
from ..items import FormatError, Found, Passed, Refused

__all__ = ["EntryReader", "FormatError", "Found", "FoundItem", "Passed", "Refused"]

FoundItem = Found[Entry] | Refused | Passed
EntryReader = items.EntryReader[Entry]
