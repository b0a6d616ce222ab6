"""Small interviews and contexts for the tests of the studio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from comity.law.interview.context import Context
from comity.law.interview.definition import Definition
from comity.law.interview.points import Point, State
from comity.law.interview.reading import read_definition
from comity.law.interview.running import Interview, run

TODAY = date(2026, 11, 25)
CONTEXT = Context(TODAY)
_FOLDER = files("comity.reference").joinpath("interviews")
BUNDLED = sorted(file.name.removesuffix(".json") for file in _FOLDER.iterdir() if file.name.endswith(".json"))


def library(name: str) -> Mapping[str, Any] | None:
    """The bundled blocks and definitions."""
    *above, last = name.split("/")
    file = (_FOLDER.joinpath(above[0]) if above else _FOLDER).joinpath(f"{last}.json")
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def data_of(name: str) -> dict[str, Any]:
    """The data of a bundled definition."""
    found = library(name)
    assert found is not None
    return dict(found)


def bundled(name: str) -> Definition:
    """A bundled definition."""
    return read_definition(data_of(name), name=name, library=library)


def head(**more: Any) -> dict[str, Any]:
    """The data of a definition with nothing in it yet."""
    return {
        "comity_interview": 1,
        "code": "test",
        "version": "1",
        "title": "A request",
        "summary": "For tests",
        "measures": ["mla"],
        **more,
    }


def one(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The data of a definition with one section."""
    return head(sections=[{"id": "only", "title": "Only", "questions": list(questions)}], **more)


def q(name: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    """The data of a question."""
    return {"id": name, "type": kind, "label": f"Question {name}", **more}


def answered(data: dict[str, Any], answers: Mapping[str, Any], context: Context = CONTEXT) -> Interview:
    """An interview on data, run."""
    return run(read_definition(data, name="test.json", library=library), answers, context)


def points(interview: Interview, check: str, *states: State) -> list[Point]:
    """The points a check made, those in some states only if any are named."""
    return [p for p in interview.points if p.check == check and (not states or p.state in states)]
