"""The default engine: Tantivy, embedded. One process writes, any number read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from ..nodes import (
    TIE,
    Best,
    Between,
    Boost,
    Constant,
    Every,
    Everything,
    Node,
    OneOf,
    Phrase,
    Prefix,
    Some,
    Term,
    matching,
)
from ..port import ADDED, CODES, FACETS, LABEL, NUMBERS, TEXT_FIELDS, Document, Found, Hit, Order, Request, leads

_HEAP = 256_000_000
_MOST_CODES = 400  # values of one facet that are counted
_TIES = 8_192


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        option = "freq" if name.startswith(LABEL) else "position"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in CODES:
        kept = {"stored": name == "key", "fast": name in FACETS}
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", **kept)
    for name in (*NUMBERS, "oldest", ADDED):
        builder.add_unsigned_field(name, indexed=name in NUMBERS, fast=True)
    builder.add_float_field("tie", fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_bytes_field("lead", stored=True)
    return builder.build()


class TantivyEngine:
    """An index in a directory; made if it is not there. `writable` engines may make a writer."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.schema = _schema()
        self.index = tantivy.Index(self.schema, path=str(directory))
        self.index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self.index.config_reader("manual")

    def refresh(self) -> None:
        """Looks whether another process has committed since."""
        self.index.reload()

    def count(self) -> int:
        """How many documents there are."""
        return int(self.index.searcher().num_docs)

    def writer(self) -> TantivyWriter:
        """The one writer; raises ValueError if another process holds it."""
        return TantivyWriter(self)

    def search(self, request: Request) -> Found:
        """Answers a request."""
        searcher = self.index.searcher()
        query = self._filtered(request.node, request.filters)
        counted = self._filtered(matching(request.node), request.filters)
        options: dict[str, Any] = {}
        if request.order is Order.RELEVANCE:
            options["weight_by_field"] = "tie"
        else:
            options["order_by_field"] = request.order.value
        limit = max(request.limit, 1)
        result: Any = searcher.search(query, limit=limit, offset=request.offset, **options)
        hits = []
        for score, address in result.hits[: request.limit]:
            stored = searcher.doc(address)
            lead = _lead(stored) if request.leads else {}
            relevance = score if request.order is Order.RELEVANCE else 0.0
            hits.append(Hit(str(stored.get_first("key")), relevance, partial(_card, stored), lead))
        return Found(tuple(hits), int(result.count or 0), self._facets(searcher, counted, request))

    def frequency(self, field: str, token: str) -> int:
        """How many documents have a stem in a field of text."""
        return int(self.index.searcher().doc_freq(field, token))

    def words(self, field: str, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """The terms of a field that begin so, with how many documents hold each, the most frequent first."""
        return list(self.index.searcher().terms_with_prefix(field, prefix, limit=limit))

    def _facets(
        self, searcher: tantivy.Searcher, query: Query, request: Request
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        free = tuple(name for name in request.facets if name not in request.filters)
        groups = [(free, query)] if free else []
        for name in request.facets:
            if name in request.filters:
                others = {facet: node for facet, node in request.filters.items() if facet != name}
                groups.append(((name,), self._filtered(matching(request.node), others)))
        for names, counting in groups:
            asked = {name: {"terms": {"field": name, "size": _MOST_CODES}} for name in names}
            counted = searcher.aggregate(counting, asked)
            for name in names:
                pairs = [(bucket["key"], int(bucket["doc_count"])) for bucket in counted[name]["buckets"]]
                found[name] = tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
        return found

    def _filtered(self, node: Node, filters: Mapping[str, Node]) -> Query:
        musts = [(Occur.Must, self.query(node))]
        musts += [(Occur.Must, Query.const_score_query(self.query(each), 0.0)) for each in filters.values()]
        return Query.boolean_query(musts) if len(musts) > 1 else musts[0][1]

    def query(self, node: Node) -> Query:
        """A node as Tantivy has it."""
        match node:
            case Term(field, token):
                option = "freq" if field.startswith(LABEL) else "position"
                return Query.term_query(self.schema, field, token, index_option=option)
            case Phrase(field, tokens):
                return self._phrase(field, tokens)
            case Prefix(field, token):
                return Query.const_score_query(Query.regex_query(self.schema, field, re.escape(token) + ".*"), 1.0)
            case OneOf(field, values):
                return Query.const_score_query(Query.term_set_query(self.schema, field, list(values)), 0.0)
            case Between(field, low, high):
                return self._between(field, low, high)
            case Everything():
                return Query.const_score_query(Query.all_query(), 0.0)
            case Boost(inner, by):
                return Query.boost_query(self.query(inner), by)
            case Constant(inner, score):
                return Query.const_score_query(self.query(inner), score)
            case Best(nodes):
                return Query.disjunction_max_query([self.query(each) for each in nodes], TIE)
            case Some(nodes, least):
                shoulds = [(Occur.Should, self.query(each)) for each in nodes]
                return Query.boolean_query(shoulds, minimum_number_should_match=least) if nodes else Query.empty_query()
            case Every(nodes, without, liked):
                parts = [(Occur.Must, self.query(each)) for each in nodes or (Everything(),)]
                parts += [(Occur.MustNot, self.query(each)) for each in without]
                parts += [(Occur.Should, self.query(each)) for each in liked]
                return Query.boolean_query(parts)

    def _phrase(self, field: str, tokens: tuple[str, ...]) -> Query:
        if len(tokens) == 1:
            return self.query(Term(field, tokens[0]))
        return Query.phrase_query(self.schema, field, list(tokens)) if tokens else Query.empty_query()

    def _between(self, field: str, low: int | None, high: int | None) -> Query:
        kind = tantivy.FieldType.Unsigned
        ranged = Query.range_query(self.schema, field, kind, lower_bound=low or 0, upper_bound=high)
        return Query.const_score_query(ranged, 0.0)


class TantivyWriter:
    """Writes to a Tantivy index."""

    def __init__(self, engine: TantivyEngine) -> None:
        self._engine = engine
        self._writer = engine.index.writer(heap_size=_HEAP, num_threads=1)

    def put(self, documents: Iterable[Document]) -> None:
        """Adds documents, each in the place of what had its key."""
        for document in documents:
            self._writer.delete_documents_by_term("key", document.key)
            self._writer.add_document(_stored(document))

    def put_new(self, documents: Iterable[Document]) -> None:
        """Adds documents whose keys the index is known not to hold: for building an index beside."""
        for document in documents:
            self._writer.add_document(_stored(document))

    def drop(self, keys: Iterable[str]) -> None:
        """Takes documents away."""
        for key in keys:
            self._writer.delete_documents_by_term("key", key)

    def drop_within(self, wholes: Iterable[str]) -> None:
        """Takes away the documents written so far that are parts of these records."""
        for whole in wholes:
            self._writer.delete_documents_by_term("whole", whole)

    def commit(self) -> None:
        """Makes what was written so far be found."""
        self._writer.commit()
        self._engine.refresh()

    def close(self) -> None:
        """Ends writing: waits for merges, lets go of the lock."""
        self._writer.wait_merging_threads()


def _stored(document: Document) -> tantivy.Document:
    values: dict[str, Any] = {name: " ".join(tokens) for name, tokens in document.texts.items() if tokens}
    values |= {name: list(codes) for name, codes in document.codes.items() if codes}
    values["key"] = document.key
    tie = _tie(document.key)
    # Relevance is multiplied by log2(2 + tie): equal scores part by less than a thousandth, the same way every time.
    values["tie"] = tie / _TIES / 1_000
    day = document.numbers.get("day", 0)
    values["day"] = day
    # Days without a place in time come last either way.
    values["newest"] = day * _TIES + tie
    values["oldest"] = ((99_999_999 - day) if day else 0) * _TIES + tie
    values[ADDED] = document.numbers.get(ADDED, 0) * _TIES + tie
    values["lead"] = "\n".join(f"{name} {stems}" for name, stems in leads(document.texts).items()).encode()
    values["card"] = json.dumps(dict(document.card) | {"key": document.key}, ensure_ascii=False).encode()
    return tantivy.Document.from_dict(values, _SCHEMA)


def _card(stored: tantivy.Document) -> Mapping[str, Any]:
    held: Mapping[str, Any] = json.loads(bytes(stored.get_first("card") or b"{}"))
    return held


def _lead(stored: tantivy.Document) -> dict[str, str]:
    lines = bytes(stored.get_first("lead") or b"").decode().split("\n")
    return {name: stems for name, _, stems in (line.partition(" ") for line in lines)}


def _tie(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) % _TIES


_SCHEMA = _schema()
