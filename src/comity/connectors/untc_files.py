"""Files as the United Nations Treaty Collection is scraped into: which treaty a file is, and its lines, bounded.

A file is named after the depositary's chapter and number: `18-12-a` is XVIII-12-a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comity.law.sources import Source

from .items import FormatError

INSTRUMENTS: Mapping[str, str] = {
    "6-15": "drugs1961",
    "6-16": "drugs1971",
    "6-17": "drugs1961-p1972",
    "6-18": "drugs1961-amended",
    "6-19": "drugs1988",
    "18-5": "hostages1979",
    "18-6": "mercenaries1989",
    "18-7": "protected-persons1973",
    "18-8": "un-personnel1994",
    "18-9": "bombings1997",
    "18-11": "financing1999",
    "18-12": "untoc",
    "18-12-a": "untoc-tip",
    "18-12-b": "untoc-som",
    "18-12-c": "untoc-fa",
    "18-14": "uncac",
    "18-15": "nuclear2005",
}
AS_OF = date(2014, 7, 10)
NOT_HELD = "not an instrument held here"

_STEM = re.compile(r"\d{1,2}-\d{1,2}(?:-[a-z0-9]{1,3})*\Z")
_LONGEST_LINE = 1_000_000  # bytes; the longest declaration seen is some 15,000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file: its number from 1, its text without the end of line, and whether it had one."""

    number: int
    text: str
    ended: bool


def source_as_of(as_of: date) -> Source:
    """The Treaty Collection as it stood on a day."""
    return Source(
        code=f"untc-{as_of.isoformat()}",
        title="United Nations Treaty Collection: status of multilateral treaties deposited with the Secretary-General",
        url="https://treaties.un.org/pages/ParticipationStatus.aspx?clang=_en",
        licence="Facts only, re-expressed; the depositary's texts are not reproduced.",
        as_of=as_of,
    )


def treaty_files(path: Path, suffix: str) -> list[Path]:
    """The files under `path` named like a treaty, in the order of chapter and number; FormatError if there is none."""
    if not path.exists():
        raise FormatError(f"{path} does not exist; name a file or a folder.")
    if path.is_file():
        treaty_of(path, suffix)
        return [path]
    found = [p for p in path.rglob(f"*{suffix}") if p.is_file() and _STEM.match(p.stem)]
    if not found:
        raise FormatError(
            f"{path}: no file here is named like a treaty of the depositary; name them like 18-12{suffix}."
        )
    return sorted(found, key=lambda p: (str(p.parent), _order(p.stem)))


def treaty_of(file: Path, suffix: str) -> str:
    """The depositary's number the file's name gives (`18-12-a`); FormatError if it gives none."""
    if file.suffix.lower() != suffix or not _STEM.match(file.stem):
        raise FormatError(
            f"{file.name}: the file's name does not tell the treaty; name it by chapter and number, like 18-12{suffix}."
        )
    return file.stem


def _order(stem: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in stem.split("-"))


def lines(file: Path) -> Iterator[Line]:
    """The lines of a UTF-8 text file, one at a time; FormatError naming the line where it is not one."""
    with file.open("rb") as stream:
        number = 0
        while raw := stream.readline(_LONGEST_LINE + 1):
            number += 1
            yield _line(file, number, raw)


def _line(file: Path, number: int, raw: bytes) -> Line:
    place = f"{file.name}, line {number}"
    if len(raw) > _LONGEST_LINE:
        raise FormatError(
            f"{place}: the line is longer than {_LONGEST_LINE:,} bytes; this is not a file of this format."
        )
    if b"\0" in raw:
        raise FormatError(f"{place}: the file is not text; give the file as UTF-8 text.")
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise FormatError(f"{place}: the text is not UTF-8; save the file as UTF-8.") from None
    return Line(number, text.rstrip("\r\n"), text.endswith("\n"))
