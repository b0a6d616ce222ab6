"""The port to a search engine: what is indexed, what is asked, what comes back. All engines pass the same tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from .analysis import ANALYSED
from .nodes import Node

TITLE, BODY, LABEL = "title", "body", "label"
TEXT_FIELDS = tuple(f"{part}_{language}" for part in (TITLE, BODY, LABEL) for language in ANALYSED)
FACETS = (
    "kind",
    "database",
    "state",
    "region",
    "crime",
    "offence",
    "issue",
    "provision",
    "language",
    "court",
    "measure",
    "legal_system",
    "verdict",
    "status",
    "provenance",
    "service",
    "given",
)
OF_PROVIDERS = ("service", "given")  # facets that nothing else has
CODES = (*FACETS, "key", "number", "law", "author_name", "source", "cites", "whole")
LEAD = 200  # stems of a text that are kept for ranking
SEAM = "¶"  # no word: phrases do not reach across it, and what comes behind it was said before
NUMBERS = ("day", "newest")  # days as yyyymmdd; `newest` orders by day with ties settled by the key
ADDED = "added"  # the number that says when a record was first published here: seconds since 1970


def text_field(part: str, language: str) -> str:
    """The name of the field that holds a part of the texts in a language."""
    return f"{part}_{language}"


def leads(texts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The beginnings of a document's texts, by field: what it says, without what is counted twice."""
    found = {}
    for name, stems in texts.items():
        held = list(stems[:LEAD])
        if held:
            found[name] = " ".join(held[: held.index(SEAM)] if SEAM in held else held)
    return found


@dataclass(frozen=True, slots=True)
class Document:
    """A record as it is indexed: stems by text field, codes by field, numbers by field, and its card.

    `card` is what a list of results shows of the record (JSON values); it comes back with every hit.
    """

    key: str
    texts: Mapping[str, Sequence[str]]
    codes: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]
    card: Mapping[str, Any] = field(default_factory=dict)


class Order(Enum):
    """How hits are ordered; ties are always settled the same way, by the key."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"  # the last first published here first


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: matches of `node` that pass every filter. `filters` are kept by facet, so that the counts of a
    facet are those without its own filter. With `leads`, hits come with the beginnings of their texts."""

    node: Node
    filters: Mapping[str, Node] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found, with its score (0 where the order is another) and its card.

    `lead`, if asked for: by field of text, the first stems, with a space between.
    """

    key: str
    score: float
    read: Callable[[], Mapping[str, Any]]
    lead: Mapping[str, str] = field(default_factory=dict)

    @property
    def card(self) -> Mapping[str, Any]:
        """What a list of results shows of the record; read when asked for, as few of many hits are shown."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits asked for, how many match in all, and by facet how many records each code has, most first."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class Writer(Protocol):
    """Writes to an index; nothing is seen before `commit`, and a crash before it leaves the index as it was."""

    def put(self, documents: Iterable[Document]) -> None:
        """Adds documents, each in the place of what had its key."""
        ...

    def drop(self, keys: Iterable[str]) -> None:
        """Takes documents away."""
        ...

    def drop_within(self, wholes: Iterable[str]) -> None:
        """Takes away the documents written so far that are parts of these records (their code `whole`)."""
        ...

    def commit(self) -> None:
        """Makes what was written so far be found."""
        ...


class Engine(Protocol):
    """A searchable index."""

    def search(self, request: Request) -> Found:
        """Answers a request. Raises nothing for any request of nodes."""
        ...

    def writer(self) -> Writer:
        """The one writer of this index."""
        ...

    def refresh(self) -> None:
        """Looks whether another process has committed since."""
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...

    def frequency(self, field: str, token: str) -> int:
        """How many documents have a stem in a field of text."""
        ...
