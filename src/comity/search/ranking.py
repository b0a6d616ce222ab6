"""Reading the best records found once more: how much of what was asked stands in them, how early, how close together.

An engine scores each word by itself. Here the beginnings of the first hundred texts are read as a reader would: one
that says all the words together in its first sentence comes before one that says one of them often, and a word of the
same family (nomination, nommer) counts in part. What it is worth: docs/decisions/0004-search.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .analysis import ANALYSED, analyser
from .compiling import ALSO, WEIGHTS, Compiled, Group
from .port import BODY, LABEL, TITLE, Hit, text_field

# Stems of a question: the weights were learned from shorter ones, and a long text tells enough by its words.
LONGEST = 16
WINDOW = 100  # records read again; every size of a page divides it
FAR = 0.2  # the nearness in meaning of a record that is not among the nearest
_EARLY = 50  # stems
_ALIKE = 4  # letters at the beginning without which two stems are no family
_ALIKE_FROM = 0.55  # of their letters
_MOST_OF = 0.6  # of a term's stems, without which it is not said
_BEHIND = (1, 2)  # stems: one right behind the other, or with an article between
_LOOKED_AT = 50  # places of one word in a text

Rarity = Callable[[str, str], float]  # of a stem in a field of text
Weights = tuple[float, ...]
# Learned from marginal notes of sections, each against the hundred texts found for it (benchmarks/search_quality.py has
# other notes), for: the engine's score against the best; nearness in meaning; what of the words asked is met, by their
# rarity, and within the first stems; the share of words met; neighbours behind one another; how far words lie apart.
AS_ASKED: Weights = (4.1, 0.8, 3.3, 2.6, 4.7, 2.9, -0.65)
TRANSLATED: Weights = (4.5, 5.0, 0.0, 2.7, 5.3, 1.4, -0.85)


@dataclass(frozen=True, slots=True)
class Slot:
    """One way of saying something asked for: stems in a language, and how surely they say it."""

    group: int
    stems: tuple[str, ...]
    weight: float


@dataclass(slots=True)
class Reader:
    """Reads texts of one language for the words of one query."""

    slots: Sequence[Slot]
    rarity: Sequence[float]  # of each word asked
    weights: Weights
    _by_beginning: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    _known: dict[str, tuple[tuple[int, int, float], ...]] = field(default_factory=dict)
    _named: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, slot in enumerate(self.slots):
            for place, stem in enumerate(slot.stems):
                self._by_beginning.setdefault(stem[:_ALIKE], []).append((number, place, stem))

    def features(self, stems: Sequence[str], labels: Sequence[float]) -> tuple[float, ...]:
        """What the weights are for, but the first two. `labels` tell how far each word is met outside the text."""
        met = self._met(stems)
        said = self.said(met)
        whole = sum(self.rarity) or 1.0
        covered = sum(max(a, b) * r for a, b, r in zip(said, labels, self.rarity, strict=True)) / whole
        early = self.said([each for each in met if each[0] < _EARLY])
        begun = sum(value * r for value, r in zip(early, self.rarity, strict=True)) / whole
        places: list[list[int]] = [[] for _ in self.rarity]
        for at, slot, _place, _likeness in met:
            held = places[self.slots[slot].group]
            if len(held) < _LOOKED_AT and (not held or held[-1] != at):
                held.append(at)
        count = sum(1 for held in places if held)
        apart = math.log1p(_span(places, count) / count) if count > 1 else 0.0
        share = sum(1 for value in said if value) / len(said)
        return covered, begun, share, self._following(places) / whole, apart

    def named(self, label: str) -> list[float]:
        """How far each word asked is said by a label, in part; records share States and laws."""
        found = self._named.get(label)
        if found is None:
            found = self._named[label] = [WEIGHTS[LABEL] * v for v in self.said(self._met(label.split()))]
        return found

    def said(self, met: Sequence[tuple[int, int, int, float]]) -> list[float]:
        """How far each word asked is said by what was met, from 0 to 1."""
        best: dict[tuple[int, int], float] = {}
        for _at, slot, place, likeness in met:
            if likeness > best.get((slot, place), 0.0):
                best[slot, place] = likeness
        totals: dict[int, float] = {}
        for (slot, _place), likeness in best.items():
            totals[slot] = totals.get(slot, 0.0) + likeness
        values = [0.0] * len(self.rarity)
        for slot, total in totals.items():
            held = self.slots[slot]
            share = total / len(held.stems)
            if len(held.stems) == 1 or share >= _MOST_OF:
                values[held.group] = max(values[held.group], share * held.weight)
        return values

    def _met(self, stems: Sequence[str]) -> list[tuple[int, int, int, float]]:
        """Place in the text, slot, place in the slot, likeness: of every stem that says something asked for."""
        known = self._known
        for stem in set(stems).difference(known):
            known[stem] = self._alike(stem)
        return [(at, *each) for at, held in enumerate(map(known.__getitem__, stems)) if held for each in held]

    def _alike(self, stem: str) -> tuple[tuple[int, int, float], ...]:
        return tuple(
            (slot, place, likeness)
            for slot, place, wanted in self._by_beginning.get(stem[:_ALIKE], ())
            if (likeness := alike(wanted, stem)) >= _ALIKE_FROM
        )

    def _following(self, places: Sequence[Sequence[int]]) -> float:
        """The rarity of words that follow one another in the text as they were asked."""
        return sum(
            min(self.rarity[n], self.rarity[n + 1])
            for n, (these, those) in enumerate(pairwise([set(held) for held in places]))
            if any(not those.isdisjoint([this + step for step in _BEHIND]) for this in these)
        )


def alike(one: str, other: str) -> float:
    """1 for the same stem; for stems that begin alike, the share of letters they have in common; else 0."""
    if one == other:
        return 1.0
    if len(one) < _ALIKE or one[:_ALIKE] != other[:_ALIKE]:
        return 0.0
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 2 * same / (len(one) + len(other))


def _span(places: Sequence[Sequence[int]], wanted: int) -> int:
    """The length of the shortest run of stems in which every word that is met at all stands."""
    last: dict[int, int] = {}
    best = 0
    for at, group in sorted((at, group) for group, held in enumerate(places) for at in held):
        last[group] = at
        if len(last) == wanted:
            length = at - min(last.values()) + 1
            best = min(best or length, length)
    return best


def ranked(hits: Sequence[Hit], query: Compiled, rarity: Rarity) -> list[Hit]:
    """The hits, best first, with scores that keep their order and stay above the least of the engine's."""
    if len(hits) < 2 or not 0 < _length(query) <= LONGEST:
        return list(hits)
    readers, top = _readers(query, rarity), _top(hits)
    worths = [_worth(hit, readers, hit.score / top, query.near.get(hit.key, FAR)) for hit in hits]
    least, floor = min(worths), min(hit.score for hit in hits)
    order = sorted(range(len(hits)), key=lambda n: -worths[n])
    return [replace(hits[n], score=floor + worths[n] - least) for n in order]


