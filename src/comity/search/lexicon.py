"""Counting the words of texts: what goes into the lexicons that queries are translated by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from .analysis import LANGUAGES, analyser, without_elision

_MOST_WORDS = 40_000  # of one language
_LARGE = 5_000  # records: from here on, a word must stand in three of them
_FOREIGN = 4  # times more frequent in another language's texts: not a word of this one


class WordCount:
    """In how many texts of each language each word stands."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._texts = 0

    def add(self, texts: Iterable[tuple[str, str]]) -> None:
        """Counts the words of a record's texts, given with their languages. Chinese has no words to count."""
        self._texts += 1
        for language, text in texts:
            if language in LANGUAGES and language != "zh":
                # As written, with accents: the encoder knows words so.
                written = {text[word.start : word.end].lower() for word in analyser(language).words(text)}
                if language == "fr":
                    written = {without_elision(word) for word in written}
                self._counts[language].update(word for word in written if 2 < len(word) < 40 and word.isalpha())

    def words(self, language: str, *, also: Iterable[str] = ()) -> list[str]:
        """The words of a language, the most frequent first; words of texts that merely quote another are left out."""
        least = 3 if self._texts > _LARGE else 1
        counts = self._counts[language]
        others = [held for each, held in self._counts.items() if each != language]
        found = [
            word
            for word, count in counts.most_common(_MOST_WORDS)
            if count >= least and all(other[word] <= _FOREIGN * count for other in others)
        ]
        return list(dict.fromkeys((*found, *also)))
