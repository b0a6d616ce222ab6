"""Searching the catalogue: the page, suggestions, the feed and the downloads of any query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.catalogue.interfaces import entries
from comity.core.wording import language
from comity.law.book import TreatyBook
from comity.publications.records import FORMS, items, written
from comity.search.finding import (
    DEEPEST,
    Asked,
    AskedWrongly,
    NoIndex,
    QueryTooLong,
    Results,
    check,
    find,
    worth_counting,
)
from comity.search.port import Order
from comity.search.suggesting import Suggestion, suggestions
from comity.treaties.interfaces import book as treaty_book
from comity.vocabulary.interfaces import thesaurus

from ..feed import Feed
from ..naming import SCHEMES, address_of, code_name, facet_name, path_of

PARAMETERS = ("q", "since", "until", "sort", "page", "size")
SHOWN, MORE = 8, 16  # codes of a facet shown before “more”, and in all
_OF_ONE_KIND = {"case", "strategy", "publication", "provider"}  # databases that hold one kind say it already
EXPORTED = 1_000  # records of a query that can be taken along at once


@dataclass(frozen=True, slots=True)
class Choice:
    """A code of a facet as a link that adds it to the query or takes it away."""

    code: str
    name: str
    count: int
    chosen: bool
    address: str


def read(given: QueryDict, asked_in: str) -> Asked:
    """The question of an address's parameters; raises AskedWrongly for a name or value that does not exist."""
    filters: dict[str, tuple[str, ...]] = {}
    for name in given:
        if name in SCHEMES:
            filters[name] = tuple(dict.fromkeys(code for code in given.getlist(name) if code))[:50]
        elif name not in PARAMETERS:
            raise AskedWrongly("filter", name, (*PARAMETERS, *SCHEMES))
    sort = given.get("sort") or Order.RELEVANCE.value
    if sort not in {order.value for order in Order}:
        raise AskedWrongly("sort", sort, tuple(order.value for order in Order))
    asked = Asked(
        given.get("q", "").strip(),
        asked_in,
        {name: codes for name, codes in filters.items() if codes},
        _day("since", given.get("since", "")),
        _day("until", given.get("until", "")),
        Order(sort),
        _number("page", given.get("page") or "1"),
        _number("size", given.get("size") or "20"),
    )
    check(asked)
    return asked


def address(asked: Asked, view: str = "search", **changes: Any) -> str:
    """The address of a question, which anyone can share."""
    asked = replace(asked, **changes)
    pairs: list[tuple[str, str]] = [("q", asked.text)] if asked.text else []
    pairs += [(name, code) for name, codes in sorted(asked.filters.items()) for code in codes]
    pairs += [(n, d.isoformat()) for n, d in (("since", asked.since), ("until", asked.until)) if d]
    if asked.order is not Order.RELEVANCE:
        pairs.append(("sort", asked.order.value))
    if asked.size != 20:
        pairs.append(("size", str(asked.size)))
    if asked.page != 1:
        pairs.append(("page", str(asked.page)))
    path = reverse(view)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def search(request: HttpRequest) -> HttpResponse:
    """One box over everything, with filters whose counts are right."""
    book = treaty_book()
    try:
        asked = read(request.GET, language())
        results = find(asked, facets=worth_counting(asked))
    except (AskedWrongly, QueryTooLong) as error:
        context = {"book": book, "problem": explained(error), "words": request.GET.get("q", "")[:1000]}
        return render(request, "web/search.html", context, status=400)
    except NoIndex:
        context = {"book": book, "problem": _("The index is being built; come back in a moment."), "words": ""}
        return render(request, "web/search.html", context, status=503)
    context = {
        "book": book,
        "asked": asked,
        "words": asked.text,
        "results": results,
        "facets": facets(results, book),
        "chosen": chosen(asked, book),
        "pages": _pages(results),
        "orders": [(name, label, address(asked, order=name, page=1)) for name, label in _orders()],
        "feed": address(asked, "search-feed", page=1),
        "alert": address(asked, "alert-ask", page=1),
        "related": related(asked),
        "downloads": [(form, _download(asked, form)) for form in FORMS],
        "deepest": DEEPEST,
        "exported": EXPORTED,
        "spelling_address": address(replace(asked, text=results.spelling, page=1)) if results.spelling else "",
        "clear": address(Asked(asked.text, asked.language)),
        "first": (asked.page - 1) * asked.size + 1,
        "last": (asked.page - 1) * asked.size + len(results.hits),
    }
    return render(request, "web/search.html", context)


