"""Days and times: in order, possible, with a time zone, and with time enough to act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...sentences import Text, say
from ..definition import Kind, Question, Role
from ..given import Given
from ..points import PRACTICE, Point, Reference, State
from ..sources import RFC3339, SIRIUS
from ..values import Moment, Value

SHORT = timedelta(days=30)  # less is seldom enough for a foreign authority
FRESH = timedelta(days=365)  # older log data are seldom still held


def day_of(value: Value | None) -> date | None:
    """The day of a day or a point in time (in UTC)."""
    if isinstance(value, Moment):
        return value.utc.date()
    return value if isinstance(value, date) else None


def periods(given: Given) -> Iterator[Point]:
    """Beginnings before ends, in the draft and in each row; nothing asked for that cannot exist yet."""
    start, end = given.role(Role.FROM), given.role(Role.TO)
    if start and end:
        yield from _order(start[0], start[1], end[0], end[1], end[0].id)
        to = day_of(end[1])
        live = any(measure.value == "mla-real-time-data" for measure in given.measures)
        if to and to > given.context.today and not live:
            yield Point(
                State.DOUBTFUL,
                "period",
                say("The period ends in the future; data that do not exist yet cannot be disclosed or preserved."),
                Reference(source=SIRIUS),
                say("End it today, or ask for collection in real time."),
                question=end[0].id,
            )
        since = day_of(start[1])
        if since and given.context.today - since > FRESH:
            yield Point(
                State.DOUBTFUL,
                "period",
                say("The period begins more than a year ago; connection data are often erased sooner."),
                Reference(source=SIRIUS),
                say("Say why the data should still be held, or ask the holder first."),
                question=start[0].id,
            )
    for _section, question in given.placed():
        fields = {f.id: f for f in question.fields}
        if "from" in fields and "to" in fields:
            for number, row in enumerate(given.rows(question)):
                yield from _order(fields["from"], row.get("from"), fields["to"], row.get("to"), question.id, number)


def _order(
    first: Question, begin: Value | None, last: Question, end: Value | None, question: str, row: int | None = None
) -> Iterator[Point]:
    a, b = day_of(begin), day_of(end)
    if isinstance(begin, Moment) and isinstance(end, Moment):
        wrong = begin.utc > end.utc
    else:
        wrong = a is not None and b is not None and a > b
    if wrong:
        yield Point(
            State.DOUBTFUL,
            "period",
            say("“%(first)s” lies after “%(last)s”.", first=first.label, last=last.label),
            PRACTICE,
            say("Exchange or correct the two."),
            question=question,
            row=row,
            field="to" if row is not None else "",
        )


def moments(given: Given) -> Iterator[Point]:
    """A time without its zone is a different time for each reader."""
    for _section, question in given.placed():
        for label, value, row, field in _moments(given, question):
            if not value.offset_known:
                yield Point(
                    State.DOUBTFUL,
                    "time-zone",
                    say("“%(question)s” gives a time without its time zone.", question=label),
                    Reference(source=RFC3339),
                    say("Add UTC, or the difference from it, like +02:00."),
                    question=question.id,
                    row=row,
                    field=field,
                )


def _moments(given: Given, question: Question) -> Iterator[tuple[Text, Moment, int | None, str]]:
    value = given.values.get(question.id)
    if question.kind is Kind.MOMENT and isinstance(value, Moment):
        yield question.label, value, None, ""
    for number, row in enumerate(given.rows(question)):
        for field in question.fields:
            held = row.get(field.id)
            if isinstance(held, Moment):
                yield field.label, held, number, field.id


def deadline(given: Given) -> Iterator[Point]:
    """A time limit that is past, too short, or without its reason."""
    asked = given.role(Role.DEADLINE)
    day = day_of(asked[1]) if asked else None
    if asked is None or day is None:
        return
    reference = Reference("untoc:18:24") if given.code(Role.INSTRUMENT) == "untoc" else PRACTICE
    if day < given.context.today:
        reason = say("The time limit is past.")
        way_out = say("Give a day that can still be kept.")
        yield Point(State.DOUBTFUL, "deadline", reason, reference, way_out, question=asked[0].id)
    elif day - given.context.today < SHORT:
        reason = say("The time limit leaves less than 30 days.")
        way_out = say("Call the authority before sending, and send in advance by the fastest channel it accepts.")
        yield Point(State.DOUBTFUL, "deadline", reason, reference, way_out, question=asked[0].id)
    why = given.role(Role.DEADLINE_REASON)
    if why is not None and why[1] is None:
        reason = say("A time limit binds nobody unless its reason is given.")
        way_out = say("Say what happens on that day: a hearing, a release, the lapse of time.")
        yield Point(State.DOUBTFUL, "deadline", reason, reference, way_out, question=why[0].id)
