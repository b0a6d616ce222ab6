"""Counts of requests by State and measure: how many, how long until acknowledged and executed, with what outcome.

Outside of the authority whose requests they are, a cell that rests on fewer than three requests is left out, and no
totals are given: a total would give the missing cell away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from ..measures import Measure
from .course import Course
from .steps import Direction, Stage, StepKind

SMALLEST = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of one request; days in full days, None where the step was not (yet) taken."""

    direction: Direction
    state: str
    measure: Measure
    begun_on: date
    to_acknowledge: int | None = None
    to_execute: int | None = None
    executed: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Typical:
    """A median over so many requests, in days; None where it rests on too few to be shown."""

    over: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One State and measure on one side. `count` None: there are some, too few to be shown."""

    direction: Direction
    state: str
    measure: Measure
    count: int | None
    executed: int | None = 0
    refused: int | None = 0
    acknowledgement: Typical | None = None
    execution: Typical | None = None


def counted(course: Course, state: str) -> Counted | None:
    """What is counted of a request; None while it has not left the house (an outgoing one not yet transmitted)."""
    outgoing = course.direction is Direction.OUTGOING
    begun = course.day(StepKind.TRANSMITTED if outgoing else StepKind.OPENED)
    if begun is None:
        return None
    acknowledged, executed = course.day(StepKind.ACKNOWLEDGED), course.day(StepKind.EXECUTED)
    return Counted(
        course.direction,
        state,
        course.measure,
        begun,
        (acknowledged - begun).days if acknowledged else None,
        (executed - begun).days if executed else None,
        executed is not None,
        any(each.after is Stage.REFUSED for each in course.standing),
    )


def tabulated(requests: Iterable[Counted]) -> tuple[Cell, ...]:
    """A cell for each side, State and measure that has requests, in that order."""
    groups: dict[tuple[str, str, str], list[Counted]] = defaultdict(list)
    for each in requests:
        groups[each.direction.value, each.state, each.measure.value].append(each)
    return tuple(_cell(groups[key]) for key in sorted(groups))


def for_outside(cells: Iterable[Cell], smallest: int = SMALLEST) -> tuple[Cell, ...]:
    """The cells as others may see them: nothing that rests on fewer than `smallest` requests, but for none at all."""
    return tuple(_outside(cell, smallest) for cell in cells)


def _cell(group: list[Counted]) -> Cell:
    first = group[0]
    return Cell(
        first.direction,
        first.state,
        first.measure,
        len(group),
        sum(each.executed for each in group),
        sum(each.refused for each in group),
        _typical([each.to_acknowledge for each in group]),
        _typical([each.to_execute for each in group]),
    )


def _typical(days: list[int | None]) -> Typical | None:
    known = [each for each in days if each is not None]
    return Typical(len(known), float(median(known))) if known else None


def _outside(cell: Cell, smallest: int) -> Cell:
    if cell.count is None or cell.count < smallest:
        return Cell(cell.direction, cell.state, cell.measure, None, None, None)
    return replace(
        cell,
        executed=_shown(cell.executed, cell.count, smallest),
        refused=_shown(cell.refused, cell.count, smallest),
        acknowledgement=_enough(cell.acknowledgement, smallest),
        execution=_enough(cell.execution, smallest),
    )


def _shown(part: int | None, whole: int, smallest: int) -> int | None:
    """A part is shown if neither it nor what is left of the whole is a small group; none or all tell nothing of one."""
    if part is None:
        return None
    rest = whole - part
    small = 0 < part < smallest or 0 < rest < smallest
    return None if small else part


def _enough(typical: Typical | None, smallest: int) -> Typical | None:
    return typical if typical is not None and typical.over >= smallest else None
