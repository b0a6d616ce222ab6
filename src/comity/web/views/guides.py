"""Guides, model laws, training material and frameworks: the list, one guide, and one as a book to keep."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.catalogue.entries import ExtractFacts
from comity.catalogue.interfaces import entries, keys_named
from comity.core.wording import language
from comity.evidence.domain.shaping import guide_of
from comity.evidence.entries import GuideEntry
from comity.evidence.models import Guide, GuideKind
from comity.evidence.queries import guide as guide_row
from comity.evidence.queries import guides as guide_rows
from comity.publications.guides import FORMS, Book, Example, Names, book_of
from comity.treaties.interfaces import book as treaty_book

from .. import provider_words
from ..asked import today
from ..naming import provision_name

_KEY = 12  # characters of a record's key at most; a number has a hyphen


def guides(request: HttpRequest) -> HttpResponse:
    """The list, by kind."""
    found = [(row, guide_of(row)) for row in guide_rows()]
    kinds = [
        (label, [(entry, entry.text(language()), len(entry.parts)) for row, entry in found if row.kind == kind])
        for kind, label in GuideKind.choices
    ]
    context = {"book": treaty_book(), "kinds": [(label, held) for label, held in kinds if held]}
    return render(request, "web/evidence/guides.html", context)


def guide(request: HttpRequest, code: str) -> HttpResponse:
    """One guide with its parts; `text` asks for another language than the page's."""
    return shown(request, _row(code))


def shown(request: HttpRequest, row: Guide) -> HttpResponse:
    """A guide as its page shows it, published or not."""
    entry = guide_of(row)
    asked = request.GET.get("text", "")
    held = sorted({text.language for text in entry.texts} | {t.language for part in entry.parts for t in part.texts})
    made = _book(request, row, entry, asked if asked in held else language())
    context = {
        "book": treaty_book(),
        "guide": made,
        "row": row,
        "languages": [code for code in held if code != made.language],
        "files": [(form, reverse("guide-file", args=(row.code, form))) for form in FORMS],
        "citation": _citation(made),
    }
    return render(request, "web/evidence/guide.html", context)


def guide_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A guide as PDF or EPUB; 404 for another form."""
    if form not in FORMS:
        raise Http404
    row = _row(code)
    content_type, write = FORMS[form]
    asked = request.GET.get("text", "") or language()
    response = HttpResponse(write(_book(request, row, guide_of(row), asked)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="comity-{row.code}-{asked[:8]}.{form}"'
    return response


def _row(code: str) -> Guide:
    row = guide_row(code)
    if row is None:
        raise Http404(_("No guide has the code “%(code)s” here.") % {"code": code})
    return row


def _book(request: HttpRequest, row: Guide, entry: GuideEntry, asked: str) -> Book:
    book = treaty_book()
    examples = _examples(request, (key for part in entry.parts for key in part.examples))
    names = Names(lambda code: provision_name(code, book), examples.get)
    address = request.build_absolute_uri(reverse("guide", args=(row.code,)))
    return book_of(entry, asked, names=names, kind=str(GuideKind(row.kind).label), address=address)


def _examples(request: HttpRequest, named: Iterable[str]) -> dict[str, Example]:
    """The published extracts a guide names, by the key or number it names them by."""
    by_name = {name: (keys_named(name) or [name])[0] if "-" in name else name for name in set(named)}
    known = entries(by_name.values())
    found = {}
    for name, key in by_name.items():
        if (entry := known.get(key)) is None:
            continue
        section = entry.facts.section if isinstance(entry.facts, ExtractFacts) else ""
        title = entry.text(language()).title
        states = ", ".join(map(provider_words.state, entry.states))
        label = ": ".join(filter(None, (states, " · ".join(filter(None, (section, title))))))
        found[name] = Example(label, request.build_absolute_uri(reverse("record", args=(entry.key,))))
    return found


def _citation(made: Book) -> str:
    parts = (made.publisher, made.title, made.edition, made.published_on, made.address, today().isoformat())
    return ", ".join(filter(None, parts))