def suggest(request: HttpRequest) -> HttpResponse:
    """What the words typed so far may become: terms, States, laws, as plain links."""
    typed = request.GET.get("q", "").strip()[:100]
    found = suggestions(typed, language(), thesaurus()) if len(typed) > 1 else []
    linked = [(each, _suggested(each)) for each in found]
    return render(request, "web/parts/suggestions.html", {"suggestions": linked, "typed": typed})


def feed(request: HttpRequest) -> HttpResponse:
    """What was last added of what any query finds, as an Atom feed."""
    try:
        asked = replace(read(request.GET, language()), order=Order.ADDED, page=1)
        results = find(asked, facets=())
    except (AskedWrongly, QueryTooLong) as error:
        return HttpResponse(explained(error), status=400, content_type="text/plain; charset=utf-8")
    except NoIndex:
        return HttpResponse(_("The index is being built; come back in a moment."), status=503)
    atom = Feed(
        title=_("Comity: %(query)s") % {"query": asked.text or _("all records")},
        link=request.build_absolute_uri(address(asked)),
        feed_url=request.build_absolute_uri(),
        description="",
        language=asked.language,
    )
    held = entries([hit.key for hit in results.hits])
    for hit in results.hits:
        link = request.build_absolute_uri(address_of(hit))
        added = datetime.fromisoformat(hit.card["added"]) if hit.card["added"] else None
        title = "".join(text for text, _marked in hit.shown.title) if hit.shown else ""
        law = hit.card["law"].get(asked.language) or next(iter(hit.card["law"].values()), "")
        whole = " · ".join(part for part in (law, hit.card["section"], title) if part)
        passage = "".join(text for text, _marked in hit.shown.passage) if hit.shown else ""
        if hit.key in held or "page" in hit.card:
            atom.add_item(whole, link, passage, unique_id=f"urn:comity:{hit.key}", pubdate=added, updateddate=added)
    return HttpResponse(atom.writeString("utf-8"), content_type=Feed.content_type)


