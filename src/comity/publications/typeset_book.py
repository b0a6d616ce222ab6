"""A book as PDF, set by typst: tagged (PDF/UA-1), with bookmarks, page numbers, links and running heads."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from .book import Block, Book, Facts, Items, Line, Notice, Paragraph, Section, Span, is_rtl, runs_rtl
from .typesetting import font_files, set_document

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"  # isolates: what is between does not turn the line around it
_GAP = "[…]"

# Fonts for the scripts of names, beside those of the six languages; all under the SIL Open Font License.
_FONT_PACKAGES = (
    "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_khmer",
    "fontpkg_noto_sans_thai",
    "pylopdf_fonts_he",
    "pylopdf_fonts_ko",
)

Progress = Callable[[str, int], None]


def pdf(book: Book, *, progress: Progress = lambda what, done: None) -> bytes:
    """The book as one PDF. Letters that no font has are shown as […], and the book says so."""
    setting = _Setting(book)
    progress("typst", 0)
    return set_document(setting.data(), "book.typ", more_fonts=_FONT_PACKAGES)


@cache
def _covered() -> frozenset[str]:
    """The letters the fonts have between them."""
    found: set[int] = set()
    for path in font_files(_FONT_PACKAGES):
        with TTFont(path, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(map(chr, found))


class _Setting:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.unprintable = False
        self._letters = _covered()

    def data(self) -> dict[str, Any]:
        book = self.book
        data = {
            "language": book.language,
            "rtl": book.rtl,
            "title": self._text(book.title),
            "subtitle": self._text(book.subtitle),
            "publisher": book.publisher,
            "description": self._text(book.description),
            "footer": self._text(book.footer),
            "warning": self._text(book.warning),
            "cover": [self._line(each) for each in book.cover],
            "words": dataclasses.asdict(book.words),
            "sections": [self._section(each) for each in book.sections],
        }
        return data | {"unprintable": self.unprintable}

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "anchor": section.anchor,
            "title": self._line(section.title),
            "listed": section.listed,
            "running": self._text(section.running),
            "warning": self._text(section.warning),
            "blocks": [self._block(each) for each in section.blocks],
            "sections": [self._section(each) for each in section.sections],
        }

    def _block(self, block: Block) -> list[Any]:
        match block:
            case Paragraph(words, small):
                return ["s" if small else "p", self._line(words)]
            case Notice(text):
                return ["n", self._text(text)]
            case Items(lines):
                return ["i", [self._line(each) for each in lines]]
            case Facts(rows, title):
                told = [[self._text(row.label), [self._line(each) for each in row.lines]] for row in rows]
                return ["f", self._text(title), told]

    def _line(self, words: Line) -> Any:
        spans = [self._span(each) for each in words]
        return spans[0] if len(spans) == 1 and isinstance(spans[0], str) else spans

    def _span(self, span: Span) -> Any:
        text = self._text(span.text)
        if span.verbatim and self.book.rtl:
            text = f"{LRI}{text}{PDI}"
        elif span.language and (is_rtl(span.language) or runs_rtl(text)) != self.book.rtl:
            text = f"{FSI}{text}{PDI}"
        marks: dict[str, str | int] = {}
        if span.language:
            marks["l"] = span.language.split("-", 1)[0].lower()
        if span.strong:
            marks["s"] = 1
        if span.link:
            marks["h"] = span.link
            if span.link.startswith("#"):
                marks["p"] = 1
        return {"t": text, **marks} if marks else text

    def _text(self, text: str) -> str:
        """The text with a sign for each run of letters that no font has."""
        if self._letters.issuperset(text):
            return text
        kept: list[str] = []
        for letter in text:
            if letter in self._letters or letter in (FSI, PDI, LRI):
                kept.append(letter)
            elif not kept or kept[-1] != _GAP:
                self.unprintable = True
                kept.append(_GAP)
        return "".join(kept)
