"""Pages of States: the list, one State, two side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.core.wording import instrument_name, say, state_name
from comity.law.book import TreatyBook
from comity.law.standing import Bond
from comity.law.states import Group
from comity.treaties.interfaces import book as treaty_book
from comity.treaties.queries import Participation, compared, state_profile

from ..asked import as_on, download, ordered, source_notes, state_or_404, table
from ..choices import collated
from ..choices import states as state_choices

# Marked here, translated in `group_name`: the module is read once, the language changes with each reader.
GROUPS = {
    Group.AFRICA: gettext_noop("African States"),
    Group.ASIA_PACIFIC: gettext_noop("Asia-Pacific States"),
    Group.EASTERN_EUROPE: gettext_noop("Eastern European States"),
    Group.LATIN_AMERICA: gettext_noop("Latin American and Caribbean States"),
    Group.WESTERN_EUROPE: gettext_noop("Western European and other States"),
}


def group_name(group: Group) -> str:
    """A regional group in the active language; empty for none."""
    return _(GROUPS[group]) if group in GROUPS else ""


def states(request: HttpRequest) -> HttpResponse:
    """All States, with how many of the treaties held here bind each."""
    book = treaty_book()
    on = as_on(request, book)
    group, words = request.GET.get("group", ""), collated(request.GET.get("q", "").strip())
    rows = [
        (state, sum(r.standing.bond is Bond.BOUND for r in state_profile(book, state.code, on.day)))
        for state in book.gazetteer.party_candidates()
        if (not group or state.group.value == group)
        and (not words or words in collated(" ".join((*state.names.values(), *state.aliases, state.code))))
    ]
    shown, order = ordered(
        request,
        rows,
        {"name": lambda row: collated(state_name(row[0].code, book)), "bound": lambda row: row[1]},
        "name",
    )
    context = {
        "book": book,
        "rows": [(state, group_name(state.group), bound) for state, bound in shown],
        "order": order,
        "on": on,
        "groups": [(g.value, group_name(g)) for g in GROUPS],
        "chosen_group": group,
        "words": request.GET.get("q", ""),
    }
    return render(request, "web/states.html", context, status=400 if on.error else 200)


def state(request: HttpRequest, code: str) -> HttpResponse:
    """One State: what it is bound by on the day, what it has only signed, what it declared."""
    book = treaty_book()
    found = state_or_404(book, code)
    on = as_on(request, book)
    rows = state_profile(book, code, on.day)
    context = {
        "book": book,
        "state": found,
        "group": group_name(found.group),
        "on": on,
        "bound": [r for r in rows if r.standing.bond is Bond.BOUND],
        "signed": [r for r in rows if r.standing.bond is not Bond.BOUND and r.standing.signed],
        "others": [r for r in rows if r.standing.bond is not Bond.BOUND and not r.standing.signed],
        "declared": [r for r in rows if r.statements],
        "territories": book.gazetteer.territories_of(code),
        "state_choices": state_choices(book),
    }
    return render(request, "web/state.html", context, status=400 if on.error else 200)


def state_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A State's treaties as a file."""
    book = treaty_book()
    found = state_or_404(book, code)
    on = as_on(request, book)
    rows = state_profile(book, code, on.day)
    name = f"comity-{code}-{on.day.isoformat()}"
    return download(_profile_table(book, state_name(found.code, book), rows), form, name)


def _profile_table(book: TreatyBook, title: str, rows: tuple[Participation, ...]) -> Any:
    labels = {Bond.BOUND: _("bound"), Bond.NOT_BOUND: _("not bound"), Bond.UNKNOWN: _("unknown")}
    columns = [
        ("code", _("Code")),
        ("treaty", _("Treaty")),
        ("reference", _("Reference")),
        ("standing", _("Standing")),
        ("since", _("Bound since")),
        ("reason", _("Reason")),
        ("declarations", _("Declarations")),
    ]
    found = [
        (
            r.instrument,
            instrument_name(r.instrument, book),
            book.instruments[r.instrument].reference,
            labels[r.standing.bond],
            r.standing.since.isoformat() if r.standing.since else "",
            say(r.standing.reason, book),
            " ".join(f"{s.provision}: {_(s.summary)}" for s in r.statements),
        )
        for r in rows
    ]
    codes = {a.source for r in rows for a in (r.signature, r.consent) if a} | {
        s.source for r in rows for s in r.statements
    }
    return table(title, columns, found, source_notes(book, sorted(codes)))


def compare(request: HttpRequest, a: str = "", b: str = "") -> HttpResponse:
    """Two States side by side under every treaty that could bind both."""
    book = treaty_book()
    a, b = request.GET.get("a", a).upper(), request.GET.get("b", b).upper()
    if "a" in request.GET and a in book.gazetteer and b in book.gazetteer and a != b:
        return redirect("compare", a, b)
    on = as_on(request, book)
    first, second = (state_or_404(book, code) if code else None for code in (a, b))
    same = first is not None and first is second
    rows = compared(book, a, b, on.day) if first and second and not same else ()
    context = {
        "book": book,
        "a": first,
        "b": second,
        "same": same,
        "on": on,
        "shared": [row for row in rows if row[1].bond is Bond.BOUND],
        "unsure": [row for row in rows if row[1].bond is Bond.UNKNOWN],
        "not_shared": [row for row in rows if row[1].bond is Bond.NOT_BOUND],
        "state_choices": state_choices(book),
    }
    return render(request, "web/compare.html", context, status=400 if on.error or same else 200)
