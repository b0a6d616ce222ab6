"""What accounts are told of the directory: which authorities a State has, by name."""

from __future__ import annotations

from collections.abc import Iterator

from comity.accounts.places import AuthorityName
from comity.core.wording import language
from comity.directory.interfaces import directory, entry, keys_of_state


def authorities(state: str) -> Iterator[AuthorityName]:
    """The authorities of a State in the directory, those not yet published by their key."""
    present = directory().listed
    for key in keys_of_state(state):
        listed = present.get(key) or entry(key)
        yield AuthorityName(key, state, listed.entry.name(language()) if listed else key)
