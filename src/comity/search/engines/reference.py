"""A small engine in memory that says by plain loops what the port means; only the contract tests use it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from ..nodes import TIE, Best, Between, Boost, Constant, Every, Everything, Node, OneOf, Phrase, Prefix, Some, Term
from ..port import ADDED, Document, Found, Hit, Order, Request, leads

_K1, _B = 1.2, 0.75


class ReferenceEngine:
    """Documents in a dictionary."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}

    def refresh(self) -> None:
        """Nothing to look for: there is one process."""

    def count(self) -> int:
        """How many documents there are."""
        return len(self.documents)

    def writer(self) -> ReferenceWriter:
        """The one writer."""
        return ReferenceWriter(self)

    def search(self, request: Request) -> Found:
        """Answers a request."""
        scored = self._matching(request.node, request.filters)
        hits = [self._hit(key, score, request) for key, score in scored.items()]
        hits.sort(key=lambda hit: self._place(hit, request.order))
        facets = {name: self._counted(name, request) for name in request.facets}
        return Found(tuple(hits[request.offset : request.offset + request.limit]), len(hits), facets)

    def frequency(self, field: str, token: str) -> int:
        """How many documents have a stem in a field of text."""
        return sum(token in document.texts.get(field, ()) for document in self.documents.values())

    def _hit(self, key: str, score: float, request: Request) -> Hit:
        document = self.documents[key]
        card = dict(document.card) | {"key": key}
        return Hit(key, score, lambda: card, leads(document.texts) if request.leads else {})

    def _place(self, hit: Hit, order: Order) -> tuple[float, str]:
        numbers = self.documents[hit.key].numbers
        day = numbers.get("day", 0)
        if order is Order.RELEVANCE:
            return -hit.score, hit.key
        if order is Order.ADDED:
            return -numbers.get(ADDED, 0), hit.key
        return (-day if order is Order.NEWEST else (day or math.inf)), hit.key

    def _counted(self, name: str, request: Request) -> tuple[tuple[str, int], ...]:
        others = {facet: node for facet, node in request.filters.items() if facet != name}
        counts: Counter[str] = Counter()
        for key in self._matching(request.node, others):
            counts.update(set(self.documents[key].codes.get(name, ())))
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def _matching(self, node: Node, filters: Mapping[str, Node]) -> dict[str, float]:
        found = self._scores(node)
        for each in filters.values():
            passing = self._scores(each)
            found = {key: score for key, score in found.items() if key in passing}
        return found

    def _scores(self, node: Node) -> dict[str, float]:
        match node:
            case Term(field, token):
                return self._text(field, lambda tokens: tokens.count(token))
            case Phrase(field, tokens):
                return self._text(field, lambda held: _runs(held, tokens))
            case Prefix(field, token):
                found = self._text(field, lambda held: sum(each.startswith(token) for each in held))
                return dict.fromkeys(found, 1.0)
            case OneOf(field, values):
                return {k: 0.0 for k, d in self.documents.items() if set(values) & set(_codes(d, field))}
            case Between(field, low, high):
                return {k: 0.0 for k, d in self.documents.items() if _within(d.numbers.get(field, 0), low, high)}
            case Everything():
                return dict.fromkeys(self.documents, 0.0)
            case Boost(inner, by):
                return {key: score * by for key, score in self._scores(inner).items()}
            case Constant(inner, score):
                return dict.fromkeys(self._scores(inner), score)
            case Best(nodes):
                every = [self._scores(each) for each in nodes]
                return {key: _best([s[key] for s in every if key in s]) for key in set().union(*every)}
            case Some(nodes, least):
                every = [self._scores(each) for each in nodes]
                held = {key: [s[key] for s in every if key in s] for key in set().union(*every)}
                return {key: sum(scores) for key, scores in held.items() if len(scores) >= least}
            case Every():
                return self._every(node)

    def _every(self, node: Every) -> dict[str, float]:
        musts = [self._scores(each) for each in node.nodes or (Everything(),)]
        found = {key: sum(s[key] for s in musts) for key in musts[0] if all(key in s for s in musts)}
        for each in node.without:
            for key in self._scores(each):
                found.pop(key, None)
        for each in node.liked:
            for key, score in self._scores(each).items():
                if key in found:
                    found[key] += score
        return found

    def _text(self, field: str, count: object) -> dict[str, float]:
        texts = {key: list(d.texts.get(field, ())) for key, d in self.documents.items()}
        counts = {key: n for key, tokens in texts.items() if (n := count(tokens))}  # type: ignore[operator]
        if not counts:
            return {}
        average = sum(map(len, texts.values())) / len(texts)
        idf = math.log(1 + (len(texts) - len(counts) + 0.5) / (len(counts) + 0.5))
        return {
            key: idf * n * (_K1 + 1) / (n + _K1 * (1 - _B + _B * len(texts[key]) / average))
            for key, n in counts.items()
        }


class ReferenceWriter:
    """Writes to the reference: seen after commit."""

    def __init__(self, engine: ReferenceEngine) -> None:
        self._engine = engine
        self._coming: dict[str, Document | None] = {}

    def put(self, documents: Iterable[Document]) -> None:
        """Adds documents, each in the place of what had its key."""
        self._coming |= {document.key: document for document in documents}

    def drop(self, keys: Iterable[str]) -> None:
        """Takes documents away."""
        self._coming |= dict.fromkeys(keys)

    def drop_within(self, wholes: Iterable[str]) -> None:
        """Takes away the documents written so far that are parts of these records."""
        wanted = set(wholes)
        held = {**self._engine.documents, **self._coming}
        self.drop(key for key, each in held.items() if each is not None and wanted & set(_codes(each, "whole")))

    def commit(self) -> None:
        """Makes what was written so far be found."""
        for key, document in self._coming.items():
            if document is None:
                self._engine.documents.pop(key, None)
            else:
                self._engine.documents[key] = document
        self._coming = {}


def _codes(document: Document, field: str) -> tuple[str, ...]:
    return (document.key,) if field == "key" else tuple(document.codes.get(field, ()))


def _within(number: int, low: int | None, high: int | None) -> bool:
    return number >= (low or 0) and (high is None or number <= high)


def _runs(held: list[str], tokens: tuple[str, ...]) -> int:
    wanted = list(tokens)
    return sum(held[n : n + len(wanted)] == wanted for n in range(len(held) - len(wanted) + 1)) if wanted else 0


def _best(scores: list[float]) -> float:
    top = max(scores)
    return top + TIE * (sum(scores) - top)