def measured(hits: Sequence[Hit], query: Compiled, rarity: Rarity, language: str) -> list[Weights]:
    """What the weights are for, of each hit's text in a language: what they are learned from."""
    readers, top = _readers(query, rarity), _top(hits)
    found = []
    for hit in hits:
        reader = readers.get(language)
        read = reader.features(_stems(hit, language), _labels(hit, readers)) if reader else (0.0,) * len(AS_ASKED[2:])
        found.append((hit.score / top, query.near.get(hit.key, FAR), *read))
    return found


def _worth(hit: Hit, readers: Mapping[str, Reader], score: float, near: float) -> float:
    """The worth of a record: that of its best text."""
    labels = _labels(hit, readers)
    worths = [
        _weighed(reader.weights, (score, near, *reader.features(stems, labels)))
        for language, reader in readers.items()
        if (stems := _stems(hit, language))
    ]
    return max(worths, default=_weighed(TRANSLATED[:2], (score, near)))


def _length(query: Compiled) -> int:
    """How many stems were asked; Chinese is asked in runs of many pairs."""
    return sum(len(analyser(group.own[0]).tokens(group.text)) for group in query.groups)


def _top(hits: Sequence[Hit]) -> float:
    return max(hit.score for hit in hits) or 1.0


def _stems(hit: Hit, language: str) -> list[str]:
    return " ".join(hit.lead.get(text_field(part, language), "") for part in (TITLE, BODY)).split()


def _labels(hit: Hit, readers: Mapping[str, Reader]) -> list[float]:
    """How far each word asked is said by what the record is classified as, or by its law's title."""
    found: list[float] = []
    for language, reader in readers.items():
        said = reader.named(hit.lead.get(text_field(LABEL, language), ""))
        found = list(map(max, found, said)) if found else said
    return found


def _readers(query: Compiled, rarity: Rarity) -> dict[str, Reader]:
    return {language: reader for language in ANALYSED if (reader := _reader(query.groups, language, rarity))}


def _weighed(weights: Weights, values: Weights) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _reader(groups: Sequence[Group], language: str, rarity: Rarity) -> Reader | None:
    """The reader of a language; None if nothing asked for is said in it."""
    slots = _slots(groups, language)
    worth = {}
    for slot in sorted(slots, key=lambda slot: slot.weight):  # the surest last
        worth[slot.group] = max(rarity(text_field(BODY, language), stem) for stem in slot.stems)
    if not slots:
        return None
    usual = sum(worth.values()) / len(worth)
    own = any(_is_own(group, language) for group in groups)
    return Reader(slots, [worth.get(n, usual) for n in range(len(groups))], AS_ASKED if own else TRANSLATED)


def _slots(groups: Sequence[Group], language: str) -> list[Slot]:
    tokens = analyser(language).tokens
    found = []
    for number, group in enumerate(groups):
        said = []
        if language in group.own:
            said.append((group.text, 1.0 if _is_own(group, language) else ALSO))
        for weighed in group.renderings.get(language, ()):
            likely, _, word = weighed.partition(" ")
            said.append((word, float(likely)))
        found += [Slot(number, stems, weight) for word, weight in said if (stems := tuple(tokens(word)))]
    return found


def _is_own(group: Group, language: str) -> bool:
    """True if the words were typed in this language, or may have been and cannot be translated into it."""
    return language in group.own and (language == group.own[0] or language not in group.renderings)
