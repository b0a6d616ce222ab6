"""Requests as documents to sign and send: DOCX, PDF and JSON, in one language or two side by side."""

from __future__ import annotations

from comity.law.book import TreatyBook
from comity.law.interview.running import Interview

from .heads import Letterhead

__all__ = ["FORMS", "Letterhead", "made"]

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


def made(
    interview: Interview,
    form: str,
    *,
    book: TreatyBook,
    languages: tuple[str, ...],
    letterhead: Letterhead | None = None,
) -> bytes:
    """The document of an interview in a form of FORMS, in one of the six languages, or in two side by side.

    Raises ValueError for another form or number of languages.
    """
    if form not in FORMS or not 1 <= len(languages) <= 2:
        raise ValueError(f"a request is made as {', '.join(FORMS)} in one or two languages, not as {form}")
    head = letterhead or Letterhead()
    if form == "json":
        from .as_json import request_json

        return request_json(interview, book, languages, head)
    if form == "pdf":
        from .as_pdf import request_pdf

        return request_pdf(interview.document, book, languages, head)
    from .as_docx import request_docx

    return request_docx(interview.document, book, languages, head)
