"""Sections of laws as JSON lines, plain or gzipped: `{"id", "lang", "country", "title", "section", "text", …}`.

The part of `id` before `#` is the law. Optional: `kind`, `heading`, `path`, `date` (ISO, or DD/MM/YYYY), `status`,
`in_force_from`, `last_amended`. The form of research corpora of statutes; streamed, in memory only the laws met.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from comity.catalogue.entries import Entry, ExtractFacts, Kind, LawFacts, Provenance, SourceNote, Text

from .items import FormatError, Found, FoundItem, Refused
from .law_building import lacking, no_file

_NEEDED = ("id", "lang", "title", "section", "text")  # each a text
_LONGEST_LINE = 8 << 20  # bytes
_KINDS = {"act": "act", "regulation": "regulation", "reg": "regulation", "code": "code", "constitution": "constitution"}
_STATUSES = {
    "ساري": "in-force",
    "in_force": "in-force",
    "in-force": "in-force",
    "repealed": "repealed",
    "ملغي": "repealed",
}


class SectionsJsonl:
    """The reader."""

    name = "sections-jsonl"
    title = "Sections of laws as JSON lines (.jsonl, .jsonl.gz)"

    def files(self, path: Path) -> list[Path]:
        """The `.jsonl` and `.jsonl.gz` files under `path`."""
        found = (
            [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.name.endswith((".jsonl", ".jsonl.gz")))
        )
        if not found:
            raise no_file(path, (".jsonl", ".jsonl.gz"))
        return found

    def read(self, file: Path) -> Iterator[FoundItem]:
        """A law when its first section comes, then its sections."""
        source = file.name.split(".")[0]
        laws: dict[str, int] = {}
        numbered = _("%(name)s, line %(line)s")
        try:
            with _opened(file) as stream:
                for number, line in enumerate(_lines(stream, file), 1):
                    place = numbered % {"name": file.name, "line": number}
                    yield from _items(line, place, source, laws, first=number == 1)
        except (OSError, EOFError, gzip.BadGzipFile) as error:
            raise FormatError(
                _("%(name)s: it breaks off or is damaged (%(error)s); what came before is taken.")
                % {"name": file.name, "error": error}
            ) from error


def _opened(file: Path) -> IO[bytes]:
    with file.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return gzip.open(file, "rb") if packed else file.open("rb")  # type: ignore[return-value]


def _lines(stream: IO[bytes], file: Path) -> Iterator[bytes]:
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            raise FormatError(
                _("%(name)s: a line is longer than %(most)s MB; this is no file of sections.")
                % {"name": file.name, "most": _LONGEST_LINE >> 20}
            )
        if line.strip():
            yield line


def _items(line: bytes, place: str, source: str, laws: dict[str, int], *, first: bool) -> Iterator[FoundItem]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        if first:
            raise lacking(place, ", ".join(_NEEDED)) from error
        yield Refused(place, _("It is no JSON (%(error)s).") % {"error": error}, line[:200].decode("utf-8", "replace"))
        return
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in _NEEDED):
        if first:
            raise lacking(place, ", ".join(_NEEDED))
        reason = _("It must be an object with %(needed)s.") % {"needed": ", ".join(_NEEDED)}
        yield Refused(place, reason, str(row)[:200])
        return
    try:
        law = row["id"].partition("#")[0]
        if law not in laws:
            laws[law] = 0
            yield Found(place, _law(row, law, source))
        laws[law] += 1
        yield Found(place, _extract(row, law, source, laws[law]))
    except ValueError as error:
        yield Refused(place, str(error), row["id"][:200])


def _law(row: dict[str, Any], law: str, source: str) -> Entry:
    facts = LawFacts(
        law_kind=_KINDS.get(str(row.get("kind", "")), "other"),
        adopted_on=_day(row.get("date")),
        status=_STATUSES.get(str(row.get("status", "")), "unknown"),
    )
    return _entry(Kind.LAW, law, row, Text(row["lang"], _clean(row["title"])), facts, source)


def _extract(row: dict[str, Any], law: str, source: str, position: int) -> Entry:
    facts = ExtractFacts(
        law,
        _clean(row["section"])[:300],
        tuple(_clean(str(part)) for part in row.get("path") or ()),
        position,
        _day(row.get("in_force_from")),
        _day(row.get("last_amended")),
    )
    text = Text(row["lang"], _clean(str(row.get("heading") or "")), _clean(row["text"]))
    return _entry(Kind.EXTRACT, row["id"], row, text, facts, source)


def _entry(kind: Kind, source_id: str, row: dict[str, Any], text: Text, facts: Any, source: str) -> Entry:
    states = (row["country"],) if isinstance(row.get("country"), str) else ()
    note = SourceNote(name=source)
    return Entry(
        kind,
        source_id[:300],
        row["lang"],
        (text,),
        facts,
        states=states,
        source=note,
        provenance=Provenance.THIRD_PARTY,
    )


def _clean(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


def _day(value: Any) -> date | None:
    """A day written 2024-01-31 or 31/01/2024; None for none. Raises ValueError for what is no day."""
    if not value:
        return None
    text = str(value)
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text[:10])
