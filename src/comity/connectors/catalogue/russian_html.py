"""Russian codes and laws as HTML pages of the official portal, plain or gzipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import html

from comity.catalogue.entries import LawFacts, SourceNote

from .items import FormatError, FoundItem
from .law_building import Building, clean, files_ending, no_html, one_line, read_bytes, split_articles

_ARTICLE = re.compile(r"(?P<label>Статья\s+[\d]+(?:[.\-]\d+)*)\s*\.?\s*(?P<rest>.*)\Z", re.DOTALL)
_LEVELS = (("часть", 1), ("раздел", 2), ("подраздел", 3), ("глава", 4), ("§", 5))
_MONTH = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_ADOPTED = re.compile(rf"(\d{{1,2}})\s+({_MONTH})\s+(\d{{4}})")
_MONTHS = _MONTH.split("|")
_NUMBER = re.compile(r"№?\s*(\d{1,4}-ФЗ|\d{1,4}-ФКЗ)")


class RussianHtml:
    """The reader."""

    name = "russian-html"
    title = "Russian codes and laws as HTML (.html, .html.gz)"

    def files(self, path: Path) -> list[Path]:
        """The `.html` and `.html.gz` files under `path`."""
        return files_ending(path, ".html", ".html.gz", ".htm")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The law, then its articles; the heading of an article is its title."""
        lines = _lines(_decoded(read_bytes(file), file.name), file.name)
        start = next((n for n, line in enumerate(lines) if _ARTICLE.match(line)), None)
        if start is None:
            raise FormatError(
                _("%(name)s: no line begins with “%(beginning)s”; this is no law of this format.")
                % {"name": file.name, "beginning": "Статья 1"}
            )
        head = lines[:start]
        title = next((line for line in head if line.isupper() and re.search("КОДЕКС|ЗАКОН", line)), "") or next(
            iter(head), ""
        )
        if title.upper() == "ФЕДЕРАЛЬНЫЙ ЗАКОН" or not title:
            following = [line for line in head if len(line) > 15 and not line.isupper()]
            title = following[0] if following else file.name
        source = SourceNote(
            "Official Internet portal of legal information (Russian Federation)", "http://pravo.gov.ru/"
        )
        building = Building(file.name, source, file.name.split(".")[0], "RUS", "ru")
        yield building.law(title, _facts(head, title))
        for line in head:
            if level := _level(line):
                building.heading(level, line)
        for kind, _marks, label, body in split_articles(_marked(lines[start:]), _MARKED_HEADING, _ARTICLE):
            if kind == "heading":
                building.heading(_level(label) or 4, label)
                continue
            heading, _newline, rest = body.partition("\n")
            yield building.extract(label, rest.strip() or heading, heading=heading if rest.strip() else "")


_MARKED_HEADING = re.compile(r"\x02(?P<marks>)(?P<title>.+)\Z")


def _marked(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield f"\x02{line}" if _level(line) else line


def _level(line: str) -> int:
    low = line.lower()
    if len(line) < 200 and (line.isupper() or low.startswith(("раздел", "глава"))):
        return next((level for word, level in _LEVELS if low.startswith(word) or f" {word}" in low[:20]), 0)
    return 0


def _decoded(data: bytes, name: str) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4000])
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    for each in (encoding, "utf-8"):
        try:
            return clean(data.decode(each))
        except (UnicodeDecodeError, LookupError):
            continue
    raise FormatError(
        _("%(name)s: it is not in the encoding it declares (%(encoding)s); save it as UTF-8.")
        % {"name": name, "encoding": encoding}
    )


def _lines(text: str, name: str) -> list[str]:
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except Exception as error:  # lxml raises many kinds for what is no HTML
        raise no_html(name, error) from error
    blocks = root.iter("p", "h1", "h2", "h3", "h4", "td", "li")
    lines = [one_line(block.text_content()) for block in blocks if block.find(".//p") is None]
    return [line for line in lines if line]


def _facts(head: list[str], title: str) -> LawFacts:
    whole = " ".join(head)[:5000]
    adopted = _ADOPTED.search(whole)
    number = _NUMBER.search(whole)
    day = None
    if adopted:
        try:
            day = date(int(adopted[3]), _MONTHS.index(adopted[2]) + 1, int(adopted[1]))
        except ValueError:
            day = None
    kind = "code" if "КОДЕКС" in title.upper() else "act"
    return LawFacts(law_kind=kind, official_number=number[1] if number else "", adopted_on=day)
