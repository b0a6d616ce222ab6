"""Conditions on answers: `all`, `any`, `not`, and what an answer is. Data, never code, so that they are safe to run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class Compare(Enum):
    """What a condition asks of one answer."""

    IS = "is"
    INCLUDES = "includes"
    ANSWERED = "answered"


class Joint(Enum):
    """How conditions are joined."""

    ALL = "all"
    ANY = "any"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Atom:
    """One answer compared: it is one of `values`, includes one of them, or is there at all."""

    question: str
    compare: Compare
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined; NOT has exactly one part."""

    joint: Joint
    parts: tuple[Condition, ...]


Condition = Atom | Joined
# What the answer to a question is: its code, its codes, True for any other answer, None for none.
Look = Callable[[str], "str | tuple[str, ...] | bool | None"]


def holds(condition: Condition | None, look: Look) -> bool:
    """Whether the condition is true of the answers; no condition is always true. A question without answer is false."""
    match condition:
        case None:
            return True
        case Atom(question, compare, values):
            return _atom(look(question), compare, values)
        case Joined(Joint.ALL, parts):
            return all(holds(part, look) for part in parts)
        case Joined(Joint.ANY, parts):
            return any(holds(part, look) for part in parts)
        case Joined(Joint.NOT, parts):
            return not any(holds(part, look) for part in parts)
    return False


def atoms(condition: Condition | None) -> Iterator[Atom]:
    """Every comparison inside a condition."""
    if isinstance(condition, Atom):
        yield condition
    elif condition is not None:
        for part in condition.parts:
            yield from atoms(part)


def _atom(found: str | tuple[str, ...] | bool | None, compare: Compare, values: tuple[str, ...]) -> bool:
    if found is None or found is False or found == ():
        return False
    if compare is Compare.ANSWERED:
        return True
    held = found if isinstance(found, tuple) else (found,)
    return any(value in held for value in values)
