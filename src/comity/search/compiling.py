"""From clauses to nodes: which stems in which fields, in the query's own languages and in the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .analysis import LANGUAGES, OTHER, analyser, fold, languages_of
from .asked import Clause, Form
from .nodes import Best, Boost, Constant, Every, Everything, Node, OneOf, Phrase, Prefix, Some, Term
from .port import BODY, LABEL, TITLE, text_field
from .translation import Translator

WEIGHTS = {TITLE: 2.0, BODY: 1.0, LABEL: 0.4}
_FOREIGN = 0.8  # weight of a rendering against the word itself
ALSO = 0.2  # weight of the word as typed in languages of the same letters, where it may mean something else
_MEANING = 2.0  # what a vector of cosine 1 would score for each word asked, as words score each for themselves
_MEANT, _MEANT_FROM = 60, 0.35  # records found by meaning alone; those farther away only rank better
_CODES = {"state": "state", "provision": "provision", "crime": "crime", "issue": "issue", "court": "court"}


@dataclass(frozen=True, slots=True)
class Group:
    """What was asked as one thing: a word or term as typed, and the words it is looked for by, by language."""

    text: str
    own: tuple[str, ...]  # the languages it may be in
    renderings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine, and the groups it was made of, for telling why a record was found."""

    node: Node
    groups: tuple[Group, ...] = ()
    meaning: Mapping[str, float] = field(default_factory=dict)  # found by it, with cosines
    near: Mapping[str, float] = field(default_factory=dict)  # those, and the farther ones that it makes rank better


Near = Callable[[str], Sequence[tuple[str, float]]]


def compiled(
    clauses: Iterable[Clause], *, language: str, translator: Translator | None = None, near: Near | None = None
) -> Compiled:
    """The node of a query in a language; `near` gives the records nearest in meaning to a text, with cosines."""
    clauses = tuple(clauses)
    words = [clause for clause in clauses if clause.form is Form.WORDS and not clause.field and not clause.negated]
    musts = [_strict(clause, language) for clause in clauses if clause not in words and not clause.negated]
    nots = [_strict(clause, language) for clause in clauses if clause.negated]
    typed = " ".join(clause.text for clause in words)
    own = languages_of(typed, language)
    groups = tuple(_groups(typed, own, translator)) if typed else ()
    meaning: dict[str, float] = {}
    close: Sequence[tuple[str, float]] = ()
    liked: tuple[Node, ...] = ()
    if groups:
        lexical: Node = Some(tuple(_group(group) for group in groups), _least(len(groups)))
        close = near(typed) if near is not None else ()
        meaning = {key: cosine for key, cosine in close[:_MEANT] if cosine >= _MEANT_FROM}
        farther = {key: cosine for key, cosine in close if key not in meaning}
        musts.append(Some((lexical, *_by_meaning(meaning, len(groups)))) if meaning else lexical)
        liked = tuple(_by_meaning(farther, len(groups)))
    if not musts and not nots:
        return Compiled(Everything())
    return Compiled(Every(tuple(musts) or (Everything(),), tuple(nots), liked), groups, meaning, dict(close))


def _least(count: int) -> int:
    """How many of so many words must be found: both of two, half of more."""
    return count if count <= 2 else math.ceil(count / 2)


def _groups(typed: str, own: tuple[str, ...], translator: Translator | None) -> Iterable[Group]:
    """The words of a query without those that say nothing; terms of the dictionary stay together."""
    first = own[0]
    reading = analyser(first)
    runs = [(typed[w.start : w.end], w.stem) for w in reading.words(typed)] if first != "zh" else _runs(typed)
    telling = [run for run in runs if not any(analyser(each).is_stopword(run[0]) for each in own if each != OTHER)]
    runs = telling or runs
    at = 0
    while at < len(runs):
        length = _term_length(runs[at:], first, translator)
        text = " ".join(word for word, _ in runs[at : at + length])
        yield Group(text, own, _rendered(text, own, translator))
        at += length


def _runs(typed: str) -> list[tuple[str, str]]:
    """Chinese is asked in runs; what stands between gaps is one."""
    return [(part, part) for part in typed.split()]


