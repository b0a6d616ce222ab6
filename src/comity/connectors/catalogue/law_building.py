"""What the readers of laws share: finding files, reading texts safely, and making entries of a law and its extracts."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from comity.catalogue.entries import Entry, ExtractFacts, Kind, LawFacts, Origin, Provenance, SourceNote, Text

from ..table_files import too_large
from .items import FormatError, Found

LARGEST = 64 << 20  # bytes of one law, unpacked
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def files_ending(path: Path, *endings: str) -> list[Path]:
    """The files under `path` with one of these endings, in a stable order; raises FormatError if there is none."""
    found = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.name.endswith(endings) and f.is_file())
    if not found:
        raise no_file(path, endings)
    return found


def no_file(path: Path, endings: Iterable[str]) -> FormatError:
    """That no file with one of these endings is there."""
    said = _("%(path)s: there is no file here that ends in %(endings)s; name another file or folder.")
    return FormatError(said % {"path": path, "endings": ", ".join(endings)})


def unreadable(name: str, error: Exception) -> FormatError:
    """That a file cannot be read at all."""
    return FormatError(_("%(name)s: it cannot be read (%(error)s).") % {"name": name, "error": error})


def no_json(name: str, error: Exception) -> FormatError:
    """That a file is no JSON."""
    return FormatError(_("%(name)s: it is no JSON (%(error)s).") % {"name": name, "error": error})


def no_html(name: str, error: Exception) -> FormatError:
    """That a file is no HTML."""
    return FormatError(_("%(name)s: it is no HTML (%(error)s).") % {"name": name, "error": error})


def lacking(name: str, needed: str) -> FormatError:
    """That a file is no object with the members its format has."""
    return FormatError(_("%(name)s: it must be an object with %(needed)s.") % {"name": name, "needed": needed})


def other_root(name: str, root: str, needed: str) -> FormatError:
    """That an XML file is of another format."""
    said = _("%(name)s: its root is <%(root)s>; this format needs %(needed)s.")
    return FormatError(said % {"name": name, "root": root, "needed": needed})


def read_bytes(file: Path) -> bytes:
    """The bytes of a file, unpacked if gzipped; raises FormatError if they are too many or damaged."""
    try:
        with file.open("rb") as stream:
            packed = stream.read(2) == b"\x1f\x8b"
        with gzip.open(file, "rb") if packed else file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise unreadable(file.name, error) from error
    if len(data) > LARGEST:
        raise too_large(file.name, LARGEST)
    return data


def read_text(file: Path) -> str:
    """The text of a UTF-8 file; raises FormatError for another encoding."""
    try:
        return clean(read_bytes(file).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(
            _("%(name)s: it is not UTF-8 (byte %(byte)s); save it as UTF-8.") % {"name": file.name, "byte": error.start}
        ) from error


def clean(text: str) -> str:
    """A text without NUL and with plain line ends."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """A text with one empty line between its paragraphs."""
    return _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", text)).strip()


@dataclass
class Building:
    """A law being read: yields it first, then its extracts in their order, each with an identity of its own."""

    file: str
    source: SourceNote
    source_id: str
    state: str
    language: str
    url: str = ""
    path: list[tuple[int, str]] = field(default_factory=list)  # (level, title) of the headings above
    _count: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    def law(self, title: str, facts: LawFacts, *, place: str = "") -> Found[Entry]:
        """The law itself."""
        text = Text(self.language, one_line(title)[:1000])
        return Found(place or self.file, self._entry(Kind.LAW, self.source_id, text, facts))

    def heading(self, level: int, title: str) -> None:
        """A part, chapter or the like begins; those of its level and below end."""
        self.path = [(held, name) for held, name in self.path if held < level]
        self.path.append((level, one_line(title)[:300]))

    def extract(
        self,
        section: str,
        body: str,
        *,
        heading: str = "",
        in_force_on: date | None = None,
        amended_on: date | None = None,
    ) -> Found[Entry]:
        """One article or section."""
        self._count += 1
        section = one_line(section)[:300]
        self._seen[section] += 1
        again = f"~{self._seen[section]}" if self._seen[section] > 1 else ""
        facts = ExtractFacts(
            self.source_id, section, tuple(name for _, name in self.path), self._count, in_force_on, amended_on
        )
        text = Text(self.language, one_line(heading), paragraphs(body), origin=Origin.OFFICIAL)
        found = self._entry(Kind.EXTRACT, f"{self.source_id}#{section}{again}"[:300], text, facts)
        return Found(f"{self.file}, {section}", found)

    def _entry(self, kind: Kind, source_id: str, text: Text, facts: LawFacts | ExtractFacts) -> Entry:
        return Entry(
            kind,
            source_id,
            self.language,
            (text,),
            facts,
            states=(self.state,) if self.state else (),
            source=self.source,
            provenance=Provenance.THIRD_PARTY,
            url=self.url,
        )


def iso_day(text: str) -> date | None:
    """A day written 2024-01-31; None for an empty text or one that is no day."""
    try:
        return date.fromisoformat(text.strip()[:10]) if text else None
    except ValueError:
        return None


def split_articles(
    lines: Iterable[str], heading: re.Pattern[str], article: re.Pattern[str]
) -> Iterator[tuple[str, int, str, str]]:
    """The lines as ("heading", level, title, "") and ("article", 0, label, text); text before the first is dropped.

    `heading` has groups `marks` (one letter for each level) and `title`; `article` has `label` and may have `rest`.
    """
    label: str | None = None
    body: list[str] = []
    for line in lines:
        if found := article.match(line):
            if label is not None:
                yield "article", 0, label, "\n".join(body)
            label, body = found["label"], [found.groupdict().get("rest") or ""]
        elif found := heading.match(line):
            if label is not None:
                yield "article", 0, label, "\n".join(body)
            label, body = None, []
            yield "heading", len(found["marks"]), found["title"], ""
        elif label is not None:
            body.append(line)
    if label is not None:
        yield "article", 0, label, "\n".join(body)
