"""How two versions of a record are shown beside each other: texts word by word, other fields by what came and went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from comity.catalogue.entries import Entry
from comity.catalogue.interfaces import Difference, differences
from comity.catalogue.models import MODELS
from comity.core import wording
from comity.law.book import TreatyBook

from .naming import code_name, plain, term

_MOST_WORDS = 4_000  # of two paragraphs compared word by word; longer ones are shown whole, the old and the new
_MOST_PARAGRAPHS = 4_000
_TOKEN = re.compile(r"\s+|[\u3040-\u9fff]|[^\W\u3040-\u9fff]+|[^\w\s]")
_CODES = {
    "states": "state",
    "provisions": "provision",
    "crimes": "crime",
    "offences": "offence",
    "issues": "issue",
    "legal_system": "legal_system",
    "latest_ruling": "court",
    "status": "status",
    "language": "language",
    "provenance": "provenance",
}
_TERMS = {
    "law_kind": "law-kinds",
    "case_type": "case-types",
    "proceeding_type": "proceeding-types",
    "strategy_kind": "strategy-kinds",
    "pillars": "pillars",
    "methods": "research-methods",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text that stayed (`kept`), went (`gone`) or came (`come`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One field that changed, by its name for readers; `pieces` for texts, `gone` and `come` for other fields."""

    name: str
    language: str = ""
    pieces: tuple[Piece, ...] = ()
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def shown(old: Entry, new: Entry, book: TreatyBook) -> list[Shown]:
    """What changed between two versions, in the reader's language."""
    return [_shown(each, new, book) for each in differences(old, new)]


def changed_names(old: Entry, new: Entry) -> list[str]:
    """The names of the fields that changed, each once."""
    return list(dict.fromkeys(_name(each.field, new) for each in differences(old, new)))


def _shown(found: Difference, entry: Entry, book: TreatyBook) -> Shown:
    name = _name(found.field, entry)
    if found.language and found.field in {"title", "body", "notes"}:
        old, new = ("".join(map(str, part)) for part in (found.old, found.new))
        return Shown(name, found.language, pieces=tuple(compared(old, new)))
    gone, come = (tuple(_said(found.field, each, book) for each in part) for part in (found.old, found.new))
    return Shown(name, found.language, gone=gone, come=come)


def _name(field: str, entry: Entry) -> str:
    named = {"title": _("Title"), "body": _("Text"), "notes": _("Notes"), "origin": _("Origin"), "files": _("Files")}
    named["translated_from"] = _("Translated from")
    if field in named:
        return named[field]
    # Every other name is that of a field of the record's model.
    return str(MODELS[entry.kind]._meta.get_field(field).verbose_name)


def _said(field: str, value: Any, book: TreatyBook) -> str:
    if isinstance(value, dict | list):
        return " · ".join(_leaves(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in _CODES:
        return code_name(_CODES[field], str(value), book)
    if field in _TERMS:
        return term(_TERMS[field], str(value))
    if field in {"as_of", "verified_on"} or field.endswith("_on"):
        return wording.day(date.fromisoformat(str(value)))
    return plain(str(value))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value not in (None, "", True, False):
        yield str(value)


def compared(old: str, new: str) -> Iterator[Piece]:
    """Two texts as pieces: paragraph by paragraph, and within those that changed word by word. Bounded work."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) + len(after) > _MOST_PARAGRAPHS:
        yield from _whole(old, new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Piece("kept", was)
        else:
            yield from _words(was, now)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        yield from _whole(old, new)
        return
    for tag, a, b, c, d in _opcodes(before, after):
        if tag == "equal":
            yield Piece("kept", "".join(before[a:b]))
        else:
            yield from _whole("".join(before[a:b]), "".join(after[c:d]))


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=len(before) > 400).get_opcodes()


def _whole(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("gone", old)
    if new:
        yield Piece("come", new)