def _term_length(runs: Sequence[tuple[str, str]], language: str, translator: Translator | None) -> int:
    if translator is None or language == "zh":
        return 1
    for length in range(min(translator.dictionary.longest, len(runs), 4), 1, -1):
        if translator.dictionary.has(language, tuple(stem for _, stem in runs[:length])):
            return length
    return 1


def _rendered(text: str, own: tuple[str, ...], translator: Translator | None) -> dict[str, tuple[str, ...]]:
    if translator is None:
        return {}
    # A word in Latin letters is translated as one of the reader's language; its own languages are searched as typed.
    source = own[0] if own[0] != OTHER else "en"
    found = {}
    for target in LANGUAGES:
        if target != source:
            words = translator.renderings(text, source, target)
            found[target] = tuple(f"{each.weight:.3f} {each.word}" for each in words)
    return found


def _group(group: Group) -> Node:
    nodes: list[Node] = []
    for place, language in enumerate(group.own):
        weight = ALSO if place and language in group.renderings else 1.0
        nodes += _anywhere(analyser(language).tokens(group.text), language, weight)
    for language, words in group.renderings.items():
        for weighed in words:
            likely, _, word = weighed.partition(" ")
            # Labels are there in all languages: those of the query's own find them.
            parts = (TITLE, BODY)
            nodes += _anywhere(analyser(language).tokens(word), language, float(likely) * _FOREIGN, parts)
    return Best(tuple(nodes))


def _anywhere(
    tokens: Sequence[str], language: str, weight: float, parts: tuple[str, ...] = (TITLE, BODY, LABEL)
) -> Iterable[Node]:
    """Stems in the title, the body or the labels of a language."""
    if not tokens:
        return
    for part in parts:
        if language == OTHER and part == LABEL:
            continue
        by = WEIGHTS[part]
        node = _together(text_field(part, language), tokens, phrases=part != LABEL)
        yield node if by * weight == 1.0 else Boost(node, by * weight)


def _together(name: str, tokens: Sequence[str], *, phrases: bool) -> Node:
    if len(tokens) == 1:
        if len(tokens[0]) == 1 and not tokens[0].isascii():
            return Prefix(name, tokens[0])  # one Chinese character: any pair that begins with it
        return Term(name, tokens[0])
    terms = tuple(Term(name, token) for token in tokens)
    if not phrases:
        return Every(terms)
    if len(tokens) <= 3:
        return Phrase(name, tuple(tokens))
    # A long run of Chinese, or a term of many words: most of it, best in this order.
    return Every((Some(terms, math.ceil(0.6 * len(terms))),), liked=(Phrase(name, tuple(tokens)),))


def _by_meaning(meaning: Mapping[str, float], asked: int) -> Iterable[Node]:
    """Records near in meaning, in few steps of nearness."""
    steps: dict[float, list[str]] = {}
    for key, cosine in meaning.items():
        steps.setdefault(round(cosine * 40) / 40, []).append(key)
    for cosine, keys in steps.items():
        yield Constant(OneOf("key", tuple(keys)), _MEANING * max(asked, 3) * cosine)


def _strict(clause: Clause, language: str) -> Node:
    """A clause that must or must not be met as typed."""
    if clause.field in _CODES:
        return OneOf(_CODES[clause.field], (_code(clause),))
    if clause.field == "number":
        return OneOf("number", (clause.text.casefold(),))
    if clause.field == "author":
        return Some(tuple(_as_typed(BODY, clause, each) for each in languages_of(clause.text, language)))
    parts = {"title": (TITLE,), "law": (LABEL,)}.get(clause.field, (TITLE, BODY, LABEL))
    nodes = [
        _as_typed(part, clause, each)
        for each in languages_of(clause.text, language)
        for part in parts
        if not (part == LABEL and (each == OTHER or (clause.form is Form.PHRASE and clause.field != "law")))
    ]
    return Best(tuple(nodes)) if nodes else Everything()


def _code(clause: Clause) -> str:
    return clause.text.upper() if clause.field == "state" else clause.text.lower()


def _as_typed(part: str, clause: Clause, language: str) -> Node:
    name = text_field(part, language)
    if clause.form is Form.PREFIX:
        return Prefix(name, fold(clause.text))
    tokens = analyser(language).tokens(clause.text)
    if not tokens:
        return Some(())
    return _together(name, tokens, phrases=part != LABEL)
