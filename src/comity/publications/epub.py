"""A book as EPUB 3: one file for each top section, navigation with landmarks, languages and directions marked.

Packed by EbookLib; the pages are written here, letter by letter escaped, because its own parser would rewrite them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC
from html import escape
from importlib.resources import files

from ebooklib import epub as ebooklib

from .book import Block, Book, Facts, Items, Line, Notice, Paragraph, Section, Span, is_rtl, plain, runs_rtl, walk

Progress = Callable[[str, int], None]
_STYLE = "book.css"
_COVER, _NAVIGATION = "cover.xhtml", "contents.xhtml"
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "index")


def epub(book: Book, *, progress: Progress = lambda what, done: None) -> bytes:
    """The book as one EPUB file; `progress` is told the running head and how many sections are written."""
    return _Writing(book, progress).packed()


class _Page(ebooklib.EpubHtml):  # type: ignore[misc]
    """A page that is already written."""

    def __init__(self, name: str, title: str, text: str, *, properties: tuple[str, ...] = ()) -> None:
        super().__init__(uid=name.replace(".", "-"), file_name=name, title=title)
        self._written, self.properties = text.encode(), list(properties)

    def get_content(self, default: object = None) -> bytes:
        return self._written


class _Writing:
    def __init__(self, book: Book, progress: Progress) -> None:
        self.book, self.progress = book, progress
        self._files = {
            below.anchor: _file(top) for top in book.sections for _depth, below in walk((top,))
        }  # in which file an anchor stands

    def packed(self) -> bytes:
        """The package."""
        book = self.book
        package = ebooklib.EpubBook()
        self._describe(package)
        style = files("comity.publications").joinpath("templates/publications/book.css").read_text(encoding="utf-8")
        package.add_item(ebooklib.EpubItem("style", _STYLE, "text/css", style.encode()))
        pages = [_Page(_COVER, book.words.cover, self._cover())]
        pages.append(_Page(_NAVIGATION, book.words.contents, self._navigation(), properties=("nav",)))
        for number, section in enumerate(book.sections):
            self.progress(section.running or plain(section.title), number)
            pages.append(_Page(_file(section), plain(section.title), self._document(section)))
        for page in pages:
            package.add_item(page)
        package.spine = pages
        package.toc = [ebooklib.Link(_file(s), plain(s.title), _file(s).replace(".", "-")) for s in book.sections]
        package.add_item(ebooklib.EpubNcx())  # for reading systems of the second version
        out = io.BytesIO()
        options = {"mtime": book.made.astimezone(UTC), "raise_exceptions": True}
        ebooklib.write_epub(out, package, options)
        return out.getvalue()

    def _describe(self, package: ebooklib.EpubBook) -> None:
        book = self.book
        package.set_identifier(book.identifier)
        package.set_title(f"{book.title}, {book.subtitle}")
        package.set_language(book.language)
        package.direction = "rtl" if book.rtl else "ltr"
        package.add_metadata("DC", "publisher", book.publisher)
        package.add_metadata("DC", "date", book.made.date().isoformat())
        for name, text in (("description", book.description), ("rights", book.rights)):
            if text:
                package.add_metadata("DC", name, text)
        for name, value in (
            ("accessMode", "textual"),
            ("accessModeSufficient", "textual"),
            *(("accessibilityFeature", feature) for feature in _FEATURES),
            ("accessibilityHazard", "none"),
            ("accessibilitySummary", book.words.accessibility),
        ):
            package.add_metadata(None, "meta", value, {"property": f"schema:{name}"})

    # -- pages ---------------------------------------------------------------------------------------------------

    def _frame(self, title: str, body: str, *, kind: str = "", landmark: str = "") -> str:
        book = self.book
        direction = "rtl" if book.rtl else "ltr"
        attributes = f' epub:type="{kind}"' if kind else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            f' lang="{book.language}" xml:lang="{book.language}" dir="{direction}">\n'
            f'<head><meta charset="utf-8"/><title>{escape(title)}</title>'
            f'<link rel="stylesheet" type="text/css" href="{_STYLE}"/></head>\n'
            f"<body{attributes}>\n{body}\n</body>\n</html>\n"
        )

    def _cover(self) -> str:
        book = self.book
        lines = "".join(f"<p>{self._line(each, _COVER)}</p>" for each in book.cover)
        warning = self._notice(book.warning) if book.warning else ""
        body = (
            f'<section class="cover" epub:type="titlepage"><p class="publisher" dir="ltr">{escape(book.publisher)}</p>'
            f"<h1>{escape(book.title)}</h1><p>{escape(book.subtitle)}</p>{lines}{warning}"
            f'<p class="aside">{escape(book.description)}</p></section>'
        )
        return self._frame(book.title, body, kind="frontmatter")

    def _navigation(self) -> str:
        words = self.book.words
        rows = "".join(self._entry(section) for section in self.book.sections)
        first = self.book.sections[0] if self.book.sections else None
        marks = [("titlepage", _COVER, words.cover), ("toc", f"{_NAVIGATION}#toc", words.contents)]
        if first is not None:
            marks.append(("bodymatter", _file(first), plain(first.title)))
        landmarks = "".join(
            f'<li><a epub:type="{kind}" href="{where}">{escape(name)}</a></li>' for kind, where, name in marks
        )
        body = (
            f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>{escape(words.contents)}</h1><ol>{rows}</ol></nav>\n'
            f'<nav epub:type="landmarks" hidden="hidden"><ol>{landmarks}</ol></nav>'
        )
        return self._frame(words.contents, body, kind="frontmatter")

    def _entry(self, section: Section) -> str:
        below = "".join(
            f'<li><a href="{_file(section)}#{each.anchor}">{self._words(each.title)}</a></li>'
            for each in section.sections
        )
        nested = f"<ol>{below}</ol>" if below else ""
        return f'<li><a href="{_file(section)}">{self._words(section.title)}</a>{nested}</li>'

    def _document(self, section: Section) -> str:
        warning = section.warning or self.book.warning
        stated = any(isinstance(block, Notice) for block in section.blocks)
        head = self._notice(warning) if warning and not stated else ""
        return self._frame(plain(section.title), self._section(section, 1, _file(section), head), kind="bodymatter")

    def _section(self, section: Section, level: int, place: str, head: str = "") -> str:
        step = min(level, 6)
        parts = [f'<section id="{section.anchor}">', f"<h{step}>{self._line(section.title, place)}</h{step}>", head]
        parts += [self._block(block, level + 1, place) for block in section.blocks]
        parts += [self._section(each, level + 1, place) for each in section.sections]
        return "\n".join((*filter(None, parts), "</section>"))

    def _block(self, block: Block, level: int, place: str) -> str:
        match block:
            case Paragraph(words, small):
                start = '<p class="aside">' if small else "<p>"
                return f"{start}{self._line(words, place)}</p>"
            case Notice(text):
                return self._notice(text)
            case Items(lines):
                return "<ul>" + "".join(f"<li>{self._line(each, place)}</li>" for each in lines) + "</ul>"
            case Facts():
                return "".join(self._facts(block, level, place))

    def _facts(self, facts: Facts, level: int, place: str) -> Iterator[str]:
        step = min(level, 6)
        if facts.title:
            yield f"<h{step}>{escape(facts.title)}</h{step}>"
        yield "<dl>"
        for row in facts.rows:
            yield f"<dt>{escape(row.label)}</dt>"
            for each in row.lines:
                yield f"<dd>{self._line(each, place)}</dd>"
        yield "</dl>"

    @staticmethod
    def _notice(text: str) -> str:
        return f'<p class="notice">{escape(text)}</p>'

    # -- words ---------------------------------------------------------------------------------------------------

    def _line(self, words: Line, place: str) -> str:
        return "".join(self._span(each, place) for each in words)

    def _words(self, words: Line) -> str:
        """A line without its links: for what stands in a link already."""
        return "".join(self._span(Span(each.text, each.language), "") for each in words)

    def _span(self, span: Span, place: str) -> str:
        text = escape(span.text)
        marks = ""
        if span.language:
            marks = f' lang="{span.language}" xml:lang="{span.language}"'
            turned = is_rtl(span.language) or runs_rtl(span.text)
            if turned != self.book.rtl:
                marks += f' dir="{"rtl" if turned else "ltr"}"'
        elif span.verbatim and self.book.rtl:
            marks = ' dir="ltr"'
        if marks:
            tag = "bdi" if "dir=" in marks else "span"
            text = f"<{tag}{marks}>{text}</{tag}>"
        if span.strong:
            text = f"<strong>{text}</strong>"
        if span.link:
            where = self._where(span.link, place)
            return f'<a href="{escape(where)}">{text}</a>' if where else text
        return text

    def _where(self, link: str, place: str) -> str:
        """The address of a link from a file of the book; empty if it leads to nothing."""
        if not link.startswith("#"):
            return link
        target = self._files.get(link[1:])
        if target is None:
            return ""
        return link if target == place else f"{target}{link}"


def _file(section: Section) -> str:
    return f"{section.anchor}.xhtml"
