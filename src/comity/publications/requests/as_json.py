"""A request as JSON: the document in its languages, the answers it was made from, and the points that are open."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.utils.translation import override

from comity.core.wording import citation, say
from comity.law.book import TreatyBook
from comity.law.interview.points import Point
from comity.law.interview.running import Interview

from .answers import answers_of
from .flat import Side, side
from .heads import Letterhead, set_lines


def request_json(interview: Interview, book: TreatyBook, languages: tuple[str, ...], letterhead: Letterhead) -> bytes:
    """The request as UTF-8 JSON; `points` are said in the first language."""
    document = interview.document
    with override(languages[0]):
        points = [point_json(point, book) for point in interview.points]
    data = {
        "comity_request": 1,
        **answers_of(interview),
        "languages": list(languages),
        "letterhead": ["".join(run.text for run in line.runs) for line in set_lines(letterhead, languages[0])],
        "documents": [_side(side(document, book, language)) for language in languages],
        "points": points,
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def point_json(point: Point, book: TreatyBook) -> dict[str, Any]:
    """One point with its reason, its source and the way out, in the active language."""
    reference = point.reference
    source = reference.source or book.sources.get(reference.record)
    return {
        "state": point.state.value,
        "check": point.check,
        "section": point.section,
        "question": point.question,
        "row": point.row,
        "field": point.field,
        "reason": say(point.reason, book),
        "way_out": say(point.way_out, book) if point.way_out else "",
        "provision": reference.provision,
        "citation": citation(reference.provision, book) if reference.provision else "",
        "source": {"title": source.title, "url": source.url, "licence": source.licence} if source else None,
        "trust": reference.trusted.trust.value if reference.trusted else "",
        "trust_rests_on": reference.trusted.day.isoformat() if reference.trusted and reference.trusted.day else "",
    }


def _side(side: Side) -> dict[str, Any]:
    return {"language": side.language, "rtl": side.rtl, "title": side.title, "blocks": [asdict(b) for b in side.blocks]}
