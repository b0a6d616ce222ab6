"""What a route through the procedure yields for one instrument."""

from __future__ import annotations

from dataclasses import dataclass

from ..sentences import InstrumentName, Sentence, Series, say
from .case import Case
from .types import Role, Test


@dataclass(frozen=True, slots=True)
class Route:
    """The part an instrument plays, why in one sentence, its tests and conditions, and the provisions to cite first."""

    role: Role
    summary: Sentence
    tests: tuple[Test, ...] = ()
    conditions: tuple[Sentence, ...] = ()
    first: tuple[str, ...] = ()


def treaties_to_check(case: Case) -> tuple[Sentence, ...]:
    """A treaty on the matter that may be in force, but is not known to be, would take precedence: say so."""
    names = tuple(InstrumentName(i.code) for i in case.possible_treaties)
    if not names:
        return ()
    return (
        say(
            "Check first whether one of these is in force between the two; it would take precedence: %(treaties)s.",
            treaties=Series(names),
        ),
    )
