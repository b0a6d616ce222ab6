"""Chinese laws in Markdown: the title, the decisions that made and changed it, then parts, chapters and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from comity.catalogue.entries import LawFacts, SourceNote, Version

from .items import FormatError, FoundItem, Passed
from .law_building import Building, files_ending, read_text, split_articles

_HEADING = re.compile(r"(?P<marks>#{2,6})\s*(?P<title>.+)\Z")
_ARTICLE = re.compile(
    r"(?:\*\*)?(?P<label>第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?:\*\*)?"
    r"[\s　]*(?P<rest>.*)\Z"
    r"|(?P<item>[一二三四五六七八九十]+)、(?P<text>.*)\Z"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_END_OF_HEAD = "<!-- INFO END -->"


class ChineseMarkdown:
    """The reader."""

    name = "chinese-markdown"
    title = "Chinese laws in Markdown (.md)"

    def files(self, path: Path) -> list[Path]:
        """The `.md` files under `path`."""
        return files_ending(path, ".md")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The law, then its articles; an amendment has numbered items instead."""
        text = read_text(file)
        if text.lstrip().startswith("---") and "第一条" not in text:
            yield Passed(file.name, _("A contents page of the collection, no law."))
            return
        title = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), "")
        if not title:
            raise FormatError(
                _("%(name)s: it needs a first line like “%(example)s”.")
                % {"name": file.name, "example": "# 中华人民共和国…法"}
            )
        head, _end, body = text.partition(_END_OF_HEAD)
        if not body:
            head, body = text[:2000], text
        days = _days(head)
        source = SourceNote("Published texts of Chinese laws", "", "", days[-1] if days else None)
        building = Building(file.name, source, f"{title}{f'@{days[-1].isoformat()}' if days else ''}", "CHN", "zh")
        yield building.law(title, _facts(days))
        found = False
        lines = (_itemised(line) for line in body.split("\n"))
        for what, level, label, said in split_articles(lines, _HEADING, _LINE):
            if what == "heading":
                building.heading(level, label)
            else:
                found = True
                yield building.extract(label, said)
        if not found:
            yield building.extract(title, body)


_LINE = re.compile(r"\x02(?P<label>[^\x03]+)\x03(?P<rest>.*)\Z", re.DOTALL)


def _itemised(line: str) -> str:
    """A line that begins an article or a numbered item, marked as such."""
    found = _ARTICLE.match(line.strip())
    if found is None:
        return line
    label, rest = (found["label"], found["rest"]) if found["label"] else (found["item"], found["text"])
    return f"\x02{label}\x03{rest}"


def _days(head: str) -> list[date]:
    found = []
    for year, month, day in _DAY.findall(head):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue  # a day that is none is no day of this law
    return sorted(set(found))


def _facts(days: list[date]) -> LawFacts:
    return LawFacts(
        law_kind="act",
        adopted_on=days[0] if days else None,
        amended_on=days[-1] if len(days) > 1 else None,
        versions=tuple(Version(day) for day in days[1:]),
    )
