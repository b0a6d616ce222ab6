"""The audit ledger for auditors, and the outbox for the secretariat."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render

from comity.accounts.domain.auditing import read_ledger, stuck_mails, try_again
from comity.accounts.viewer import viewer
from comity.core.ledger_reading import LedgerFilter, actions, as_csv, as_json_lines

_PAGE = 100
_WRITERS = {"csv": (as_csv, "text/csv; charset=utf-8"), "jsonl": (as_json_lines, "application/jsonl; charset=utf-8")}


def ledger(request: HttpRequest) -> HttpResponse:
    """The entries wanted, newest first."""
    wanted = _wanted(request)
    found = read_ledger(by=viewer(request), wanted=wanted)
    context = {
        "wanted": wanted,
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "actions": actions(),
        "query": _query(request),
    }
    return render(request, "web/people/ledger.html", context)


def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The entries wanted, as a file."""
    asking = viewer(request)
    if form not in _WRITERS:
        raise Http404
    writer, kind = _WRITERS[form]
    response = StreamingHttpResponse(
        writer(read_ledger(by=asking, wanted=_wanted(request), export=form)), content_type=kind
    )
    response["Content-Disposition"] = f'attachment; filename="comity-ledger.{form}"'
    return response


def outbox(request: HttpRequest) -> HttpResponse:
    """The mails that could not be sent; on POST they are tried again."""
    asking = viewer(request)
    if request.method == "POST":
        try_again(by=asking)
        return redirect("outbox")
    page = Paginator(stuck_mails(by=asking), _PAGE).get_page(request.GET.get("page"))
    return render(request, "web/people/outbox.html", {"page": page})


def _wanted(request: HttpRequest) -> LedgerFilter:
    asked: dict[str, Any] = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:100]
        for name in ("actor", "action", "kind", "subject", "state")
    }
    return LedgerFilter(**asked, since=_day(request.GET.get("since")), until=_day(request.GET.get("until")))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None  # a day that is none filters nothing; the form shows the field empty


def _query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
