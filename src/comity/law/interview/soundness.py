"""What makes a definition unsound although every part of it reads well: names that lead nowhere, conditions that wait
for each other, and questions that no answers lead to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from .conditions import Atom, Compare, Condition, atoms, holds
from .definition import Definition, Item, Kind, Question, Section

PLACES = re.compile(r"%\(([\w-]+)\)s")  # a question's place in a fixed text
_STRAY = re.compile(r"%(?!\([\w-]+\)s|%)")
_WORLDS = 4000  # combinations of answers tried before a question is taken as reachable
_CHOSEN = {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO}

Flaw = tuple[str, str, str]  # id of the question (or "section ID"), the part of it, what is wrong


def flaws(definition: Definition) -> Iterator[Flaw]:
    """Everything unsound, in the order of the definition."""
    yield from _twice(definition)
    named = list(_names(definition))
    yield from named
    cycle = _cycle(definition)
    if cycle:
        yield cycle[0], "when", f"conditions wait for each other: {' → '.join((*cycle, cycle[0]))}"
    if not named and not cycle:
        yield from _unreachable(definition)


def _twice(definition: Definition) -> Iterator[Flaw]:
    ids = Counter(q.id for _s, q in definition.placed())
    sections = Counter(s.id for s in definition.sections)
    roles = Counter(q.role for _s, q in definition.placed() if q.role)
    for name, number in ids.items():
        if number > 1:
            yield name, "id", f"there are {number} questions “{name}”; every question needs a name of its own"
    for name, number in sections.items():
        if number > 1:
            yield f"section {name}", "id", f"there are {number} sections “{name}”"
    for role, number in roles.items():
        if number > 1:
            held = [q.id for _s, q in definition.placed() if q.role is role]
            yield held[-1], "role", f"the role {role.value} is given to {', '.join(held)}; only one can have it"
    for question in definition.questions.values():
        for name, number in Counter(f.id for f in question.fields).items():
            if number > 1:
                yield question.id, "fields", f"there are {number} fields “{name}”"
    if not definition.sections:
        yield "", "sections", "an interview needs at least one section"


def _names(definition: Definition) -> Iterator[Flaw]:
    known = definition.questions
    for section in definition.sections:
        yield from _of_condition(f"section {section.id}", section.when, known)
        for item in section.document or ():
            yield from _of_item(f"section {section.id}", "document", item, known)
        for question in section.questions:
            yield from _of_condition(question.id, question.when, known)
            siblings = {f.id: f for f in question.fields}
            for field in question.fields:
                yield from _of_condition(question.id, field.when, known | siblings)
                if field.identifier_from and field.identifier_from not in siblings:
                    yield question.id, "fields", f"identifier_from: there is no field “{field.identifier_from}”"
    for part, items in (("opening", definition.opening), ("closing", definition.closing)):
        for item in items:
            yield from _of_item("", part, item, known)


def _of_condition(place: str, condition: Condition | None, known: dict[str, Question]) -> Iterator[Flaw]:
    for atom in atoms(condition):
        asked = known.get(atom.question)
        if asked is None:
            yield place, "when", f"there is no question “{atom.question}”"
        elif atom.compare is not Compare.ANSWERED:
            if asked.kind not in _CHOSEN:
                yield place, "when", f"“{atom.question}” is of type {asked.kind.value}; only choices have values"
            for value in atom.values:
                if asked.kind in _CHOSEN and not asked.option(value):
                    yield place, "when", f"“{value}” is not one of the choices of “{atom.question}”"


def _of_item(place: str, part: str, item: Item, known: dict[str, Question]) -> Iterator[Flaw]:
    named = list(item.questions)
    for text in item.text.own if item.text and item.text.own else (("", item.text.english if item.text else ""),):
        named += PLACES.findall(text[1])
        if _STRAY.search(text[1]):
            yield place, part, "a percent sign is written %% in the texts of the document"
    for name in dict.fromkeys(named):
        if name not in known:
            yield place, part, f"there is no question “{name}”"
    for flaw in _of_condition(place, item.when, known):
        yield place, part, flaw[2]


def _needs(section: Section, question: Question) -> set[str]:
    return {a.question for condition in (section.when, question.when) for a in atoms(condition)}


def _cycle(definition: Definition) -> list[str]:
    """The questions of a circle of conditions, empty if there is none."""
    needs = {q.id: _needs(s, q) for s, q in definition.placed()}
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        stack = [(start, iter(sorted(needs[start])))] if start not in done else []
        path = [start] if stack else []
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                done.add(name)
                stack.pop()
                path.pop()
            elif following in path:
                return path[path.index(following) :]
            elif following in needs and following not in done:
                stack.append((following, iter(sorted(needs[following]))))
                path.append(following)
    return []


def _unreachable(definition: Definition) -> Iterator[Flaw]:
    """Questions and sections whose conditions no combination of answers fulfils."""
    placed = {q.id: (s, q) for s, q in definition.placed()}
    seen: set[str] = set()
    for section, question in definition.placed():
        if _reachable(question.id, placed):
            continue
        if question.when is None and section.when is not None:
            if section.id not in seen:
                seen.add(section.id)
                yield (
                    f"section {section.id}",
                    "when",
                    "no answers lead to this section; its condition can never be true",
                )
        else:
            yield question.id, "when", "no answers lead to this question; its condition can never be true"


def _reachable(target: str, placed: dict[str, tuple[Section, Question]]) -> bool:
    order: list[str] = []
    _collect(target, placed, order)
    compared = {a.question: set[str]() for name in order for a in _conditions(placed[name])}
    for name in order:
        for atom in _conditions(placed[name]):
            compared[atom.question] |= set(atom.values)
    asked = [name for name in order if name != target]
    worlds = [_values(placed[name][1], compared.get(name, set())) for name in asked]
    for tried, world in enumerate(product(*worlds)):
        if tried >= _WORLDS:
            return True
        answers: dict[str, str | tuple[str, ...] | bool | None] = {}
        for name, value in zip(asked, world, strict=True):  # in the order of dependence: hidden ones have no answer
            section, question = placed[name]
            shown = holds(section.when, answers.get) and holds(question.when, answers.get)
            answers[name] = value if shown else None
        section, question = placed[target]
        if holds(section.when, answers.get) and holds(question.when, answers.get):
            return True
    return False


def _conditions(placed: tuple[Section, Question]) -> list[Atom]:
    return [a for condition in (placed[0].when, placed[1].when) for a in atoms(condition)]


def _collect(name: str, placed: dict[str, tuple[Section, Question]], order: list[str]) -> None:
    """The questions `name` waits for, then itself; there is no circle when this is called."""
    if name in order or name not in placed:
        return
    for atom in _conditions(placed[name]):
        _collect(atom.question, placed, order)
    if name not in order:
        order.append(name)


def _values(question: Question, compared: set[str]) -> list[str | tuple[str, ...] | bool | None]:
    """The answers worth trying: what is compared with, something else, nothing."""
    if question.kind not in _CHOSEN:
        return [True, None]
    codes = [o.code for o in question.options]
    if question.kind is Kind.CHOICES:
        held = sorted(compared & set(codes))
        return [tuple(held), *[(code,) for code in codes if code in compared], None]
    others = [code for code in codes if code not in compared][:1]
    return [*[code for code in codes if code in compared], *others, None]
