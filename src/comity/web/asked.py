"""What views share: the day asked about, a State or treaty named in the address, and how tables are ordered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from comity.core.asking import day
from comity.core.wording import say
from comity.law.basis.types import QuestionError
from comity.law.book import TreatyBook
from comity.law.instruments.types import Instrument
from comity.law.states import State
from comity.treaties.export import TYPES, Table, render

Row = TypeVar("Row")


def today() -> date:
    """The present day, in Coordinated Universal Time."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class AsOn:
    """The day a page is asked about, and what is wrong with what was typed (the page then shows today)."""

    day: date
    typed: str
    error: str = ""


def as_on(request: HttpRequest, book: TreatyBook) -> AsOn:
    """The day of the `on` parameter."""
    typed = request.GET.get("on", "")
    try:
        return AsOn(day(typed, today=today()), typed)
    except QuestionError as error:
        return AsOn(today(), typed, say(error.sentence, book))


def state_or_404(book: TreatyBook, code: str) -> State:
    """The State of a code in an address."""
    if code not in book.gazetteer:
        raise Http404(_("No State or territory has the code “%(code)s”.") % {"code": code})
    return book.gazetteer[code]


def instrument_or_404(book: TreatyBook, code: str) -> Instrument:
    """The instrument of a code in an address."""
    if code not in book.instruments:
        raise Http404(_("No treaty has the code “%(code)s” here.") % {"code": code})
    return book.instruments[code]


@dataclass(frozen=True, slots=True)
class Ordering:
    """How a table is ordered: the column and the direction, and a link for each column's heading."""

    column: str
    descending: bool
    links: dict[str, str]


def ordered(
    request: HttpRequest, rows: Iterable[Row], keys: dict[str, Callable[[Row], Any]], default: str
) -> tuple[list[Row], Ordering]:
    """The rows in the order of the `sort` parameter (`name` or `-name`); unknown columns fall back to the default."""
    asked = request.GET.get("sort", default)
    descending, column = asked.startswith("-"), asked.lstrip("-")
    if column not in keys:
        column, descending = default.lstrip("-"), default.startswith("-")
    found = sorted(rows, key=keys[column], reverse=descending)
    links = {}
    for name in keys:
        query = request.GET.copy()
        query["sort"] = f"-{name}" if name == column and not descending else name
        links[name] = f"?{query.urlencode()}"
    return found, Ordering(column, descending, links)


def download(table: Table, form: str, name: str) -> HttpResponse:
    """The table as a file to keep; 404 for a form that is not offered."""
    if form not in TYPES:
        raise Http404
    response = HttpResponse(render(table, form), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def table(title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], notes: Iterable[str]) -> Table:
    """A table to download, in the reader's language and direction."""
    return Table(title, tuple(columns), tuple(tuple(r) for r in rows), tuple(notes), get_language_bidi())


def source_notes(book: TreatyBook, codes: Iterable[str]) -> list[str]:
    """One line for each source: title, day, licence, address."""
    found = []
    for code in dict.fromkeys(codes):
        if source := book.sources.get(code):
            as_of = source.as_of.isoformat() if source.as_of else _("day not stated")
            found.append(
                _("Source: %(title)s. As of: %(date)s. Licence: %(licence)s %(url)s")
                % {"title": source.title, "date": as_of, "licence": source.licence, "url": source.url}
            )
    return found
