"""A guide as EPUB: one chapter for each outermost section, right to left where its language runs so."""

from __future__ import annotations

import io
import uuid
from collections.abc import Sequence

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from ebooklib import epub as ebook

from comity.core.wording import day

from .book import RIGHT_TO_LEFT, Book, Section

_STYLE = """
body { font-family: serif; line-height: 1.5; }
h1, h2, h3, h4, h5 { font-family: sans-serif; line-height: 1.25; }
.note { border-inline-start: 3px solid #ffcb05; padding-inline-start: .8em; }
.cited, .imprint { font-size: .875em; }
"""
_NAMESPACE = uuid.UUID("8f0a2f0e-3c57-4f1e-9b52-6c1d2e7a4b10")


def epub(book: Book) -> bytes:
    """The guide as one file; the same guide in the same language keeps its identifier."""
    made = ebook.EpubBook()
    made.set_identifier(f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{book.code} {book.language}')}")
    made.set_title(book.title)
    made.set_language(book.language)
    made.set_direction("rtl" if book.right_to_left else "ltr")
    made.add_author(book.publisher or "Comity")
    if book.licence:
        made.add_metadata("DC", "rights", book.licence)
    style = ebook.EpubItem(uid="style", file_name="style.css", media_type="text/css", content=_STYLE.encode())
    made.add_item(style)
    pages = [_page(book, "about", book.title, _about(book), style)]
    for number, sections in enumerate(_chapters(book.sections), 1):
        body = mark_safe("".join(_shown(section) for section in sections))  # each is escaped below
        pages.append(_page(book, f"chapter-{number}", _title(sections[0]), body, style))
    for page in pages:
        made.add_item(page)
    made.toc = pages
    made.add_item(ebook.EpubNcx())
    made.add_item(ebook.EpubNav(title=_("Contents"), direction="rtl" if book.right_to_left else "ltr"))
    made.spine = ["nav", *pages]
    stream = io.BytesIO()
    ebook.write_epub(stream, made, {"raise_exceptions": True})
    return stream.getvalue()


def _page(book: Book, name: str, title: str, body: SafeString, style: ebook.EpubItem) -> ebook.EpubHtml:
    page = ebook.EpubHtml(
        title=title,
        file_name=f"{name}.xhtml",
        lang=book.language,
        direction="rtl" if book.right_to_left else "ltr",
        content=str(body),
    )
    page.add_item(style)
    return page


def _chapters(sections: Sequence[Section]) -> list[list[Section]]:
    chapters: list[list[Section]] = []
    for section in sections:
        if section.depth == 1 or not chapters:
            chapters.append([])
        chapters[-1].append(section)
    return chapters


def _about(book: Book) -> SafeString:
    facts = [
        (_("Kind"), book.kind),
        (_("Publisher"), book.publisher),
        (_("Edition"), book.edition),
        (_("Published"), book.published_on),
        (_("Source"), book.source),
        (_("Licence"), book.licence),
        (_("As of"), day(book.as_of) if book.as_of else ""),
        (_("Address"), book.address),
    ]
    return format_html(
        '<h1>{}</h1>{}<dl class="imprint">{}</dl>',
        book.title,
        _paragraphs(book.description),
        format_html_join("", "<dt>{}</dt><dd>{}</dd>", (fact for fact in facts if fact[1])),
    )


def _shown(section: Section) -> SafeString:
    level = min(section.depth, 5)
    direction = "rtl" if section.language in RIGHT_TO_LEFT else "ltr"
    note = (
        format_html('<div class="note"><p><b>{}</b></p>{}</div>', _("Explanatory note"), _paragraphs(section.note))
        if section.note
        else ""
    )
    cited = "; ".join(text for _code, text in section.citations)
    examples = format_html_join(
        "", '<li><a href="{}">{}</a></li>', ((example.address, example.label) for example in section.examples)
    )
    return format_html(
        '<section id="{}" lang="{}" xml:lang="{}" dir="{}">{}{}{}{}{}</section>',
        section.anchor,
        section.language,
        section.language,
        direction,
        mark_safe(f"<h{level}>{escape(_title(section))}</h{level}>"),
        _paragraphs(section.body),
        note,
        format_html('<p class="cited">{}: {}</p>', _("Provisions"), cited) if cited else "",
        format_html("<p>{}</p><ul>{}</ul>", _("Examples in national law"), examples) if examples else "",
    )


def _title(section: Section) -> str:
    return " ".join(filter(None, (section.number, section.title)))


def _paragraphs(texts: Sequence[str]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
