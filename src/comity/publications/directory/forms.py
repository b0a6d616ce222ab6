"""The formats the e-book is made in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..book import Book
from ..epub import epub
from ..typeset_book import pdf
from ..word import docx


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its name to people, its media type, and what writes a book in it."""

    label: str
    content_type: str
    write: Callable[[Book], bytes]


FORMS = {
    "pdf": Form("PDF", "application/pdf", pdf),
    "epub": Form("EPUB", "application/epub+zip", epub),
    "docx": Form("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
}
