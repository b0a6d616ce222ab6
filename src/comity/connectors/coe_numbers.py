"""The Council of Europe's treaty series: its numbers, which treaties concern criminal matters, the source of facts.

The selection was made on the Treaty Office's list of 2026, whose last number is 230; later treaties are chosen by the
words of their titles.
"""

from __future__ import annotations

import re
from datetime import date

from comity.law.sources import Source

LAST_REVIEWED = 230
CRIMINAL_MATTERS = frozenset(
    {24, 30, 51, 52, 70, 73, 82, 86, 88, 90, 97, 98, 99, 101, 112, 116, 119, 130, 133, 141, 156, 167, 172, 173}
    | {182, 185, 189, 190, 191, 196, 197, 198, 201, 209, 210, 211, 212, 216, 217, 221, 222, 224, 227, 228}
)

_NUMBER = re.compile(r"0*(?P<digits>[1-9]\d{0,2})(?P<letter>[A-Z]?)\Z")
_TITLE = re.compile(
    r"\bcrim|\bextradition\b|\bsentenced\b|\boffen[cd]|\bterroris|\blaundering\b|\btrafficking\b|\bcorruption\b"
    r"|\bcyber|\billicit traffic\b|\bmutual assistance in criminal\b",
    re.IGNORECASE,
)


def code_of(number: str) -> str | None:
    """The instrument code of a treaty number (`ets24` for `024`, `ets61a` for `061A`), None if it is no number."""
    match = _NUMBER.match(number.strip().upper())
    return f"ets{match['digits']}{match['letter'].lower()}" if match else None


def of_criminal_matters(code: str, title: str = "") -> bool:
    """True if the treaty concerns criminal matters; the title decides for treaties later than the list reviewed."""
    match = re.match(r"ets(\d+)([a-z]?)\Z", code)
    if match is None or match[2]:
        return False
    number = int(match[1])
    return number in CRIMINAL_MATTERS if number <= LAST_REVIEWED else bool(_TITLE.search(title))


def source_of(known: date | None) -> Source:
    """The Treaty Office on the day up to which its record is known."""
    return Source(
        code=f"coe-{known.isoformat()}" if known else "coe-undated",
        title="Council of Europe Treaty Office: signatures, ratifications and declarations",
        url="https://www.coe.int/en/web/conventions/full-list",
        licence="Facts only, re-expressed; the depositary's texts are not reproduced.",
        as_of=known,
    )
