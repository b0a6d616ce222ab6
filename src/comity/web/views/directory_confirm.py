"""Pages reached from a mail or from an entry: confirming by a signed link, and reporting that something is wrong."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from comity.accounts.viewer import NotPermitted, viewer
from comity.core.wording import language
from comity.directory.domain.confirming import Link, Looked, confirm_by_link, look
from comity.directory.domain.problems import report_problem
from comity.directory.interfaces import entry as listing
from comity.directory.interfaces import is_registered
from comity.directory.models import ProblemKind
from comity.law.authorities.comparing import FIELDS
from comity.law.authorities.entry import AuthorityEntry, without
from comity.law.authorities.words import FieldGroup
from comity.treaties.interfaces import book as treaty_book

from ..entry_text import Line, lines
from .directory_work import entry_of_version
from .not_there import not_there

# What the mail's reader is shown to confirm; a link may be passed on, so duty lines stay behind the sign-in.
_SHOWN = (
    "names",
    "parent",
    "designations",
    "unit",
    "function",
    "addresses",
    "contacts",
    "time_zone",
    "hours",
    "channels",
)
_STATUS = {Link.READY: 200, Link.DONE: 200, Link.USED: 409, Link.OUTDATED: 409, Link.EXPIRED: 410, Link.ENDED: 403}


@never_cache
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what would be confirmed; confirms it on POST. A mail program that only looks changes nothing."""
    found = confirm_by_link(token) if request.method == "POST" else look(token)
    if found.link is Link.INVALID:
        raise Http404
    context = {"book": treaty_book(), "link": found.link.value, "found": found, "rows": [], "name": ""}
    if found.version is not None:
        entry = entry_of_version(found.version)
        context |= {"name": entry.name(language()), "entry": entry, "rows": _rows(found, entry)}
    status = _STATUS[found.link] if request.method == "POST" else 200
    return render(request, "web/work/confirm.html", context, status=status)


def _rows(found: Looked, entry: AuthorityEntry) -> list[tuple[str, list[Line]]]:
    if found.link is not Link.READY:
        return []
    shown, book = without(entry, frozenset({FieldGroup.DUTY})), treaty_book()
    rows = [(FIELDS[name], lines(getattr(shown, name), name, book)) for name in _SHOWN]
    return [(label, said) for label, said in rows if said]


class ProblemForm(forms.Form):
    """What a reader found."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"), choices=ProblemKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("What exactly? Name the address or number it is about."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@not_there
def report(request: HttpRequest, key: str) -> HttpResponse:
    """A registered reader reports that something bounced or is wrong."""
    asking, listed = viewer(request), listing(key)
    if not is_registered(asking):
        raise NotPermitted("only registered readers report problems")
    if listed is None:
        raise Http404
    form = ProblemForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = ProblemKind(form.cleaned_data["kind"])
        report_problem(viewer=asking, key=key, kind=kind, text=form.cleaned_data["text"])
        messages.success(request, _("Thank you: those who look after the entry will see it."))
        return redirect("authority-problem", key)
    context = {"book": treaty_book(), "form": form, "key": key, "name": listed.entry.name(language())}
    return render(request, "web/work/problem.html", context)
