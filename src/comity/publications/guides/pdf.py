"""A guide as PDF, set by typst."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from comity.core.wording import day

from ..typesetting import set_document
from .book import RIGHT_TO_LEFT, Book, Section


def pdf(book: Book) -> bytes:
    """The guide with contents, sections, notes and examples."""
    return set_document(
        {
            "language": book.language,
            "rtl": book.right_to_left,
            "title": book.title,
            "kind": book.kind,
            "imprint": " · ".join(filter(None, (book.publisher, book.edition, book.published_on))),
            "description": list(book.description),
            "made": day(datetime.now(UTC).date()),
            "source": book.source,
            "licence": book.licence,
            "as_of": day(book.as_of) if book.as_of else "",
            "address": book.address,
            "labels": {
                "page": _("{page} of {pages}"),
                "contents": _("Contents"),
                "note": _("Explanatory note"),
                "provisions": _("Provisions"),
                "examples": _("Examples in national law"),
                "machine": _("Machine translation"),
                "source": _("Source"),
                "licence": _("Licence"),
                "as_of": _("As of"),
            },
            "sections": [_section(section) for section in book.sections],
        },
        "guide.typ",
    )


def _section(section: Section) -> dict[str, object]:
    return {
        "depth": section.depth,
        "title": " ".join(filter(None, (section.number, section.title))),
        "language": section.language,
        "rtl": section.language in RIGHT_TO_LEFT,
        "body": list(section.body),
        "note": list(section.note),
        "machine": section.machine,
        "provisions": [text for _code, text in section.citations],
        "examples": [[example.label, example.address] for example in section.examples],
    }
