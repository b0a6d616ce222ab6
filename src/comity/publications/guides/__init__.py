"""Guides of the Electronic Evidence Hub as books to keep: PDF and EPUB."""

from __future__ import annotations

from collections.abc import Callable

from .book import Book, Example, Names, Section, book_of
from .epub import epub
from .pdf import pdf

__all__ = ["FORMS", "Book", "Example", "Names", "Section", "book_of"]

FORMS: dict[str, tuple[str, Callable[[Book], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "epub": ("application/epub+zip", epub),
}
