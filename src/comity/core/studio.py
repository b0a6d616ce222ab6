"""What a draft is checked against: the navigator's opinion on its own States, measure, offence and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from comity.law.basis.procedure import check, opinion
from comity.law.basis.types import Answer, Circumstances, Opinion, Question, QuestionError
from comity.law.book import TreatyBook
from comity.law.interview.context import Context, ProviderRecord, Requirements
from comity.law.interview.definition import Addressee, Definition, Role
from comity.law.interview.given import Given, gather
from comity.law.measures import Measure


def context_of(
    definition: Definition,
    answers: Mapping[str, Any],
    *,
    book: TreatyBook,
    today: date,
    rules: Callable[[str, Measure], Requirements | None] | None = None,
    hub: Callable[[str], ProviderRecord | None] | None = None,
) -> Context:
    """The context of the answers; without an opinion where the States are not both named.

    `rules` says what an authority of the requested State asks of a request for a measure, as far as the drafter may
    see it; `hub` what is on record of a service provider, by its code.
    """
    given = gather(definition, answers, Context(today))
    requested = given.code(Role.REQUESTED)
    known = rules(requested, given.measures[0]) if rules and requested and given.measures else None
    return Context(today, opinion_on(given, book, today), known, _provider(given, book, hub))


def _provider(
    given: Given, book: TreatyBook, hub: Callable[[str], ProviderRecord | None] | None
) -> ProviderRecord | None:
    """What is on record of the provider chosen, with the organizations of the State that asks."""
    code, state = given.code(Role.PROVIDER), given.code(Role.REQUESTING)
    found = hub(code) if hub and code else None
    if found is None or state not in book.gazetteer:
        return found
    return replace(found, organizations=book.gazetteer[state].organizations)


def opinion_on(given: Given, book: TreatyBook, today: date) -> Opinion | None:
    """What the navigator says of a draft between States; None where it cannot be asked yet."""
    requesting, requested = given.code(Role.REQUESTING), given.code(Role.REQUESTED)
    known = requesting in book.gazetteer and requested in book.gazetteer
    if given.definition.addressee is not Addressee.STATE or not known or not given.measures:
        return None
    day = given.said(Role.DAY)
    asked = Question(
        requesting,
        requested,
        given.measures[0],
        day if isinstance(day, date) else today,
        given.code(Role.OFFENCE) or None,
        Circumstances(
            penalty_requesting=_years(given, Role.PENALTY_REQUESTING),
            penalty_requested=_years(given, Role.PENALTY_REQUESTED),
            organized_group=_answer(given, Role.GROUP),
            transnational=_answer(given, Role.TRANSNATIONAL),
            dual_criminality=_answer(given, Role.DUAL),
        ),
    )
    try:
        check(book, asked)
        return opinion(book, asked)
    except QuestionError:
        return None


def _years(given: Given, role: Role) -> Decimal | None:
    value = given.said(role)
    return value if isinstance(value, Decimal) and 0 <= value <= 999 else None


def _answer(given: Given, role: Role) -> Answer:
    return {"yes": Answer.YES, "no": Answer.NO}.get(given.code(role), Answer.UNKNOWN)
