"""Pages of treaties and provisions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from comity.core.wording import instrument_name, say, state_name
from comity.insight.interfaces import parties_map
from comity.law.actions import ActionKind, TreatyAction
from comity.law.book import TreatyBook
from comity.law.instruments.types import Instrument, Scope
from comity.law.measures import Matter
from comity.law.offences import CrimeType
from comity.law.provisions import ProvisionError
from comity.law.standing import Bond
from comity.treaties.interfaces import book as treaty_book
from comity.treaties.queries import (
    Participation,
    numbers,
    provision_page,
    statements_on,
    timeline,
    treaty_status,
)

from ..asked import AsOn, as_on, download, instrument_or_404, ordered, source_notes, table, today
from ..choices import collated, folded
from ..labels import subject_label
from .directory import listed_under
from .powers import cited_in_hub
from .records import on_record

BONDS = {
    Bond.BOUND: "bound",
    Bond.NOT_BOUND: "not-bound",
    Bond.UNKNOWN: "unknown",
}


def treaties(request: HttpRequest) -> HttpResponse:
    """All treaties held, to filter by branch of cooperation and by reach."""
    book = treaty_book()
    matter, scope, subject = (request.GET.get(name, "") for name in ("matter", "scope", "subject"))
    words = folded(request.GET.get("q", "").strip())
    rows = [
        i
        for i in book.instruments.values()
        if (not matter or matter in {m.value for m in i.matters})
        and (not scope or i.scope.value == scope)
        and (not subject or subject in {c.value for c in i.crime_types})
        and (not words or words in folded(f"{instrument_name(i.code, book)} {_(i.title)} {i.reference} {i.code}"))
    ]
    shown, order = ordered(
        request,
        rows,
        {
            "name": lambda i: collated(instrument_name(i.code, book)),
            "adopted": lambda i: (i.adopted is None, i.adopted),
            "force": lambda i: (i.entry.general is None, i.entry.general),
        },
        "adopted",
    )
    context = {
        "rows": shown,
        "order": order,
        "matters": [(m.value, m.label) for m in Matter],
        "scopes": [(s.value, s.label) for s in Scope],
        "subjects": [(c.value, subject_label(c)) for c in CrimeType],
        "chosen_subject": subject,
        "chosen_matter": matter,
        "chosen_scope": scope,
        "words": request.GET.get("q", ""),
        "book": book,
    }
    return render(request, "web/treaties.html", context)


def treaty(request: HttpRequest, code: str) -> HttpResponse:
    """One treaty: who is bound on the day, what was declared, when it binds, the articles to cite."""
    book = treaty_book()
    instrument = instrument_or_404(book, code)
    on = as_on(request, book)
    every = treaty_status(book, code, on.day)
    rows, order = _status_rows(request, book, every)
    context = {
        "book": book,
        "instrument": instrument,
        "on": on,
        "rows": rows,
        "order": order,
        "numbers": numbers(every),
        "coverage": book.coverage.get(code),
        "timeline": (years := timeline(book, code)),
        "chronicle": _chronicle(book, code, years),
        "map": parties_map(book, code, on.day),
        "statements": statements_on(book, code),
        "chosen_bond": request.GET.get("standing", ""),
        "words": request.GET.get("q", ""),
    }
    return render(request, "web/treaty.html", context, status=400 if on.error else 200)


def _chronicle(
    book: TreatyBook, code: str, years: tuple[tuple[int, int, int], ...]
) -> list[tuple[int, list[TreatyAction], int]]:
    """(year, acts of consent and withdrawals in it by name of the State, States bound by its end), busy years only."""
    by_year: dict[int, list[TreatyAction]] = {}
    for (instrument, _state), acts in book.actions.items():
        for act in acts if instrument == code else ():
            if act.on and not act.territory and (act.kind.binds or act.kind is ActionKind.WITHDRAWAL):
                by_year.setdefault(act.on.year, []).append(act)
    for found in by_year.values():
        found.sort(key=lambda act: collated(state_name(act.state, book)))
    return [(year, by_year[year], bound) for year, _acts, bound in years if year in by_year]


def _status_rows(request: HttpRequest, book: TreatyBook, every: tuple[Participation, ...]) -> Any:
    bond, words = request.GET.get("standing", ""), folded(request.GET.get("q", "").strip())
    wanted = [
        row
        for row in every
        if (not bond or BONDS[row.standing.bond] == bond)
        and (not words or words in folded(f"{state_name(row.state, book)} {row.state}"))
    ]

    def day(value: Any) -> Any:
        return (value is None, value)

    return ordered(
        request,
        wanted,
        {
            "state": lambda r: collated(state_name(r.state, book)),
            "signature": lambda r: day(r.signature.on if r.signature else None),
            "consent": lambda r: day(r.consent.on if r.consent else None),
            "since": lambda r: day(r.standing.since),
        },
        "state",
    )


def treaty_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The status table as a file."""
    book = treaty_book()
    instrument = instrument_or_404(book, code)
    on = as_on(request, book)
    rows, _order = _status_rows(request, book, treaty_status(book, code, on.day))
    return download(_status_table(book, instrument, on, rows), form, f"comity-{code}-{on.day.isoformat()}")


def _status_table(book: TreatyBook, instrument: Instrument, on: AsOn, rows: list[Participation]) -> Any:
    columns = [
        ("code", _("Code")),
        ("state", _("State")),
        ("signature", _("Signature")),
        ("act", _("Act")),
        ("deposit", _("Deposit")),
        ("standing", _("Standing on %(date)s") % {"date": on.day.isoformat()}),
        ("since", _("Bound since")),
        ("reason", _("Reason")),
    ]
    labels = {Bond.BOUND: _("bound"), Bond.NOT_BOUND: _("not bound"), Bond.UNKNOWN: _("unknown")}
    found = [
        (
            r.state,
            state_name(r.state, book),
            r.signature.on.isoformat() if r.signature and r.signature.on else "",
            _(r.consent.kind.label) if r.consent else "",
            r.consent.on.isoformat() if r.consent and r.consent.on else "",
            labels[r.standing.bond],
            r.standing.since.isoformat() if r.standing.since else "",
            say(r.standing.reason, book),
        )
        for r in rows
    ]
    codes = {a.source for r in rows for a in (r.signature, r.consent) if a}
    return table(instrument_name(instrument.code, book), columns, found, source_notes(book, sorted(codes)))


def provision(request: HttpRequest, code: str) -> HttpResponse:
    """One provision: what it is part of, what rests on it, who said what about it."""
    book = treaty_book()
    try:
        page = provision_page(book, code)
    except ProvisionError as error:
        raise Http404(str(error)) from error
    if page is None:
        raise Http404(_("No treaty has the code “%(code)s” here.") % {"code": code})
    context = {
        "book": book,
        "page": page,
        "instrument": page.instrument,
        "catalogue": on_record(page.provision.code, book),
        "hub": cited_in_hub(page.provision.code),
        "authorities": listed_under(page.provision.code, today(), book),
    }
    return render(request, "web/provision.html", context)
