"""Two versions of a draft side by side: the questions that differ, and in texts the words that came and went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_WORDS = re.compile(r"\s*\S+|\s+")
_LONGEST = 20_000  # characters of a changed passage that is compared by words; a longer one is shown as a whole
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: `kind` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A question whose answer differs, as pieces from the earlier to the later text."""

    question: str
    pieces: tuple[Piece, ...]


def differences(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs, in the order of the later version, then what is gone."""
    order = [*later, *(question for question in earlier if question not in later)]
    found = []
    for question in order:
        before, after = (as_text(answers.get(question)) for answers in (earlier, later))
        if before != after:
            found.append(Difference(question, tuple(pieces(before, after))))
    return tuple(found)


def as_text(answer: Any) -> str:
    """An answer as one text: choices joined, rows a line each."""
    if answer is None:
        return ""
    if isinstance(answer, Mapping):
        return " · ".join(as_text(value) for value in answer.values() if value)
    if isinstance(answer, list):
        separator = "\n" if any(isinstance(each, Mapping) for each in answer) else ", "
        return separator.join(as_text(each) for each in answer)
    return str(answer)


def pieces(before: str, after: str) -> Iterator[Piece]:
    """From one text to the other: what is the same, what is gone and what is new, in order.

    Lines are compared first, and words only inside lines that changed: a statement of fifty pages takes no longer.
    """
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kind, old, new in _blocks(*lines):
        if kind == "replace" and max(len(old), len(new)) <= _LONGEST:
            yield from _changed(_blocks(_cut(old), _cut(new)))
        else:
            yield from _changed([(kind, old, new)])


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """The blocks; what both begin and end with is set aside first, which most changes leave little between."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    if start:
        yield "equal", "".join(old[:start]), ""
    between = old[start : len(old) - end], new[start : len(new) - end]
    for kind, a, b, c, d in SequenceMatcher(None, *between, autojunk=False).get_opcodes():
        yield kind, "".join(between[0][a:b]), "".join(between[1][c:d])
    if end:
        yield "equal", "".join(old[len(old) - end :]), ""


def _changed(blocks: Iterable[tuple[str, str, str]]) -> Iterator[Piece]:
    for kind, old, new in blocks:
        if kind == "equal":
            yield Piece("same", old)
            continue
        if old:
            yield Piece("gone", old)
        if new:
            yield Piece("new", new)


def _cut(text: str) -> list[str]:
    """Words, each with the space before it; Chinese, which has none, by sign."""
    found: list[str] = []
    for word in _WORDS.findall(text):
        found.extend(word if _CJK.search(word) else [word])
    return found
