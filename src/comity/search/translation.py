"""Saying a word in another language: by the glossary and the vocabularies, and by nearness in the encoder's space.

The lexicon holds the words that stand in the indexed texts, by language, with their vectors; the nearest ones to a word
of the query are its likely translations. What helped, with figures: docs/decisions/0004-search.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from comity.vocabulary.bundled import glossary
from comity.vocabulary.interfaces import Thesaurus

from .analysis import LANGUAGES, analyser
from .learning import Learned
from .vectors import VectorStore, encode_one

NEAREST = 6  # words taken from the lexicon
STEEPNESS = 4  # how fast the weight of a word falls with its distance
NEAR_ENOUGH = 0.45  # cosine below which two words have nothing to do with each other


@dataclass(frozen=True, slots=True)
class Rendering:
    """A word in another language, with its weight from 0 to 1."""

    word: str
    weight: float


class Dictionary:
    """Words of the same meaning, by language and stem."""

    def __init__(self, rows: Iterable[Mapping[str, tuple[str, ...]]]) -> None:
        self._meanings: dict[tuple[str, tuple[str, ...]], list[Mapping[str, tuple[str, ...]]]] = defaultdict(list)
        self.longest = 1
        for row in rows:
            for language in LANGUAGES:
                for word in row.get(language, ()):
                    tokens = tuple(analyser(language).tokens(word))
                    if tokens:
                        self._meanings[language, tokens].append(row)
                        self.longest = max(self.longest, len(tokens))

    def has(self, language: str, tokens: tuple[str, ...]) -> bool:
        """True if these stems are a word or term of the dictionary."""
        return (language, tokens) in self._meanings

    def words(self, language: str) -> set[str]:
        """Every word or term it has in a language."""
        return {word for rows in self._meanings.values() for row in rows for word in row.get(language, ())}

    def say(self, language: str, tokens: tuple[str, ...], target: str) -> dict[str, float]:
        """The words of the same meaning in another language, the most usual of each meaning weighing most."""
        found: dict[str, float] = {}
        for row in self._meanings.get((language, tokens), ()):
            for place, word in enumerate(row.get(target, ())):
                found[word] = max(found.get(word, 0), 1 / (1 + 0.15 * place))
        return found


class Translator:
    """Renders the words of queries in the languages of the records."""

    def __init__(
        self,
        lexicons: Mapping[str, VectorStore],
        dictionary: Dictionary,
        learned: Mapping[tuple[str, str], Learned] | None = None,
    ) -> None:
        self._lexicons = lexicons
        self._learned = learned or {}
        self.dictionary = dictionary
        self._near = lru_cache(maxsize=20_000)(self._nearest)

    def renderings(self, text: str, language: str, target: str) -> list[Rendering]:
        """How a word or term of a query may be said in another language, the likeliest first."""
        tokens = tuple(analyser(language).tokens(text))
        known = self.dictionary.say(language, tokens, target)
        for token in tokens if len(tokens) == 1 else ():
            for word, weight in self._learned.get((language, target), {}).get(token, ()):
                known[word] = max(known.get(word, 0.0), weight)
        # The nearest words add nothing to what dictionaries say, and finding them takes a millisecond each.
        found = known or dict(self._near(text.lower(), target))
        return [Rendering(word, weight) for word, weight in sorted(found.items(), key=lambda pair: -pair[1])]

    def _nearest(self, word: str, target: str) -> tuple[tuple[str, float], ...]:
        lexicon = self._lexicons.get(target)
        if lexicon is None or not len(lexicon) or len(word) < 2:
            return ()
        near = lexicon.nearest(encode_one(word), NEAREST * 3, candidates=64)
        near = [(each, cosine) for each, cosine in near if cosine >= NEAR_ENOUGH][:NEAREST]
        return tuple((each, (cosine / near[0][1]) ** STEEPNESS) for each, cosine in near)


def open_lexicons(directory: Path) -> dict[str, VectorStore]:
    """The lexicon of each language, made where there is none."""
    return {language: VectorStore(directory / language) for language in LANGUAGES}


def dictionary(thesaurus: Thesaurus) -> Dictionary:
    """The glossary and the labels of the vocabularies as one dictionary."""
    terms = [{language: concept.words(language) for language in LANGUAGES} for concept in thesaurus]
    return Dictionary([*glossary(), *terms])
