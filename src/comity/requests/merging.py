"""Two people in one draft: what each typed is put together question by question, and nothing anyone typed is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Met:
    """A question two people answered at once: what stands (the first to save), and what the second typed."""

    question: str
    stands: Any
    typed: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers put together; `taken` are the questions changed by this save, `theirs` those another changed."""

    answers: dict[str, Any]
    taken: tuple[str, ...]
    theirs: tuple[str, ...]
    met: tuple[Met, ...]


def digest(value: Any) -> str:
    """A short fingerprint of an answer; every kind of empty answer has the same one."""
    if value in EMPTY:
        return ""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def digests(answers: Answers) -> dict[str, str]:
    """The fingerprints of all answers that are not empty: what a form remembers of the draft it was made from."""
    return {question: digest(value) for question, value in answers.items() if value not in EMPTY}


def merge(stored: Answers, typed: Answers, base: Mapping[str, str]) -> Merged:
    """Puts what was typed into what is stored; `base` are the fingerprints of what the form was made from.

    A question only one person changed has that person's answer. Where both changed one differently, what is stored
    stands and the typed text comes back in `met`.
    """
    answers = {question: value for question, value in stored.items() if value not in EMPTY}
    taken: list[str] = []
    met: list[Met] = []
    for question, value in typed.items():
        now, before, mine = digest(answers.get(question)), base.get(question, ""), digest(value)
        if mine in (now, before):
            continue
        if now != before:
            met.append(Met(question, answers.get(question), value))
            continue
        taken.append(question)
        if value in EMPTY:
            answers.pop(question, None)
        else:
            answers[question] = value
    stood = digests(stored)
    theirs = [q for q in dict.fromkeys([*base, *stood]) if base.get(q, "") != stood.get(q, "")]
    return Merged(answers, tuple(taken), tuple(theirs), tuple(met))
