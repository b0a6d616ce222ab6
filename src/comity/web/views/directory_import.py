"""Tables of authorities: the empty template, a check that takes nothing, handing in by a mission for its own State, and
loading by the secretariat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer, viewer
from comity.connectors.directory.loading import check_table, hand_in_table, load_table
from comity.connectors.directory.tables import COLUMNS, template
from comity.connectors.items import FormatError
from comity.treaties.interfaces import book as treaty_book

from .not_there import not_there

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


_TAKEN = {
    "new": gettext_lazy("Newly listed"),
    "changed": gettext_lazy("Changed"),
    "draft": gettext_lazy("Kept as drafts, for their errors"),
    "same": gettext_lazy("Unchanged"),
    "kept": gettext_lazy("Left as people changed them here"),
}


class TableForm(forms.Form):
    """A filled-in table."""

    table = forms.FileField(label=gettext_lazy("Filled-in table (CSV or XLSX)"))


@not_there
def tables(request: HttpRequest) -> HttpResponse:
    """Checks a table, for a mission as to its own State; takes it if asked to: the secretariat lists what it says, what
    a mission hands in waits for the secretariat."""
    asking = _allowed(request)
    is_secretariat = asking.holds(Role.SECRETARIAT)
    form = TableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"book": treaty_book(), "form": form, "may_load": is_secretariat, "columns": COLUMNS}
    status = 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["table"]
        states = None if is_secretariat else asking.states(Role.MISSION)
        try:
            if "load" in request.POST and is_secretariat:
                report = load_table(file.read(), file.name, actor=asking.actor)
            elif "load" in request.POST:
                report = hand_in_table(file.read(), file.name, viewer=asking)
            else:
                report = check_table(file.read(), file.name, states=states)[0]
            taken = [(label, report.taken[name]) for name, label in _TAKEN.items() if report.taken[name]]
            context |= {"report": report, "taken": taken}
        except FormatError as error:
            form.add_error("table", str(error))
            status = 400
    return render(request, "web/work/tables.html", context, status=status)


@not_there
def empty(request: HttpRequest, form: str) -> HttpResponse:
    """The empty template."""
    _allowed(request)
    if form not in _TYPES:
        raise Http404
    disposition = f'attachment; filename="authorities.{form}"'
    return HttpResponse(template(form), content_type=_TYPES[form], headers={"Content-Disposition": disposition})


def _allowed(request: HttpRequest) -> Viewer:
    asking = viewer(request)
    if not asking.holds(Role.MISSION, Role.SECRETARIAT):
        raise NotPermitted("tables are for missions and the secretariat")
    return asking
