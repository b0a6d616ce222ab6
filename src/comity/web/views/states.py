"""Pages of States: the list, one State, two side by side."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.core.asking import state_named
from comity.core.wording import instrument_name, say, state_name
from comity.law.basis.types import QuestionError
from comity.law.book import TreatyBook
from comity.law.sentences import say as sentence
from comity.law.standing import Bond, Relation
from comity.law.states import Group, State
from comity.treaties.interfaces import book as treaty_book
from comity.treaties.queries import Participation, compared, state_profile

from ..asked import Ordering, as_on, download, ordered, source_notes, state_or_404, table
from ..choices import collated, folded
from ..choices import states as state_choices
from ..labels import group_label
from .directory import listed_of

GROUPS = tuple(group for group in Group if group is not Group.NONE)


def group_name(group: Group) -> str:
    """A regional group in the active language; empty for none."""
    return group_label(group)


def states(request: HttpRequest) -> HttpResponse:
    """All States, with how many of the treaties held here bind each."""
    book = treaty_book()
    on = as_on(request, book)
    group, words = request.GET.get("group", ""), folded(request.GET.get("q", "").strip())
    rows = [
        (state, sum(r.standing.bond is Bond.BOUND for r in state_profile(book, state.code, on.day)))
        for state in book.gazetteer.party_candidates()
        if (not group or state.group.value == group)
        and (not words or words in folded(" ".join((*state.names.values(), *state.aliases, state.code))))
    ]
    shown, order = ordered(
        request,
        rows,
        {"name": lambda row: collated(state_name(row[0].code, book)), "bound": lambda row: row[1]},
        "name",
    )
    context = {
        "book": book,
        "rows": [(state, group_label(state.group), bound) for state, bound in shown],
        "order": order,
        "on": on,
        "groups": [(group.value, group_label(group)) for group in GROUPS],
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
    bound, order = _bound(request, book, rows)
    context = {
        "book": book,
        "state": found,
        "group": group_label(found.group),
        "on": on,
        "bound": bound,
        "order": order,
        "signed": [r for r in rows if r.standing.bond is not Bond.BOUND and r.standing.signed],
        "others": [r for r in rows if r.standing.bond is not Bond.BOUND and not r.standing.signed],
        "declared": [r for r in rows if r.statements],
        "territories": book.gazetteer.territories_of(code),
        "authorities": listed_of(code, on.day, book),
        "state_choices": state_choices(book),
    }
    return render(request, "web/state.html", context, status=400 if on.error else 200)


def _bound(
    request: HttpRequest, book: TreatyBook, rows: tuple[Participation, ...]
) -> tuple[list[Participation], Ordering]:
    """The treaties that bind, in the order asked for; by subject as the treaties are held, unless asked."""
    held = {code: n for n, code in enumerate(book.instruments)}
    keys = {
        "subject": lambda r: held[r.instrument],
        "name": lambda r: collated(instrument_name(r.instrument, book)),
        "since": lambda r: (r.standing.since is None, r.standing.since),
        "consent": lambda r: (r.consent is None or r.consent.on is None, r.consent and r.consent.on),
    }
    return ordered(request, [r for r in rows if r.standing.bond is Bond.BOUND], keys, "subject")


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
    """Two States side by side under every treaty that could bind both; States may be named by code or name."""
    book = treaty_book()
    on = as_on(request, book)
    typed = {"a": request.GET.get("a", a), "b": request.GET.get("b", b)}
    context: dict[str, Any] = {"book": book, "on": on, "typed": typed, "state_choices": state_choices(book)}
    if not (typed["a"] and typed["b"]):
        return render(request, "web/compare.html", context)
    try:
        first, second = (book.gazetteer[state_named(name, typed[name], book.gazetteer)] for name in ("a", "b"))
        _require_two(first, second)
    except QuestionError as error:
        context |= {"error_field": error.field, "error_text": say(error.sentence, book)}
        return render(request, "web/compare.html", context, status=400)
    if (first.code, second.code) != (a, b):
        query = f"?{urlencode({'on': on.typed})}" if on.typed else ""
        return redirect(reverse("compare", args=(first.code, second.code)) + query)
    rows = compared(book, a, b, on.day)
    context |= {"a": first, "b": second, "rows": rows, "error_field": "", **_counted(rows)}
    return render(request, "web/compare.html", context, status=400 if on.error else 200)


def _require_two(first: State, second: State) -> None:
    if first.code == second.code:
        raise QuestionError("b", sentence("The two States are the same; choose two."))


def _counted(rows: tuple[tuple[Any, Relation], ...]) -> dict[str, int]:
    bonds = [relation.bond for _instrument, relation in rows]
    names = {"shared": Bond.BOUND, "unsure": Bond.UNKNOWN, "not_shared": Bond.NOT_BOUND}
    return {name: bonds.count(bond) for name, bond in names.items()}
