"""What the words typed so far may become: terms of the vocabularies, States, and words that stand in the texts."""

from __future__ import annotations

from dataclasses import dataclass

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
    for scheme, facet in _SCHEMES.items():
        for concept in thesaurus.scheme(scheme):
            words = [fold(word) for each in languages_of(wanted, language) for word in concept.words(each)]
            rank = _rank(words, wanted, whole)
            if rank is not None and not concept.retired:
                found.append((rank, Suggestion(concept.label(language), facet, concept.code)))
    return found


def _states(wanted: str, language: str, whole: bool) -> list[tuple[int, Suggestion]]:
    found = []
    for state in load_gazetteer().party_candidates():
        rank = _rank([fold(name) for name in state.names.values()], wanted, whole)
        if rank is not None:
            found.append((rank, Suggestion(state.name(language), "state", state.code)))
    return found


def _rank(words: list[str], wanted: str, whole: bool) -> int | None:
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
