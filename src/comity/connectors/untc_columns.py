"""Columns and cells of a participation table: which acts a column lists, and the act a dated cell records.

A column is headed by its acts with their letters: `Ratification, Acceptance(A), Accession(a)`; a date without a
letter is the act that has none, so ratification here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from comity.law.actions import ActionKind

# In the depositary's order of words: the first that fits the beginning of a label decides.
_KINDS: tuple[tuple[str, ActionKind], ...] = (
    ("succession to signature", ActionKind.SIGNATURE),  # continues a signature, does not bind
    ("definitive signature", ActionKind.DEFINITIVE_SIGNATURE),
    ("ratification", ActionKind.RATIFICATION),
    ("acceptance", ActionKind.ACCEPTANCE),
    ("approval", ActionKind.APPROVAL),
    ("accession", ActionKind.ACCESSION),
    ("succession", ActionKind.SUCCESSION),
    ("formal confirmation", ActionKind.FORMAL_CONFIRMATION),
    ("participation", ActionKind.PARTICIPATION),
    ("consent to be bound", ActionKind.PARTICIPATION),
)
_LETTERED = re.compile(r"(?P<label>.*\S)\s*\((?P<letter>[A-Za-z]{1,2})\)\Z")
_BY_VIRTUE = re.compile(r"participation\b.*\bby virtue of\b", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4})(?:\s*(?P<letter>[A-Za-z]{1,2}))?"
    r"(?:\s*\[?\d{1,2}\]?)?\Z"  # a footnote mark
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class CellError(ValueError):
    """A cell that records no act; the message says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of acts: `letters` by the letter after the date, `bare` for a date without one (None: not told)."""

    title: str
    bare: ActionKind | None
    letters: Mapping[str, ActionKind] = field(default_factory=dict)

    @property
    def of_acts(self) -> bool:
        """True if the column lists acts that are recorded here."""
        return self.bare is not None or bool(self.letters)


def column(title: str) -> Column:
    """The column headed `title`; one about something else has no acts."""
    title = " ".join(title.split())
    if _BY_VIRTUE.match(title):
        # The 1961 Convention as amended: one label with commas of its own.
        return Column(title, ActionKind.PARTICIPATION)
    letters: dict[str, ActionKind] = {}
    bare: list[ActionKind] = []
    for label in title.split(","):
        lettered = _LETTERED.match(label.strip())
        kind = _kind(lettered["label"] if lettered else label)
        if kind and lettered:
            letters[lettered["letter"]] = kind
        elif kind:
            bare.append(kind)
    return Column(title, bare[0] if len(bare) == 1 else None, letters)


def _kind(label: str) -> ActionKind | None:
    label = label.strip().lower()
    if label == "signature":
        return ActionKind.SIGNATURE
    return next((kind for start, kind in _KINDS if label.startswith(start)), None)


def act(where: Column, cell: str, today: date) -> tuple[ActionKind, date]:
    """The act a cell records and its day; CellError naming the column and the value if it records none."""
    told = f"column {where.title!r}: {cell!r}"
    match = _CELL.match(cell)
    if not match:
        raise CellError(f"{told} is not a date like 24 Sep 2003, with or without a letter")
    day = _day(match, told)
    if day > today:
        raise CellError(f"{told} lies in the future")
    return _act(where, match["letter"], told), day


def day_in(text: str) -> date:
    """The day a text such as `24 Sep 2003` or `24 September 2003` gives; CellError if it gives none."""
    match = _CELL.match(" ".join(text.split()))
    if not match:
        raise CellError(f"{text[:80]!r} is not a date like 24 Sep 2003")
    return _day(match, repr(text[:80]))


def _day(match: re.Match[str], told: str) -> date:
    word = match["month"].lower()
    month = next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        raise CellError(f"{told} is not a date of the calendar") from None


def _act(where: Column, letter: str | None, told: str) -> ActionKind:
    if letter is None:
        if where.bare is None:
            raise CellError(f"{told} has no letter, and the column does not tell which act that is")
        return where.bare
    if letter not in where.letters:
        known = ", ".join(where.letters) or "none"
        raise CellError(f"{told} has the letter {letter!r}, which the column does not explain (it explains: {known})")
    return where.letters[letter]
