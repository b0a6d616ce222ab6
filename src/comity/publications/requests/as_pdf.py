"""A request as PDF, set with typst: tagged, in one language or in two side by side."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext, override

from comity.law.book import TreatyBook
from comity.law.interview.document import Document

from ..typesetting import set_document
from .flat import Flat, Run, Runs, Side, marked, side
from .heads import Letterhead, set_lines

_LONG = re.compile(r"[!-~]{20,}")  # a word of Latin letters and digits that a narrow column cannot hold


def request_pdf(document: Document, book: TreatyBook, languages: tuple[str, ...], letterhead: Letterhead) -> bytes:
    """The document as PDF; the first language leads: its direction is that of the page."""
    sides = [side(document, book, language) for language in languages]
    with override(languages[0]):
        labels = {
            "page": gettext("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "draft": gettext("Draft: brackets mark what is still missing.") if document.has_gaps else "",
        }
    return set_document(
        {"letterhead": _head(letterhead, sides[0]), "labels": labels, "sides": [_texts(one) for one in sides]},
        "request.typ",
    )


def _head(letterhead: Letterhead, lead: Side) -> list[dict[str, Any]]:
    """The lines of the letterhead; numbers and addresses are kept in order inside a line of the other direction."""
    return [
        {
            "name": line.is_name,
            "rtl": line.rtl,
            "runs": [asdict(replace(run, text=marked(run, rtl=line.rtl))) for run in line.runs],
        }
        for line in set_lines(letterhead, lead.language)
    ]


def _texts(one: Side) -> dict[str, Any]:
    blocks = [asdict(_fitting(block, one.rtl)) for block in one.blocks]
    return {"language": one.language, "rtl": one.rtl, "title": one.title, "blocks": blocks}


def _fitting(block: Flat, rtl: bool) -> Flat:
    """The block with numbers kept in order and with places where a long address or number may break."""

    def fit(runs: Runs, *, alone: bool = False) -> Runs:
        return tuple(
            Run(_LONG.sub(_broken, marked(run, rtl=run.rtl if alone else rtl)), run.kind, run.rtl) for run in runs
        )

    return replace(
        block,
        label=fit(block.label),
        lines=tuple(fit(line, alone=block.kind == "words") for line in block.lines),
        head=tuple(map(fit, block.head)),
        rows=tuple(tuple(map(fit, row)) for row in block.rows),
    )


def _broken(found: re.Match[str]) -> str:
    """A long word with a place to break after every eighth character."""
    word = found[0]
    return "\u200b".join(word[n : n + 8] for n in range(0, len(word), 8))
