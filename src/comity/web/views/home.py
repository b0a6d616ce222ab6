"""The front page and the pages about the portal itself."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.core.interviews import interviews
from comity.directory.interfaces import directory
from comity.law.actions import ActionKind
from comity.law.basis.types import Question
from comity.law.measures import Measure
from comity.law.offences import BY_CODE
from comity.search.index import generation
from comity.treaties.interfaces import book as treaty_book

from .navigator import address, form_context

# An answer to look at before asking: real States, a real day, a question the navigator was built on.
EXAMPLE = Question("NER", "ITA", Measure.MLA, date(2022, 7, 18), "trafficking-in-persons")


def home(request: HttpRequest) -> HttpResponse:
    """The question form first, then what else there is."""
    book = treaty_book()
    listed = directory().listed.values()
    found = generation()
    acts = sum(1 for rows in book.actions.values() for a in rows if a.kind is not ActionKind.SIGNATURE)
    context = {
        **form_context(request, book),
        "example": EXAMPLE,
        "example_address": address(EXAMPLE),
        "example_offence": BY_CODE[EXAMPLE.offence or ""].label,
        "numbers": {
            "instruments": len(book.instruments),
            "acts": acts,
            "statements": sum(len(s) for s in book.statements.values()),
            "states": len(book.gazetteer.party_candidates()),
            "records": found.engine.count() if found else None,
            "authorities": len(listed),
            "interviews": len(interviews(settings.HOME)),
        },
        "demonstrations": sum(each.entry.origin.demonstration for each in listed),
    }
    return render(request, "web/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """What the portal is, what it rests on and what it cannot know; every source with licence and day."""
    book = treaty_book()
    coverage = [
        (book.instruments[code], held, book.sources.get(held.source))
        for code, held in sorted(book.coverage.items())
        if code in book.instruments
    ]
    context = {"sources": sorted(book.sources.values(), key=lambda s: s.title), "coverage": coverage, "book": book}
    return render(request, "web/about.html", context)
