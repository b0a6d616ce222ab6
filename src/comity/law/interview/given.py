"""The answers as the definition sees them: what is shown, what was answered, what cannot be read. Never raises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..measures import Measure
from .conditions import holds
from .context import Context
from .definition import Definition, Kind, Question, Role, Section
from .values import Mistake, Row, Value, read

Looked = str | tuple[str, ...] | bool | None


@dataclass(frozen=True)
class Given:
    """One draft: the shown questions by section, their values, and the mistakes in what was typed."""

    definition: Definition
    context: Context
    shown: tuple[tuple[Section, tuple[Question, ...]], ...]
    values: Mapping[str, Value]
    mistakes: Mapping[str, tuple[Mistake, ...]]

    def look(self, question: str) -> Looked:
        """What conditions see of an answer."""
        return looked(self.values.get(question))

    def placed(self) -> Iterator[tuple[Section, Question]]:
        """Every question that is shown, with its section."""
        for section, questions in self.shown:
            for question in questions:
                yield section, question

    @cached_property
    def places(self) -> dict[str, tuple[Section, Question]]:
        """The shown questions by id."""
        return {q.id: (s, q) for s, q in self.placed()}

    def role(self, role: Role) -> tuple[Question, Value | None] | None:
        """The question of a role and its answer; None where the question is not there or not shown."""
        question = self.definition.roles.get(role)
        if question is None or question.id not in self.places:
            return None
        return question, self.values.get(question.id)

    def said(self, role: Role) -> Value | None:
        """The answer to the question of a role."""
        found = self.role(role)
        return found[1] if found else None

    def code(self, role: Role) -> str:
        """The answer to the question of a role where it is a code or a text, else empty."""
        value = self.said(role)
        return value if isinstance(value, str) else ""

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What is asked for: the measures chosen, else those of the definition."""
        value = self.said(Role.MEASURES)
        codes = value if isinstance(value, tuple) else (value,)
        chosen = tuple(m for m in Measure if m.value in codes)
        return chosen or self.definition.measures

    def rows(self, question: Question) -> tuple[Row, ...]:
        """The rows of a group, empty if it has no answer."""
        value = self.values.get(question.id)
        return tuple(row for row in value if isinstance(row, Row)) if isinstance(value, tuple) else ()

    def fields(self, question: Question, row: Row) -> tuple[Question, ...]:
        """The fields of a group that are shown in one row."""
        return tuple(f for f in question.fields if holds(f.when, _row_look(row, self.look)))


def gather(definition: Definition, answers: Mapping[str, Any], context: Context) -> Given:
    """Reads the answers and leaves out those of questions that are hidden; the order of the answers has no part."""
    reader = _Reader(definition, answers)
    shown = []
    for section in definition.sections:
        if holds(section.when, reader.look):
            questions = tuple(q for q in section.questions if holds(q.when, reader.look))
            shown.append((section, questions))
    held = {q.id for _s, questions in shown for q in questions}
    values = {name: value for name in held if (value := reader.value(name)) is not None}
    given = Given(definition, context, tuple(shown), values, {n: m for n, m in reader.mistakes.items() if n in held})
    return replace(given, values={name: _without_hidden(given, name, value) for name, value in values.items()})


def looked(value: Value | None) -> Looked:
    """What conditions see of a value: its code, its codes, or that there is one."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        codes = tuple(item for item in value if isinstance(item, str))
        return codes or bool(value)
    return value is not None or None


class _Reader:
    """Reads each answer once; a hidden question has none, so conditions are followed down to what they rest on."""

    def __init__(self, definition: Definition, answers: Mapping[str, Any]) -> None:
        self.places = {q.id: (s, q) for s, q in definition.placed()}
        self.answers = answers
        self.mistakes: dict[str, tuple[Mistake, ...]] = {}
        self._values: dict[str, Value | None] = {}
        self._shown: dict[str, bool] = {}

    def look(self, name: str) -> Looked:
        return looked(self.value(name))

    def value(self, name: str) -> Value | None:
        if name not in self.places or not self._is_shown(name):
            return None
        if name not in self._values:
            value, mistakes = read(self.places[name][1], self.answers.get(name))
            self._values[name] = value
            if mistakes:
                self.mistakes[name] = mistakes
        return self._values[name]

    def _is_shown(self, name: str) -> bool:
        if name not in self._shown:
            self._shown[name] = False  # a circle of conditions, which reading refuses, would end here
            section, question = self.places[name]
            self._shown[name] = holds(section.when, self.look) and holds(question.when, self.look)
        return self._shown[name]


def _row_look(row: Row, outer: Callable[[str], Looked]) -> Callable[[str], Looked]:
    held = dict(row.values)
    return lambda name: looked(held[name]) if name in held else outer(name)


def _without_hidden(given: Given, name: str, value: Value) -> Value:
    """A group's rows without the answers of fields that are hidden in them; other values as they are."""
    question = given.places[name][1]
    if question.kind is not Kind.GROUP or not isinstance(value, tuple):
        return value
    rows = []
    for row in value:
        if isinstance(row, Row):
            kept = {f.id for f in given.fields(question, row)}
            rows.append(Row(tuple((field, v) for field, v in row.values if field in kept)))
    return tuple(rows)
