"""Searching as pages, commands and interfaces do it: from what was asked to results with counts and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .analysis import LANGUAGES
from .asked import Clause, Form, QueryTooLong, clauses
from .compiling import Compiled, compiled
from .documents import number_of
from .index import Generation, NoIndex, generation
from .nodes import Between, Node, OneOf
from .port import FACETS, OF_PROVIDERS, Found, Order, Request
from .ranking import WINDOW, ranked
from .shown import Marker, Shown
from .spelling import suggestion
from .translation import Translator
from .vectors import encode_one

DEEPEST = 10_000  # results that can be paged through
MEANING_FROM = 0.2  # cosine below which nearness in meaning says nothing
MEANT = 300  # records whose nearness in meaning counts
SIZES = (20, 50, 100)
_AT_ONCE = 1_000  # records asked about in one question


class AskedWrongly(ValueError):
    """Something asked for does not exist; `name` and `value` say what, `allowed` what could be asked."""

    def __init__(self, name: str, value: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(f"{name}: {value!r}" + (f"; one of {', '.join(allowed)}" if allowed else ""))
        self.name, self.value, self.allowed = name, value, allowed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the catalogue. `filters` give the codes wanted by facet: any of them."""

    text: str = ""
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    order: Order = Order.RELEVANCE
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Result:
    """One record found: its key, its score, its card and what is shown of it."""

    key: str
    score: float
    card: Mapping[str, Any]
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The results of one page, how many there are in all, counts by facet, and another spelling if few were found."""

    asked: Asked
    hits: tuple[Result, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    pages: int
    spelling: str = ""


def worth_counting(asked: Asked) -> tuple[str, ...]:
    """The facets that tell something apart here: those of service providers only where one asks for providers."""
    among_providers = "providers" in asked.filters.get("database", ())
    return tuple(name for name in FACETS if name not in OF_PROVIDERS or among_providers or name in asked.filters)


def find(asked: Asked, *, facets: tuple[str, ...] = FACETS, shown: bool = True) -> Results:
    """Answers a question; raises AskedWrongly, QueryTooLong or NoIndex."""
    check(asked)
    index = generation()
    if index is None:
        raise NoIndex("nothing has been indexed yet; `comity index --rebuild` does it")
    read = clauses(asked.text)
    query = _compiled(read, asked.language, index)
    order = asked.order if read or asked.order is not Order.RELEVANCE else Order.NEWEST
    found = _found(asked, query, order, facets, index)
    marker = Marker(query, [c.text for c in read if c.form is not Form.WORDS and not c.negated]) if shown else None
    hits = tuple(
        Result(hit.key, hit.score, hit.card, marker.shown(hit.card, asked.language) if marker else None)
        for hit in found.hits
    )
    pages = -(-min(found.total, DEEPEST) // asked.size)
    spelling = suggestion(asked.text, read, asked.language, index) if shown and found.total < 3 else ""
    return Results(asked, hits, found.total, found.facets, pages, spelling)


def _found(asked: Asked, query: Compiled, order: Order, facets: tuple[str, ...], index: Generation) -> Found:
    """A page of hits. The best hundred are read once more, whichever of their pages is asked for."""
    first = (asked.page - 1) * asked.size
    if order is not Order.RELEVANCE or first >= WINDOW or not query.groups:
        return index.engine.search(Request(query.node, _filters(asked), order, first, asked.size, facets))
    found = index.engine.search(Request(query.node, _filters(asked), order, 0, WINDOW, facets, leads=True))
    hits = ranked(found.hits, query, index.rarity)
    return replace(found, hits=tuple(hits[first : first + asked.size]))


def matching(asked: Asked, keys: Sequence[str]) -> list[str]:
    """Those of the records that the question finds, the best first, however many they are."""
    index = generation()
    if index is None:
        raise NoIndex("nothing has been indexed yet")
    # By words and what dictionaries say for them: what is merely near in meaning is no news to be woken for.
    strict = Translator({}, index.translator.dictionary)
    query = compiled(clauses(asked.text), language=asked.language, translator=strict)
    found: list[tuple[float, str]] = []
    for first in range(0, len(keys), _AT_ONCE):
        some = tuple(keys[first : first + _AT_ONCE])
        filters = _filters(asked) | {"key": OneOf("key", some)}
        hits = index.engine.search(Request(query.node, filters, limit=len(some))).hits
        found += [(-hit.score, hit.key) for hit in hits]
    return [key for _score, key in sorted(found)]


def check(asked: Asked) -> None:
    """Raises AskedWrongly for a facet, page or size that does not exist, QueryTooLong for too many characters."""
    clauses(asked.text)
    for name in asked.filters:
        if name not in FACETS:
            raise AskedWrongly("filter", name, FACETS)
    if asked.size not in SIZES:
        raise AskedWrongly("size", str(asked.size), tuple(map(str, SIZES)))
    if asked.page < 1 or asked.page * asked.size > DEEPEST:
        raise AskedWrongly("page", str(asked.page), (f"1–{DEEPEST // asked.size}",))
    if asked.language not in LANGUAGES:
        raise AskedWrongly("language", asked.language, LANGUAGES)


def _compiled(read: tuple[Clause, ...], language: str, index: Generation) -> Compiled:
    def near(text: str) -> list[tuple[str, float]]:
        if not len(index.records):
            return []
        return [pair for pair in index.records.nearest(encode_one(text.lower()), MEANT) if pair[1] >= MEANING_FROM]

    return compiled(read, language=language, translator=index.translator, near=near)


def _filters(asked: Asked) -> dict[str, Node]:
    found: dict[str, Node] = {name: OneOf(name, values) for name, values in asked.filters.items() if values}
    if asked.since or asked.until:
        low = number_of(asked.since) if asked.since else 1  # a record without a day is in no range of days
        found["day"] = Between("day", low, number_of(asked.until) if asked.until else None)
    return found


__all__ = [
    "Asked",
    "AskedWrongly",
    "NoIndex",
    "QueryTooLong",
    "Result",
    "Results",
    "find",
]
