"""Learning how words are translated from records whose headings stand in two languages.

IBM's first model: five rounds of expectation and maximization over pairs of short headings. What it learned on headings
of regulations is used on acts in benchmarks/search_quality.py, with figures in docs/decisions/0004-search.md.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations
from pathlib import Path

from .analysis import LANGUAGES, analyser

_ROUNDS = 5
_LEAST_PAIRS = 300  # fewer teach nothing
_LONGEST = 15  # words of a heading
_MOST_PAIRS = 200_000
_LIKELY = 0.08  # probability below which a translation is noise
_KEPT = 4  # translations of one word

Learned = Mapping[str, tuple[tuple[str, float], ...]]  # by stem: words of the other language with weights up to 1


class Pairs:
    """Headings in two languages, gathered while records are indexed."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], dict[tuple[tuple[str, ...], tuple[str, ...]], None]] = defaultdict(dict)
        self._written: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def add(self, titles: Mapping[str, str]) -> None:
        """Takes a record's headings by language."""
        held = {language: self._stems(language, title) for language, title in titles.items() if language in LANGUAGES}
        held = {language: stems for language, stems in held.items() if 0 < len(stems) <= _LONGEST}
        for source, target in permutations(held, 2):
            pairs = self._pairs[source, target]
            if len(pairs) < _MOST_PAIRS:
                pairs[held[source], held[target]] = None

    def learn(self) -> dict[tuple[str, str], Learned]:
        """The translations of each ordered pair of languages that has enough headings."""
        return {
            pair: self._learned(list(held), pair[1]) for pair, held in self._pairs.items() if len(held) >= _LEAST_PAIRS
        }

    def _stems(self, language: str, title: str) -> tuple[str, ...]:
        reading = analyser(language)
        found = []
        for word in reading.words(title):
            if not reading.is_stopword(word.folded):
                found.append(word.stem)
                self._written[language][word.stem, title[word.start : word.end].lower()] += 1
        return tuple(found)

    def _learned(self, pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], target: str) -> Learned:
        words: dict[str, str] = {}
        for (stem, word), _count in self._written[target].most_common():
            words.setdefault(stem, word)
        found = {}
        for stem, likely in _probabilities(pairs).items():
            best = sorted(likely.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEPT]
            kept = [(words[each], p) for each, p in best if p > _LIKELY]
            if kept:
                found[stem] = tuple((word, (p / kept[0][1]) ** 0.5) for word, p in kept)
        return found


def _probabilities(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, dict[str, float]]:
    """How likely each word of the first language is said by each of the second."""
    table: dict[str, dict[str, float]] = {}
    for _round in range(_ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for source, target in pairs:
            for word in target:
                whole = sum(table[each].get(word, 0.0) for each in source) if table else float(len(source))
                for each in source if whole else ():
                    counts[each][word] += (table[each].get(word, 0.0) if table else 1.0) / whole
        table = {}
        for each, held in counts.items():
            total = sum(held.values())
            table[each] = {word: count / total for word, count in held.items()}
    return table


def write(directory: Path, learned: Mapping[tuple[str, str], Learned]) -> None:
    """Keeps what was learned."""
    directory.mkdir(parents=True, exist_ok=True)
    for (source, target), table in learned.items():
        text = json.dumps({stem: list(map(list, words)) for stem, words in table.items()}, ensure_ascii=False)
        (directory / f"{source}-{target}.json").write_text(text, encoding="utf-8")


def read(directory: Path) -> dict[tuple[str, str], Learned]:
    """What was learned."""
    found: dict[tuple[str, str], Learned] = {}
    for file in sorted(directory.glob("??-??.json")):
        source, _, target = file.stem.partition("-")
        held: Iterable[tuple[str, list[tuple[str, float]]]] = json.loads(file.read_text(encoding="utf-8")).items()
        found[source, target] = {stem: tuple((word, weight) for word, weight in words) for stem, words in held}
    return found
