"""What the words typed so far may become: terms of the vocabularies, States, and words that stand in the texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from comity.core.gazetteer import load_gazetteer
from comity.vocabulary.interfaces import Thesaurus

from .analysis import analyser, field_language, fold, languages_of
from .index import generation
from .port import TITLE, text_field

_MOST = 10
_SCHEMES = {"crime-types": "crime", "offences": "offence", "issues": "issue", "measures": "measure"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion: what it says, and the filter it stands for, or words to search for if `facet` is empty."""

    text: str
    facet: str = ""
    code: str = ""


def suggestions(typed: str, language: str, thesaurus: Thesaurus, *, whole: bool = False) -> list[Suggestion]:
    """At most ten suggestions for what was typed, in the reader's language; `whole` asks for those the query names."""
    wanted = fold(typed)
    if not wanted:
        return []
    found = [*_terms(wanted, language, thesaurus, whole), *_states(wanted, language, whole)]
    found.sort(key=lambda pair: pair[0])
    named = [suggestion for _, suggestion in found]
    if not whole:
        named += _words(typed, language)
    return list(dict.fromkeys(named))[:_MOST]


def _terms(wanted: str, language: str, thesaurus: Thesaurus, whole: bool) -> list[tuple[int, Suggestion]]:
    found = []
    for words, suggestion in _term_words(thesaurus, languages_of(wanted, language), language):
        rank = _rank(words, wanted, whole)
        if rank is not None:
            found.append((rank, suggestion))
    return found


@lru_cache(maxsize=64)
def _term_words(
    thesaurus: Thesaurus, languages: tuple[str, ...], reader: str
) -> tuple[tuple[tuple[str, ...], Suggestion], ...]:
    """The folded words of each term in these languages; kept for each state of the vocabularies."""
    return tuple(
        (
            tuple(fold(word) for each in languages for word in concept.words(each)),
            Suggestion(concept.label(reader), facet, concept.code),
        )
        for scheme, facet in _SCHEMES.items()
        for concept in thesaurus.scheme(scheme)
        if not concept.retired
    )


def _states(wanted: str, language: str, whole: bool) -> list[tuple[int, Suggestion]]:
    found = []
    for names, code in _state_names():
        rank = _rank(names, wanted, whole)
        if rank is not None:
            found.append((rank, Suggestion(load_gazetteer()[code].name(language), "state", code)))
    return found


@cache
def _state_names() -> tuple[tuple[tuple[str, ...], str], ...]:
    states = load_gazetteer().party_candidates()
    return tuple((tuple(fold(name) for name in state.names.values()), state.code) for state in states)


def _rank(words: tuple[str, ...], wanted: str, whole: bool) -> int | None:
    """How well the words fit: 0 begins so, 1 holds it; None not at all."""
    if whole:
        return 0 if any(len(word) > 3 and (word in wanted or word == wanted) for word in words if word) else None
    if any(word.startswith(wanted) for word in words):
        return 0
    return 1 if len(wanted) > 2 and any(wanted in word for word in words) else None


def _words(typed: str, language: str) -> list[Suggestion]:
    """Words of the lexicon that begin as the last word typed, the most frequent first."""
    index = generation()
    *before, last = typed.split() or [""]
    if index is None or len(last) < 2:
        return []
    found = []
    for each in languages_of(last, language)[:1]:
        lexicon = index.lexicons.get(field_language(each))
        names = (name.decode() for name in lexicon.names.tolist()) if lexicon is not None else ()
        words = [name for name in names if fold(name).startswith(fold(last))][:6]
        counted = [w for w in words if index.engine.words(text_field(TITLE, each), analyser(each).stem(w)[:3], 1)]
        found += [Suggestion(" ".join((*before, word))) for word in counted]
    return found
