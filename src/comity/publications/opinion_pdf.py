"""An answer of the legal-basis procedure as PDF, in any of the six languages."""

from __future__ import annotations

from comity.law.authorities.addressing import Addressing
from comity.law.basis.types import Opinion
from comity.law.book import TreatyBook

from .opinion_text import OpinionText
from .typesetting import set_document


def pdf(opinion: Opinion, book: TreatyBook, addressing: Addressing | None = None, *, permalink: str) -> bytes:
    """The answer as a tagged PDF in the active language; `permalink` is the address it can be checked at.

    `addressing` is what the directory says of whom to write to, as the reader may see it.
    """
    return set_document(OpinionText(opinion, book, addressing).document(permalink=permalink), "opinion.typ")
