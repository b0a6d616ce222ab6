"""Checks article numbers against treaty texts split by article (Markdown, one treaty a file).

The texts are not kept: a reading says only whether every article an instrument held here cites has a heading in the
text of that treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comity.law.instruments import INSTRUMENTS
from comity.law.instruments.types import Instrument
from comity.law.provisions import Provision
from comity.law.states import Gazetteer, fold

from .files import TextFile, files_under, not_of_format
from .items import Item, Passed, Refused
from .titles import same_title

WHAT = "the text of one treaty in Markdown, with its title as a heading and each article under `### Article 1`"
NOT_HELD = "the text of a treaty not held here"

_ARTICLE = re.compile(
    r"(?P<language>Article|Artikel)\s+(?P<number>\d{1,3}|[IVXLC]{1,7})\s*(?P<extra>bis|ter|quater)?\b[\s.:–-]*", re.I
)
_LONGEST_HEADING = 2_000  # characters
_TITLES = 6  # headings before the first article that may hold the title
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SURE = 0.75


class TreatyText:
    """The reader of these texts."""

    name = "treaty-text"
    title = "Treaty texts split by article (Markdown): checks the articles cited here"

    def files(self, path: Path) -> list[Path]:
        """The Markdown files under `path`; FormatError if there is none."""
        return files_under(path, lambda p: p.suffix == ".md" and p.stem.lower() != "readme", WHAT)

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        """One item for each article cited here that the text lacks, or one that the text has them all."""
        text = _read(file)
        instrument = _instrument(text.titles)
        if instrument is None:
            yield Passed(file.name, NOT_HELD)
            return
        place = f"{file.name} ({instrument.code})"
        lacking = [article for article in _cited(instrument) if article not in text.articles]
        for article in lacking:
            reason = f"the text has no article {article}, which {instrument.code} cites"
            yield Refused(place, reason, f"articles {_series(text.articles)}"[:200])
        if not lacking:
            yield Passed(place, "the text has every article cited here")


@dataclass
class _Text:
    """What the headings of a text tell: its titles, and the numbers of its articles in the order of the text."""

    titles: list[str] = field(default_factory=list)
    by_language: dict[str, dict[str, None]] = field(default_factory=dict)

    @property
    def articles(self) -> dict[str, None]:
        """The articles of the English text where there is one, else of the Dutch."""
        return self.by_language.get("article") or self.by_language.get("artikel") or {}


def _read(file: Path) -> _Text:
    text = _Text()
    headings = 0
    for line in TextFile(file):
        if not line.text.startswith("##"):
            continue
        headings += 1
        heading = line.text.lstrip("#").strip()[:_LONGEST_HEADING]
        article = _ARTICLE.match(heading)
        if article:
            number = _number(article["number"]) + (article["extra"] or "").lower()
            text.by_language.setdefault(article["language"].lower(), {})[number] = None
        elif not text.by_language and len(text.titles) < _TITLES:
            text.titles.append(heading)
    if not headings:
        not_of_format(file.name, WHAT)
    return text


def _number(text: str) -> str:
    """Digits as they are, Roman numbers in digits."""
    if text.isdigit():
        return str(int(text))
    values = [_ROMAN[c] for c in text.upper()]
    return str(sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)))


def _instrument(titles: list[str]) -> Instrument | None:
    """The instrument whose title is one of these, the closest where several come near (a protocol and its parent)."""
    near = [(_closeness(title, i.title), i) for title in titles for i in INSTRUMENTS if same_title(title, i.title)]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _SURE else None


def _closeness(one: str, other: str) -> float:
    a, b = set(fold(one).split()), set(fold(other).split())
    return len(a & b) / len(a | b) if a | b else 0.0


def _cited(instrument: Instrument) -> dict[str, None]:
    """The numbers of the articles the instrument cites as its own, each once."""
    codes = [
        *(article.code for article in instrument.articles),
        *(code for found in (*instrument.matters.values(), *instrument.measures.values()) for code in found),
        *(code for name in type(instrument.clauses).__slots__ if (code := getattr(instrument.clauses, name))),
        instrument.entry.provision,
        *([instrument.denunciation.provision] if instrument.denunciation.provision else []),
    ]
    provisions = [Provision.parse(code) for code in codes]
    return {p.article: None for p in provisions if p.instrument == instrument.code and p.article}


def _series(articles: dict[str, None]) -> str:
    return ", ".join(articles) or "none"