def export(request: HttpRequest, form: str) -> HttpResponse:
    """The records of a query as a file to keep."""
    if form not in FORMS:
        raise Http404
    try:
        asked = read(request.GET, language())
        keys: list[str] = []
        for page in range(1, EXPORTED // 100 + 1):
            results = find(replace(asked, page=page, size=100), facets=(), shown=False)
            keys += [hit.key for hit in results.hits]
            if page >= results.pages:
                break
    except (AskedWrongly, QueryTooLong) as error:
        return HttpResponse(explained(error), status=400, content_type="text/plain; charset=utf-8")
    except NoIndex:
        return HttpResponse(_("The index is being built; come back in a moment."), status=503)
    return download_records(request, form, keys, name="comity-search", query=asked.text)


def download_records(request: HttpRequest, form: str, keys: list[str], *, name: str, query: str = "") -> HttpResponse:
    """These records as a file to keep."""
    if form not in FORMS:
        raise Http404
    body = written(
        form,
        items(keys),
        language=language(),
        address=lambda record: request.build_absolute_uri(path_of(record)),
        query=query,
    )
    response = HttpResponse(body, content_type=FORMS[form].content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{FORMS[form].extension}"'
    return response


def explained(error: AskedWrongly | QueryTooLong) -> str:
    """What is wrong with a question, and what could be asked."""
    if isinstance(error, QueryTooLong):
        return _("The query is too long: %s") % error
    if not error.allowed:
        return _("“%(value)s” cannot be asked for as %(name)s.") % {"value": error.value[:80], "name": error.name}
    return _("“%(value)s” cannot be asked for as %(name)s; possible are: %(allowed)s.") % {
        "value": error.value[:80],
        "name": error.name,
        "allowed": ", ".join(error.allowed),
    }


def facets(results: Results, book: TreatyBook) -> list[dict[str, Any]]:
    """The filters with their counts, each code a link."""
    found = []
    for facet in SCHEMES:
        counts = dict(results.facets.get(facet, ()))
        wanted = results.asked.filters.get(facet, ())
        if facet == "provision":  # articles of instruments; a whole instrument counts all of them
            counts = {code: count for code, count in counts.items() if ":" in code or code in wanted}
        counts |= {code: 0 for code in wanted if code not in counts}
        if not counts or (facet == "kind" and set(counts) <= _OF_ONE_KIND):
            continue
        first = sorted(counts.items(), key=lambda pair: (pair[0] not in wanted, -pair[1], pair[0]))[:MORE]
        choices = [_choice(results.asked, facet, code, count, book) for code, count in first]
        choices.sort(key=lambda choice: (not choice.chosen, -choice.count, choice.name))
        found.append(
            {
                "code": facet,
                "name": facet_name(facet),
                "first": choices[:SHOWN],
                "more": choices[SHOWN:MORE],
                "open": bool(wanted) or facet in {"database", "state", "crime"},
            }
        )
    return found


def chosen(asked: Asked, book: TreatyBook) -> list[Choice]:
    """The filters in use, each with the address without it."""
    return [_choice(asked, facet, code, 0, book) for facet, codes in asked.filters.items() for code in codes]


def related(asked: Asked) -> list[tuple[Suggestion, str]]:
    """Terms of the vocabularies that the query names: plain links that also work without typing."""
    found = suggestions(asked.text, asked.language, thesaurus(), whole=True) if asked.text else []
    return [(each, _suggested(each)) for each in found[:6]]


def _choice(asked: Asked, facet: str, code: str, count: int, book: TreatyBook) -> Choice:
    held = asked.filters.get(facet, ())
    is_chosen = code in held
    codes = tuple(each for each in held if each != code) if is_chosen else (*held, code)
    filters = {**asked.filters, facet: codes}
    if not codes:
        del filters[facet]
    name = code_name(facet, code, book)
    return Choice(code, name, count, is_chosen, address(asked, filters=filters, page=1))


def _suggested(each: Suggestion) -> str:
    if each.facet:
        return f"{reverse('search')}?{urlencode({each.facet: each.code})}"
    return f"{reverse('search')}?{urlencode({'q': each.text})}"


def _download(asked: Asked, form: str) -> str:
    query = address(asked, page=1).partition("?")[2]
    return reverse("search-export", args=(form,)) + (f"?{query}" if query else "")


def _orders() -> list[tuple[Order, str]]:
    return [
        (Order.RELEVANCE, _("Relevance")),
        (Order.NEWEST, _("Newest first")),
        (Order.OLDEST, _("Oldest first")),
        (Order.ADDED, _("Last added first")),
    ]


def _pages(results: Results) -> list[tuple[int, str, bool]]:
    """(number, address, is this one) of the first, the last and the neighbouring pages; 0 stands for a gap."""
    here, last = results.asked.page, results.pages
    near = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)} - {0}) if last > 1 else []
    found: list[tuple[int, str, bool]] = []
    for number in near:
        if found and number > found[-1][0] + 1:
            found.append((0, "", False))
        found.append((number, address(results.asked, page=number), number == here))
    return found


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise AskedWrongly(name, text, ("2024-01-31",)) from error


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise AskedWrongly(name, text, ("1, 2, 3 …",))
    return int(text)
