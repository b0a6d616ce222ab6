"""The controlled vocabularies: their terms in six languages, and as SKOS."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from comity.core.wording import language
from comity.treaties.interfaces import book as treaty_book
from comity.vocabulary.bundled import scheme_names
from comity.vocabulary.interfaces import thesaurus
from comity.vocabulary.schemes import SCHEMES
from comity.vocabulary.skos import FORMS, written

from ..naming import SCHEMES as FACETS


def vocabularies(request: HttpRequest) -> HttpResponse:
    """The list of vocabularies."""
    known, names = thesaurus(), scheme_names()
    rows = [(code, names[code][language()], len(known.scheme(code))) for code in SCHEMES]
    return render(request, "web/vocabularies.html", {"book": treaty_book(), "rows": rows})


def vocabulary(request: HttpRequest, scheme: str) -> HttpResponse:
    """One vocabulary: each term with its definition, its other words and its label in the other languages."""
    if scheme not in SCHEMES:
        raise Http404
    known = thesaurus()
    depth = {c.code: len(known.ancestors(scheme, c.code)) for c in known.scheme(scheme)}
    rows = [
        (
            concept,
            concept.label(language()),
            concept.definitions.get(language(), ""),
            concept.alternatives.get(language(), ()),
            [(code, label) for code, label in concept.labels.items() if code != language()],
            depth[concept.code],
        )
        for concept in known.scheme(scheme)
    ]
    context = {
        "book": treaty_book(),
        "scheme": scheme,
        "name": scheme_names()[scheme][language()],
        "rows": rows,
        "revision": known.revision,
        "facet": next((facet for facet, held in FACETS.items() if held == scheme), ""),
        "forms": [(form, reverse("vocabulary-skos", args=(scheme, form))) for form in FORMS],
    }
    return render(request, "web/vocabulary.html", context)


def skos(request: HttpRequest, scheme: str, form: str) -> HttpResponse:
    """A vocabulary as SKOS."""
    if scheme not in SCHEMES or form not in FORMS:
        raise Http404
    body = written(
        thesaurus(), scheme, form, lambda code: request.build_absolute_uri(reverse("vocabulary", args=(code,)))
    )
    response = HttpResponse(body, content_type=FORMS[form][1])
    response["Content-Disposition"] = f'attachment; filename="comity-{scheme}.{form}"'
    return response
