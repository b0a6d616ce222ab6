"""What is shown of a hit: the passage with the words marked, and why the record was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import LANGUAGES, Word, analyser, field_language
from .compiling import Compiled, Group

_AROUND = 240  # characters of a passage
_LOOKED_AT = 6_000  # characters searched for a passage

Piece = tuple[str, bool]  # text, and whether it is marked


@dataclass(frozen=True, slots=True)
class Why:
    """Why a record was found: `words` stand in it, `renderings` say a word of the query in the record's language,
    `labels` are words that only its classification or its law's title holds, `meaning` is the nearness of its text."""

    words: tuple[str, ...] = ()
    renderings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage in one language by pieces, cut at the ends or not, and the reasons."""

    language: str
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]
    why: Why


class Marker:
    """Finds the words of one query in texts."""

    def __init__(self, compiled: Compiled, typed: Sequence[str] = ()) -> None:
        self._meaning = compiled.meaning
        self._groups = compiled.groups
        self._stems: dict[str, dict[str, tuple[Group, bool]]] = {}
        self._read: dict[tuple[str, str], list[Word]] = {}
        for group in compiled.groups:
            for language in group.own:
                self._learn(language, group.text, group, rendered=False)
            for language, words in group.renderings.items():
                for weighed in words:
                    weight, _, word = weighed.partition(" ")
                    if float(weight) >= 0.3:
                        self._learn(language, word, group, rendered=True)
        for text in typed:  # phrases and prefixes
            for language in LANGUAGES:
                self._learn(language, text, Group(text, (language,)), rendered=False)

    def shown(self, card: Mapping[str, Any], reader: str) -> Shown:
        """What is shown of a record: its text in the reader's language, else the one where most words stand."""
        texts: Mapping[str, list[str]] = card["texts"]
        marks = {language: self._marked(language, parts) for language, parts in texts.items()}
        best = max(texts, key=lambda each: (each == reader, len(marks[each][0]), each == card["language"]))
        title, notes, body = texts[best][:3]
        found: set[tuple[str, bool, str]] = set().union(*(held for held, _ in marks.values()))
        source = self._fullest(best, (notes, body))
        return Shown(
            best,
            tuple(self._pieces(best, title, 0, len(title))),
            tuple(self._passage(best, source)),
            self._why(card, found),
        )

    def _met(self, language: str, text: str) -> list[Word]:
        """The words of a text that are looked for; each text is read once."""
        text = text[:_LOOKED_AT]
        held = self._read.get((language, text))
        if held is None:
            stems = self._stems.get(field_language(language), {})
            held = [word for word in analyser(language).words(text) if word.stem in stems] if stems else []
            self._read[language, text] = held
        return held

    def _learn(self, language: str, text: str, group: Group, *, rendered: bool) -> None:
        stems = self._stems.setdefault(field_language(language), {})
        for token in analyser(language).tokens(text):
            if not analyser(language).is_stopword(token):
                stems.setdefault(token, (group, rendered))

    def _marked(self, language: str, parts: Sequence[str]) -> tuple[set[tuple[str, bool, str]], int]:
        stems = self._stems.get(field_language(language), {})
        found: set[tuple[str, bool, str]] = set()
        for text in parts[:3]:
            for word in self._met(language, text):
                group, rendered = stems[word.stem]
                found.add((group.text, rendered, text[word.start : word.end].lower()))
        return found, len(found)

    def _why(self, card: Mapping[str, Any], found: set[tuple[str, bool, str]]) -> Why:
        words = sorted({group for group, rendered, _ in found if not rendered})
        renderings = sorted({word for group, rendered, word in found if rendered and group not in words})
        met = {group for group, _, _ in found}
        labels = [group.text for group in self._groups if group.text not in met and not self._meaning.get(card["key"])]
        return Why(tuple(words), tuple(renderings[:4]), tuple(labels), self._meaning.get(card["key"], 0.0))

    def _fullest(self, language: str, texts: Sequence[str]) -> str:
        counts = [len(self._marked(language, (text,))[0]) if text else -1 for text in texts]
        return texts[counts.index(max(counts))]

    def _passage(self, language: str, text: str) -> list[Piece]:
        text = text[:_LOOKED_AT]
        places = [word.start for word in self._met(language, text)]
        start = _best_start(places)
        end = min(len(text), start + _AROUND)
        if start:
            start = text.rfind(" ", 0, start) + 1 or start
        if end < len(text):
            end = text.find(" ", end, end + 30) if text.find(" ", end, end + 30) > 0 else end
        pieces = self._pieces(language, text, start, end)
        return [*([("… ", False)] if start else []), *pieces, *([(" …", False)] if end < len(text) else [])]

    def _pieces(self, language: str, text: str, start: int, end: int) -> list[Piece]:
        stems = self._stems.get(field_language(language), {})
        pieces: list[Piece] = []
        at = 0
        part = text[start:end]
        for word in analyser(language).words(part):
            if word.stem not in stems or word.end <= at:
                continue
            begin = max(word.start, at)
            if begin > at:
                pieces.append((part[at:begin], False))
            if pieces and pieces[-1][1] and begin == at:  # neighbouring pairs of Chinese are one mark
                pieces[-1] = (pieces[-1][0] + part[begin : word.end], True)
            else:
                pieces.append((part[begin : word.end], True))
            at = word.end
        if at < len(part):
            pieces.append((part[at:], False))
        return pieces


def _best_start(places: Sequence[int]) -> int:
    """Where the passage with most of the words begins; 0 if they stand at the beginning or nowhere."""
    best, most = 0, 0
    for place in places:
        within = sum(place <= other < place + _AROUND for other in places)
        if within > most:
            best, most = place, within
    return best if best > _AROUND // 2 else 0
