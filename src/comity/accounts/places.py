"""What other rooms tell accounts: which authorities a State has, and which work is open in a person's hands.

Accounts lie below the rooms that know; each such room hands in a function when it starts (`AppConfig.ready`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .viewer import Held


@dataclass(frozen=True, slots=True)
class AuthorityName:
    """An authority of the directory: its entry's key, its State and its name in the reader's language."""

    key: str
    state: str
    name: str


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Work that waits for a person: what kind it is, what it is about and where it is done (a path).

    `within`: only people of the authority can open it. Whoever decides on a role is told of it by its key alone.
    """

    kind: str
    title: str
    address: str
    within: bool = False


Authorities = Callable[[str], Iterable[AuthorityName]]  # of a State (gazetteer code)
Work = Callable[[int, "Held"], Iterable[OpenWork]]  # in the hands of a user (id) under a mandate, nothing beyond it

_authorities: list[Authorities] = []
_work: list[Work] = []


def tell_authorities(function: Authorities) -> None:
    """Hands in who knows the authorities of a State."""
    if function not in _authorities:
        _authorities.append(function)


def tell_open_work(function: Work) -> None:
    """Hands in who knows work that waits for a person."""
    if function not in _work:
        _work.append(function)


def authorities_of(state: str) -> list[AuthorityName]:
    """The authorities of a State; none where no directory is held."""
    return [each for function in _authorities for each in function(state)]


def open_work_of(user_id: int, under: Iterable[Held]) -> list[OpenWork]:
    """The work that waits for a person under these mandates of theirs, in all rooms; each once."""
    found = [each for held in under for function in _work for each in function(user_id, held)]
    return list(dict.fromkeys(found))
