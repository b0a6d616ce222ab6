"""The head of an authority's paper, from its entry: what it is called, where it is, how it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..sentences import gettext_noop as _
from .entry import AuthorityEntry, Texts
from .words import ContactKind

# The lines that belong on paper; a duty line and the identifiers of secure channels do not.
_ON_PAPER = (ContactKind.TELEPHONE, ContactKind.FAX, ContactKind.EMAIL, ContactKind.WEBSITE)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line: a name, or a detail with the English word (to translate) that stands before it, if any."""

    text: str
    label: str = ""
    is_name: bool = False


def head_lines(entry: AuthorityEntry, languages: Iterable[str]) -> tuple[HeadLine, ...]:
    """The lines of an entry as far as it holds them, for a document in these languages.

    Names stand in the original script first, then in each language of the document that they are on record in; what a
    machine translated is left out. An invented authority says that it is.
    """
    found = [HeadLine(name, is_name=True) for name in _names(entry, tuple(languages))]
    if entry.origin.demonstration:
        found.append(HeadLine("", _("Invented for demonstration")))
    address = next((a for a in entry.addresses if not a.visiting), None) or next(iter(entry.addresses), None)
    if address is not None:
        found += [HeadLine(line) for line in address.lines if line.strip()]
    for kind in _ON_PAPER:
        found += [HeadLine(c.value, kind.label) for c in entry.contacts if c.kind is kind]
    return tuple(found)


def _names(entry: AuthorityEntry, languages: tuple[str, ...]) -> Iterator[str]:
    """The authority above it and its own name, original first; each once."""
    original = entry.names[0].language
    told: set[str] = set()
    for language in dict.fromkeys((original, *languages)):
        own = _in(entry.names, language)
        above = _in(entry.parent, language)
        for name in (above, own) if own else ():
            if name and name not in told:
                told.add(name)
                yield name


def _in(texts: Texts, language: str) -> str:
    return next((each.text for each in texts if each.language == language and not each.machine), "")
