"""Requests that ask for too much: a reason for which States ask back and providers refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from ...measures import Measure
from ...sentences import say
from ..definition import Addressee, Role
from ..given import Given
from ..points import PRACTICE, Point, Reference, State
from ..sources import SIRIUS
from .dates import day_of

LONG = timedelta(days=366)
MANY = 20  # identifiers in one request
PRESERVED = 90  # days, Budapest Convention art. 16(2)

# "Everything you have" in the six languages.
_EVERYTHING = (
    *("all data", "any and all", "all available", "all information", "everything"),
    *("toutes les données", "toutes les informations", "todos los datos", "toda la información"),
    *("все данные", "всю информацию", "всех данных"),
    *("جميع البيانات", "كل البيانات", "كافة البيانات", "جميع المعلومات"),
    *("所有数据", "全部数据", "一切数据", "所有信息"),
)


def breadth(given: Given) -> Iterator[Point]:
    """A period, a list or a description that is wider than a case needs."""
    electronic = given.definition.addressee is Addressee.PROVIDER or any(m.electronic for m in given.measures)
    reference = Reference(source=SIRIUS) if electronic else PRACTICE
    yield from _period(given, reference)
    yield from _words(given, reference)
    yield from _categories(given)
    yield from _many(given, reference)
    yield from _preservation(given)


def _period(given: Given, reference: Reference) -> Iterator[Point]:
    start, end = given.role(Role.FROM), given.role(Role.TO)
    if start is None or end is None:
        return
    first, last = day_of(start[1]), day_of(end[1])
    narrow = say("Keep to the days of the offence, and say why each day more is needed.")
    if first and last and last - first > LONG:
        reason = say("The period is longer than a year.")
        yield Point(State.DOUBTFUL, "too-broad", reason, reference, narrow, question=start[0].id)
    elif (first is None) is not (last is None):
        reason = say("The period is open at one end.")
        question = start[0].id if first is None else end[0].id
        yield Point(State.DOUBTFUL, "too-broad", reason, reference, narrow, question=question)


def _words(given: Given, reference: Reference) -> Iterator[Point]:
    asked = given.role(Role.WANTED)
    if asked is None or not isinstance(asked[1], str):
        return
    text = asked[1].casefold()
    found = next((words for words in _EVERYTHING if words in text), None)
    if found:
        reason = say("“%(words)s” asks for everything there is.", words=found)
        way_out = say("Name the kinds of data or records, and what each is to prove.")
        yield Point(State.DOUBTFUL, "too-broad", reason, reference, way_out, question=asked[0].id)


def _categories(given: Given) -> Iterator[Point]:
    asked = given.role(Role.CATEGORIES)
    if asked is None:
        return
    question, chosen = asked
    if len(question.options) > 2 and isinstance(chosen, tuple) and len(chosen) == len(question.options):
        reason = say("Every kind of data is asked for.")
        way_out = say("Ask first for the kind that identifies the user; ask for more once it is known.")
        yield Point(State.DOUBTFUL, "too-broad", reason, Reference(source=SIRIUS), way_out, question=question.id)


def _many(given: Given, reference: Reference) -> Iterator[Point]:
    for _section, question in given.placed():
        if any(f.identifier_from for f in question.fields) and len(given.rows(question)) > MANY:
            reason = say("More than %(most)s identifiers stand in one request.", most=MANY)
            way_out = say("Send them in several requests, each with its own link to the offence.")
            yield Point(State.DOUBTFUL, "too-broad", reason, reference, way_out, question=question.id)


def _preservation(given: Given) -> Iterator[Point]:
    asked = given.role(Role.DAYS)
    if asked is None or not isinstance(asked[1], Decimal):
        return
    if Measure.PRESERVATION in given.measures and asked[1] > PRESERVED:
        reason = say("Preservation is ordered for 90 days at most at a time, and can be renewed.")
        way_out = say("Ask for 90 days now and for an extension later.")
        reference = Reference("ets185:16:2")
        yield Point(State.DOUBTFUL, "too-broad", reason, reference, way_out, question=asked[0].id)
