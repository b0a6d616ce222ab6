"""Identifiers that cannot be one, and addresses without the port and time that make them one person's."""

from __future__ import annotations

from collections.abc import Iterator

from ...sentences import say
from ..definition import Kind, Question
from ..given import Given
from ..identifiers import fault
from ..points import Point, Reference, State
from ..sources import SIRIUS
from ..values import Moment, Row


def identifiers(given: Given) -> Iterator[Point]:
    """Each identifier against what its kind must look like."""
    for _section, question in given.placed():
        value = given.values.get(question.id)
        if question.kind is Kind.IDENTIFIER and isinstance(value, str):
            yield from _judged(question.identifier, value, question)
        for number, row in enumerate(given.rows(question)):
            for field in given.fields(question, row):
                held = row.get(field.id)
                if field.kind is Kind.IDENTIFIER and isinstance(held, str):
                    kind = field.identifier or str(row.get(field.identifier_from) or "")
                    yield from _judged(kind, held, question, number, field.id)
                    if kind == "ip":
                        yield from _reached(given, question, row, number)


def _judged(kind: str, text: str, question: Question, row: int | None = None, field: str = "") -> Iterator[Point]:
    found = fault(kind, text)
    if found is not None:
        yield Point(
            State.DOUBTFUL,
            "identifier",
            found.reason,
            Reference(source=found.source),
            found.way_out,
            question=question.id,
            row=row,
            field=field,
        )


def _reached(given: Given, question: Question, row: Row, number: int) -> Iterator[Point]:
    """An IP address belongs to one subscriber only together with the time, and often only with the port."""
    fields = given.fields(question, row)
    times = [f for f in fields if f.kind is Kind.MOMENT]
    if times and not any(isinstance(row.get(f.id), Moment) for f in times):
        yield Point(
            State.DOUBTFUL,
            "ip-time",
            say("An IP address without the time of its use names nobody: addresses change hands by the minute."),
            Reference(source=SIRIUS),
            say("Give the day, the time to the second and the time zone."),
            question=question.id,
            row=number,
            field=times[0].id,
        )
    port = next((f for f in fields if f.id == "port"), None)
    if port is not None and row.get("port") is None:
        yield Point(
            State.DOUBTFUL,
            "ip-port",
            say("Many subscribers share one IP address at a time; only the source port tells them apart."),
            Reference(source=_PORT),
            say("Give the port from the log, or say that the log has none."),
            question=question.id,
            row=number,
            field="port",
        )


_PORT = fault("ip", "x").source  # type: ignore[union-attr]  # a text that is no address always has a fault
