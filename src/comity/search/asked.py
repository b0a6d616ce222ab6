"""The query language: words, "phrases", prefixes*, -without, and field:value. Any text is a query; none is an error.

One pass over the text, in time proportional to it. A quote that is never closed is an ordinary character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

LONGEST = 1_000  # characters
MOST_CLAUSES = 32
FIELDS = ("title", "number", "state", "provision", "crime", "issue", "law", "court", "author")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "”": "”"}


class Form(Enum):
    """The form of a clause."""

    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: `text` as typed, in which form, in which field (empty: any), or that it must not be."""

    text: str
    form: Form = Form.WORDS
    field: str = ""
    negated: bool = False


class QueryTooLong(ValueError):
    """The query is longer than can be asked; the message says how long it may be."""


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a query, at most MOST_CLAUSES; raises QueryTooLong beyond LONGEST characters."""
    if len(text) > LONGEST:
        raise QueryTooLong(f"{len(text)} characters; at most {LONGEST} can be asked")
    text = _CONTROL.sub(" ", text)
    found: list[Clause] = []
    at = 0
    while at < len(text) and len(found) < MOST_CLAUSES:
        if text[at].isspace():
            at += 1
            continue
        clause, at = _clause(text, at)
        if clause is not None:
            found.append(clause)
    return tuple(found)


def _clause(text: str, at: int) -> tuple[Clause | None, int]:
    negated = text[at] in "-−" and at + 1 < len(text) and not text[at + 1].isspace()
    start = at + 1 if negated else at
    name, start = _field(text, start)
    closing = _QUOTES.get(text[start]) if start < len(text) else None
    if closing is not None and (end := text.find(closing, start + 1)) > start:
        inner = text[start + 1 : end].strip()
        return (Clause(inner, Form.PHRASE, name, negated) if inner else None), end + 1
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    word = text[start:end].strip('"“”„«»()[]{}<>,;!?…،؛؟。，、；！？')
    if not any(letter.isalnum() for letter in word):
        return None, max(end, at + 1)
    if word.endswith("*") and len(word) > 2:
        return Clause(word.rstrip("*"), Form.PREFIX, name, negated), end
    return Clause(word, Form.WORDS, name, negated), end


def _field(text: str, at: int) -> tuple[str, int]:
    """The field named at this place and where its value begins; empty where none is."""
    end = text.find(":", at, at + 13)
    name = text[at:end].lower() if end > at else ""
    if name in FIELDS and end + 1 < len(text) and not text[end + 1].isspace():
        return name, end + 1
    return "", at
