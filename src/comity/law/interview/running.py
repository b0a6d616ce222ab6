"""The one function of the studio: from definition and answers to the next step, the open points and the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .checks import CHECKS
from .composing import compose
from .context import Context
from .definition import Definition, Question, Section
from .document import Document
from .given import Given, gather
from .points import Point, State

_ORDER = list(State)


@dataclass(frozen=True)
class Step:
    """One section as the drafter meets it: its questions that are shown, and the points about it, the worst first."""

    section: Section
    questions: tuple[Question, ...]
    points: tuple[Point, ...]

    @property
    def state(self) -> State:
        """The worst of its points; fine where there are none."""
        return min((p.state for p in self.points), key=_ORDER.index, default=State.FINE)


@dataclass(frozen=True)
class Interview:
    """What answers so far amount to. `next_step` None: nothing is missing or doubtful, the document can be read."""

    given: Given
    steps: tuple[Step, ...]
    points: tuple[Point, ...]
    document: Document

    @property
    def next_step(self) -> Step | None:
        """The first step where something is missing, else the first where something is doubtful."""
        for state in (State.MISSING, State.DOUBTFUL):
            for step in self.steps:
                if step.state is state:
                    return step
        return None

    def count(self, state: State) -> int:
        """How many points stand like this."""
        return sum(point.state is state for point in self.points)

    def step(self, section: str) -> Step | None:
        """The step of a section that is shown."""
        return next((s for s in self.steps if s.section.id == section), None)


def run(definition: Definition, answers: Mapping[str, Any], context: Context) -> Interview:
    """What the answers amount to. Any mapping of answers will do; what cannot be read becomes a doubtful point."""
    given = gather(definition, answers, context)
    points = _settled(given, [point for check in CHECKS for point in check(given)])
    steps = tuple(
        Step(section, questions, tuple(p for p in points if p.section == section.id))
        for section, questions in given.shown
    )
    return Interview(given, steps, points, compose(given))


def _settled(given: Given, points: list[Point]) -> tuple[Point, ...]:
    """The points placed in sections, the worst first; a question with something doubtful is not fine as well."""
    first = given.shown[0][0].id if given.shown else ""
    open_questions = {p.question for p in points if p.state is not State.FINE and p.question}
    listed = {p.question for p in points if p.state is State.FINE and p.check.startswith("content-")}
    kept = []
    for point in points:
        if point.state is State.FINE and point.check == "answered" and point.question in listed:
            continue
        if point.state is State.FINE and point.check == "answered" and point.question in open_questions:
            continue
        section = given.places[point.question][0].id if point.question in given.places else point.section or first
        kept.append(replace(point, section=section))
    kept.sort(key=lambda p: _ORDER.index(p.state))
    return tuple(dict.fromkeys(kept))
